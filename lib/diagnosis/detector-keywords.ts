import { KeywordIndex } from '@/lib/log/keyword-index';
import { detectors } from './detectors';
import { lookedUpTexts } from './looked-up-texts';

/** What all detectors look for, for one pass over a log's bytes. */
export const detectorKeywords = new KeywordIndex(
  [...new Set([...detectors.flatMap(({ keywords }) => keywords), ...lookedUpTexts])],
  { ofBytes: true },
);
