import { lineDetector } from '../causes/line-detector';

/** golangci-lint, whose rows end with the linter's name. */
export const golangciLint = lineDetector({
  id: 'golangci-lint',
  label: 'golangci-lint',
  category: 'lint',
  keywords: ['.go:'],
  patterns: [
    /^(?<file>[\w@./-]{1,400}\.go):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<message>\S.*?) \((?<code>[a-z]\w{1,40})\)$/,
  ],
  linesEach: 3,
  examples: [
    {
      log: 'money.go:12:9: ineffectual assignment to total (ineffassign)\n\ttotal := 5\n\t^',
      category: 'lint',
      findings: ['money.go:12'],
    },
  ],
  lookAlikes: ['./money.go:12:9: undefined: total'],
});
