import { lineDetector } from '../causes/line-detector';

/** `clang-format --dry-run`, and the runner that prints which files it would change. */
export const clangFormat = lineDetector({
  id: 'clang-format',
  label: 'clang-format',
  category: 'format',
  keywords: ['-Wclang-format-violations'],
  patterns: [
    /^(?<file>(?:[A-Za-z]:)?[^\s:][^:]{0,400}):(?<line>\d{1,7}):(?<column>\d{1,6}): (?:error|warning): (?<message>code should be clang-formatted) \[(?<code>-Wclang-format-violations)\]$/,
  ],
  weight: 0.955,
  linesEach: 3,
  nextStep: 'Run `clang-format -i` on the named files and commit what it changes.',
  examples: [
    {
      log: 'src/till.cc:12:5: error: code should be clang-formatted [-Wclang-format-violations]\nint  coin;\n   ^',
      category: 'format',
      findings: ['src/till.cc:12'],
    },
  ],
  lookAlikes: ['-Wclang-format-violations is on'],
});
