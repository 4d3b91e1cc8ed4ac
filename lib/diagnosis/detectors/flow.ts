import { compilerDetector } from '../causes/compiler-detector';

/** Flow's type checker. */
export const flow = compilerDetector({
  id: 'flow',
  keywords: ['Error \u2508', 'Error -', 'Error: ', '.js:'],
  forms: [
    {
      // Error ┈┈┈┈ src/till.js:12:5, and the message after a blank line.
      pattern:
        /^(?<severity>Error|Warning) [-\u2508\u2509]{2,200} (?<file>[^\s:][^:]{0,300}):(?<line>\d{1,7}):(?<column>\d{1,5})$/,
      keywords: ['Error -', 'Error \u2508', 'Warning -', 'Warning \u2508'],
      complete: (_row, view, index) => {
        const message = (
          view.text(index + 1).trim() === '' ? view.text(index + 2) : view.text(index + 1)
        ).trim();
        return { message, code: /\[([a-z][\w-]{2,60})\]$/.exec(message)?.[1] ?? null };
      },
    },
    {
      // Before version 0.66: Error: src/till.js:12 with the quoted source below.
      pattern: /^Error: (?<file>[^\s:][^:]{0,300}\.jsx?):(?<line>\d{1,7})$/,
      keywords: ['Error: '],
      complete: (_row, view, index) => {
        const said = /\^{1,400} (\S.*)$/.exec(view.text(index + 2))?.[1];
        return said === undefined ? null : { message: said };
      },
    },
  ],
  name: { tool: 'flow', label: 'Flow', category: 'type-check' },
  weight: 0.94,
  linesEach: 3,
  examples: [
    {
      log: 'Error ---------------------------------------- src/till.js:12:5\n\nCannot assign `"5"` to `total` because string is incompatible with number. [incompatible-type]',
      category: 'type-check',
      findings: ['src/till.js:12'],
    },
  ],
  lookAlikes: ['Error: src/till.js:12\n    at add', 'Error - the till is open'],
});
