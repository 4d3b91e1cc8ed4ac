import type { Tone } from '@/lib/format/face';

/** Text, ground and edge of each tone; every pair of text and ground has a contrast of 4.5 or more. */
export const toneClasses = {
  neutral: 'border-neutral-line bg-neutral-soft text-neutral',
  info: 'border-info-line bg-info-soft text-info',
  success: 'border-success-line bg-success-soft text-success',
  warning: 'border-warning-line bg-warning-soft text-warning',
  danger: 'border-danger-line bg-danger-soft text-danger',
  attention: 'border-attention-line bg-attention-soft text-attention',
} as const satisfies Record<Tone, string>;

export const toneText = {
  neutral: 'text-neutral',
  info: 'text-info',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
  attention: 'text-attention',
} as const satisfies Record<Tone, string>;
