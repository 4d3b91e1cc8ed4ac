import { detectors } from './detectors';
import { fallbackCauses } from './fallback-causes';
import type { LogView } from './log-view';
import { rankCauses, type RankedCause } from './rank-causes';

/** Everything that may have broken the job, best first. */
export function findCauses(view: LogView): RankedCause[] {
  const known = detectors.filter((detector) => detector.keywords.some((keyword) => view.has(keyword)));
  return rankCauses([...known.flatMap((detector) => detector.detect(view)), ...fallbackCauses(view)], view);
}
