import { lineDetector } from '../causes/line-detector';

const row =
  '(?<line>\\d{1,7}):(?<column>\\d{1,6}): (?<severity>fatal error|error|warning): (?<message>\\S.{1,1000}?) \\[(?<code>(?:[a-z][\\w+]{0,40}-[\\w.+-]{1,80})(?:,-?[\\w.+-]{1,80}){0,8})\\]$';

/** clang-tidy, whose rows end with the check's name. run-clang-tidy puts its command in front of the first row of a file. */
export const clangTidy = lineDetector({
  id: 'clang-tidy',
  label: 'clang-tidy',
  category: 'lint',
  keywords: [': warning: ', ': error: ', ': fatal error: '],
  patterns: [
    new RegExp(`^\\S{0,200}clang-tidy\\S{0,20} .{0,2000} (?<file>\\S{1,400}):${row}`),
    new RegExp(`^(?<file>(?:[A-Za-z]:)?[^\\s:][^:]{0,400}):${row}`),
  ],
  // mypy ends its rows with the same brackets.
  accepts: ({ file }) => !/\.(?:pyi?|ipynb|pyx|rb|php|[cm]?[jt]sx?|sh|ya?ml)$/.test(file ?? ''),
  weight: 0.945,
  linesEach: 3,
  examples: [
    {
      log: 'clang-tidy-18 -p=build /builds/shop/till/src/till.cc:12:5: warning: use nullptr [modernize-use-nullptr]\n    coin = 0;\n           ^\n           nullptr',
      category: 'lint',
      findings: ['src/till.cc:12'],
    },
    {
      log: 'src/till.cc:12:5: error: no header [clang-diagnostic-error]',
      category: 'lint',
      findings: ['src/till.cc:12'],
    },
  ],
  lookAlikes: [
    'src/till.cc:12:5: warning: unused coin [-Wunused-variable]',
    'till/money.py:12:5: error: Incompatible return value type (got "int", expected "str")  [return-value]',
  ],
});
