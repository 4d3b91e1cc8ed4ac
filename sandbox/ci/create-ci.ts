import type { Sandbox } from '../sandbox';
import type { Ci } from './ci';

/** The sandbox's CI. For now it knows no pipelines: pushes start nothing and asking for one is refused. */
export function createCi(_sandbox: Sandbox): Ci {
  return {
    onPush: () => Promise.resolve(),
    onMergeRequest: () => Promise.resolve(),
    createPipeline: () => Promise.resolve({ kind: 'refused', message: 'Pipelines are not available yet' }),
    headPipeline: () => null,
    stop: () => Promise.resolve(),
  };
}
