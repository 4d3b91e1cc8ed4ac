import { KeywordIndex } from '@/lib/log/keyword-index';
import { detectors } from '../detectors';
import { lookedUpTexts } from './looked-up-texts';

/** What detectors look for, for one pass over a log's bytes; single characters of ASCII stand in most lines and are left out. */
export const detectorKeywords = new KeywordIndex(
  [
    ...new Set([
      ...detectors.flatMap(({ keywords, lookUps = [] }) => [...keywords, ...lookUps]),
      ...lookedUpTexts,
    ]),
  ].filter((text) => text.length > 1 || text > '\u007f'),
  { ofBytes: true },
);
