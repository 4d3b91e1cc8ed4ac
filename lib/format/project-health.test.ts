import { expect, it } from 'vitest';

import { projectHealth, worstHealth } from './project-health';

const at = new Date('2026-01-01T00:00:00Z');
const well = { hookVerifiedAt: at, lastDeliveryAt: at, writerState: 'active' } as const;

it.each([
  ['Healthy', well],
  ['Healthy', { ...well, lastDeliveryAt: null }],
  ['Webhook not verified', { ...well, hookVerifiedAt: null }],
  ['Sign-in broken', { ...well, writerState: 'broken' }],
  ['Sign-in broken', { hookVerifiedAt: null, lastDeliveryAt: null, writerState: 'broken' }],
] as const)('says "%s" of %j', (label, facts) => {
  expect(worstHealth(projectHealth(facts)).label).toBe(label);
});
