import { lineDetector } from '../causes/line-detector';

/** Hadolint. */
export const hadolint = lineDetector({
  id: 'hadolint',
  label: 'Hadolint',
  category: 'lint',
  keywords: [' DL3', ' DL4', ' DL1', ' SC'],
  patterns: [
    /^(?<file>\S.{0,400}?):(?<line>\d{1,7}) (?<code>(?:DL|SC)\d{4}) (?:\[?\w{1,30}m?)?(?:error|warning|info|style)?:? ?(?<message>\S.*)$/,
  ],
  examples: [
    {
      log: 'Dockerfile:12 DL3006 warning: Always tag the version of an image explicitly',
      category: 'lint',
      findings: ['Dockerfile:12'],
    },
  ],
  lookAlikes: ['see DL3006 in the manual'],
});
