import { KeywordIndex } from '@/lib/log/keyword-index';
import { detectors } from './detectors';

/** The keywords of all detectors, for one pass over a log's bytes. */
export const detectorKeywords = new KeywordIndex(
  [...new Set(detectors.flatMap(({ keywords }) => keywords))],
  { ofBytes: true },
);
