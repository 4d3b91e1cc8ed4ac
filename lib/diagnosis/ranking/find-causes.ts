import type { GreenComparison } from '../history/compare-with-green';
import { detectors } from '../detectors';
import { fallbackCauses } from './fallback-causes';
import type { LogView } from '../view/log-view';
import { rankCauses, type RankedCause } from './rank-causes';
import { newLinesCause, weighByGreen } from '../history/weigh-by-green';

/** Everything that may have broken the job, best first; with the last green log, what stood there too weighs less. */
export function findCauses(view: LogView, green: GreenComparison | null = null): RankedCause[] {
  const known = detectors.filter((detector) => detector.keywords.some((keyword) => view.has(keyword)));
  const causes = [...known.flatMap((detector) => detector.detect(view)), ...fallbackCauses(view)];
  return rankCauses(
    green === null ? causes : [...weighByGreen(causes, view, green), ...newLinesCause(view, green)],
    view,
  );
}
