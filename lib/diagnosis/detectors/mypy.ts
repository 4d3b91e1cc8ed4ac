import { lineDetector } from '../line-detector';

/** mypy and pyright. */
export const mypy = lineDetector({
  id: 'mypy',
  label: 'The Python type checker',
  category: 'type-check',
  keywords: ['.py:', '.pyi:'],
  patterns: [
    /^\s{0,4}(?<file>\S.{0,400}?\.pyi?):(?<line>\d{1,7}):(?:(?<column>\d{1,5}):)? (?<severity>error): (?<message>.*?)(?:\s{1,4}\[(?<code>[a-z][\w-]{1,60})\])?$/,
    /^\s{0,4}(?<file>\S.{0,400}?\.pyi?):(?<line>\d{1,7}):(?<column>\d{1,5}) - (?<severity>error|warning): (?<message>.*?)(?: \((?<code>report\w{1,60})\))?$/,
  ],
  examples: [
    {
      log: 'till/money.py:12: error: Incompatible return value type (got "str", expected "int")  [return-value]\nFound 1 error in 1 file (checked 3 source files)',
      category: 'type-check',
      findings: ['till/money.py:12'],
    },
    {
      log: '  /builds/shop/till/money.py:12:5 - error: "total" is not defined (reportUndefinedVariable)',
      category: 'type-check',
      findings: ['money.py:12'],
    },
  ],
  lookAlikes: ['till/money.py:12:80: E501 line too long', 'till/money.py:12: DeprecationWarning: old'],
});
