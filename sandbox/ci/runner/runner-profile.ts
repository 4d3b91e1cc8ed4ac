/** The sandbox's only runner, as the API, webhooks and traces name it. */
export const RUNNER = {
  id: 1,
  description: 'sandbox-runner',
  shortToken: 'sAndB0x01',
  systemId: 's_5a4db0c5e1f2',
  version: '18.5.0',
  revision: 'bda84871',
  tags: ['docker', 'linux', 'sandbox', 'shared'],
} as const;

const HOSTED_TAG = /^saas-linux-(small|medium|large|xlarge|2xlarge)-(amd64|arm64)$/;

/** Whether the runner takes a job with these tags. What it does not take waits until GitLab calls it stuck. */
export function runnerTakes(tags: readonly string[]): boolean {
  return tags.every((tag) => (RUNNER.tags as readonly string[]).includes(tag) || HOSTED_TAG.test(tag));
}
