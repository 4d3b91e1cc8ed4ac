import { compilerDetector, lead } from '../causes/compiler-detector';

const file = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|][^:"'()<>|]{0,400}\.(?:pyi?|ipynb|pyx|pxd)(?::cell_\d{1,6})?)`;

/** mypy, basedmypy, pyright, basedpyright, pytype, pyre, ty and pyrefly. */
export const mypy = compilerDetector({
  id: 'mypy',
  keywords: ['.py', '.pyi', '.pyx'],
  forms: [
    {
      // mypy: till.py:12:5: error: message  [code]
      pattern: new RegExp(
        String.raw`^${lead}${file}:(?<line>\d{1,7}):(?:(?<column>\d{1,5}):)?(?:\d{1,7}:\d{1,5}:)? (?<severity>error|warning|note|info): (?<message>\S.*?)(?:\s{1,4}\[(?<code>[a-z][\w-]{1,60})\])?$`,
      ),
      keywords: ['error: ', 'warning: ', 'note: ', 'info: '],
      beside: ['.py', '.ipynb', '.pxd'],
    },
    {
      // pyright: till.py:12:5 - error: message (reportRule)
      pattern: new RegExp(
        String.raw`^${lead}${file}:(?<line>\d{1,7}):(?<column>\d{1,5}) - (?<severity>error|warning|information): (?<message>.*?)(?: \((?<code>report\w{1,60})\))?$`,
      ),
      keywords: [' - error: ', ' - warning: ', ' - information: '],
    },
    {
      // pyre: till.py:12:4 Undefined name [18]: message
      pattern: new RegExp(
        String.raw`^${lead}${file}:(?<line>\d{1,7}):(?<column>\d{1,5}) (?<message>[A-Z][\w ]{2,60} \[(?<code>\d{1,3})\]: .*)$`,
      ),
      keywords: ['.py:', '.pyi:'],
      beside: [']: '],
    },
    {
      // pytype before 2023: File "till.py", line 12, in add: message [code]
      pattern:
        /^File "(?<file>[^"]{1,400}\.pyi?)", line (?<line>\d{1,7}), in .{1,200}: (?<message>\S.*?) \[(?<code>[a-z][\w-]{2,60})\]$/,
      keywords: ['File "'],
    },
    {
      // pytype: /till/till.py:12:5: error: in add: message [code] is mypy's form; ty and pyrefly quote the place below.
      pattern: new RegExp(String.raw`^\s{1,8}--> ${file}:(?<line>\d{1,7}):(?<column>\d{1,5})$`),
      keywords: ['--> '],
      complete: (_row, view, index) => {
        const title =
          /^(?<severity>error|warning|info|ERROR|WARN|INFO)(?:\[(?<code>[\w-]{1,60})\])?:? (?<message>.*?)(?: \[(?<rule>[a-z-]{2,60})\])?$/.exec(
            view.text(index - 1),
          )?.groups;
        if (title?.['message'] === undefined) return null;
        return {
          message: title['message'],
          code: title['code'] ?? title['rule'] ?? null,
          severity: /error/i.test(title['severity'] ?? '') ? 'error' : 'warning',
        };
      },
    },
  ],
  name: { tool: 'mypy', label: 'The Python type checker', category: 'type-check' },
  weight: 0.9,
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
    {
      log: 'till/money.py:12:4 Undefined or invalid type [11]: Annotation `Coin` is not defined as a type.',
      category: 'type-check',
      findings: ['till/money.py:12'],
    },
    {
      log: 'error[unresolved-reference]: Name `total` used when not defined\n --> till/money.py:12:5\n  |',
      category: 'type-check',
      findings: ['till/money.py:12'],
    },
  ],
  lookAlikes: [
    'till/money.py:12:80: E501 line too long',
    'till/money.py:12: DeprecationWarning: old',
    'till/money.py: note: In function "add":',
  ],
});
