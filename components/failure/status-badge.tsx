import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  FastForward,
  Hand,
  LoaderCircle,
  type LucideIcon,
  MessageSquareDiff,
} from 'lucide-react';
import type { FailureStatus } from '@/lib/domain/failure-status';
import { failureStatusFace } from '@/lib/format/failure-status-face';
import { Badge } from '@/components/ui/badge';

const icons = {
  diagnosing: LoaderCircle,
  diagnosed: CircleDashed,
  mending: LoaderCircle,
  waiting: Hand,
  suggested: MessageSquareDiff,
  mended: CircleCheck,
  'no-fix': CircleSlash,
  dismissed: Ban,
  superseded: FastForward,
} as const satisfies Record<FailureStatus, LucideIcon>;

export function StatusBadge({ status }: { readonly status: FailureStatus }) {
  const face = failureStatusFace[status];
  return (
    <Badge
      tone={face.tone}
      icon={icons[status]}
      spinning={status === 'diagnosing' || status === 'mending'}
      title={face.explanation}
    >
      {face.label}
    </Badge>
  );
}
