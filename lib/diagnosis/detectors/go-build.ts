import { lineDetector } from '../causes/line-detector';

/** The Go compiler and `go vet`. golangci-lint prints its linter's name behind the message and has its own detector. */
export const goBuild = lineDetector({
  id: 'go-build',
  label: 'The Go compiler',
  category: 'build',
  keywords: ['.go:'],
  patterns: [
    /^(?:vet: |# )?(?<file>(?:\.{1,2}\/|\/)?[\w@./-]{1,400}\.go):(?<line>\d{1,7}):(?<column>\d{1,5}): (?<message>\S.*)$/,
  ],
  accepts: (row, view, index) =>
    !/ \(\w[\w-]{1,40}\)$/.test(row.message) && !/^\s*(?:---|===)/.test(view.text(index - 1)),
  weight: 0.93,
  examples: [
    {
      log: '# example.org/till\n./money.go:12:9: undefined: total',
      category: 'build',
      findings: ['money.go:12'],
    },
    {
      log: '# example.org/till\nvet: ./money.go:12:9: undefined: total',
      category: 'build',
      findings: ['money.go:12'],
    },
  ],
  lookAlikes: ['    money_test.go:12: got 4, want 5', '\t/usr/local/go/src/testing/testing.go:1446 +0x217'],
});
