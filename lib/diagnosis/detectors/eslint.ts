import { causeOfFindings, buildCause, type FoundAt } from '../causes/build-cause';
import type { Cause, Detector } from '../detector';
import type { LogView } from '../view/log-view';

const stylishRow =
  /^\s+(\d{1,7}):(\d{1,5})\s+(error|warning)\s+(\S.*?)(?:\s{2,}((?:@[\w.-]+\/)?[\w.-]+(?:\/[\w.-]+)*))?$/;
const stylishFile = /^(\S.{0,500}\.[A-Za-z]{1,10}|\/\S.{0,500})$/;
const unixRow = /^(\S.{0,500}?):(\d{1,7}):(\d{1,5}): (.+) \[(Error|Warning)\/([\w@./-]*)\]$/;
const compactRow =
  /^(\S.{0,500}?): line (\d{1,7}), col (\d{1,5}), (Error|Warning) - (.+?)(?: \(([\w@./-]+)\))?$/;
const summary = /^✖ \d{1,7} problems? \(\d{1,7} errors?, \d{1,7} warnings?\)/;
const tooManyWarnings = /^ESLint found too many warnings \(maximum: \d{1,7}\)/;

/** ESLint: the formatters stylish, unix, compact and json, and its refusal to start. */
export const eslint: Detector = {
  id: 'eslint',
  keywords: [
    '✖',
    ' error  ',
    ' warning  ',
    '[Error/',
    '[Warning/',
    ', Error - ',
    ', Warning - ',
    '[{"filePath"',
    'ESLint',
  ],
  detect(view) {
    const refused = couldNotStart(view);
    const found = [...stylish(view), ...unix(view), ...compact(view), ...json(view)];
    const maximum = view.find(tooManyWarnings, ['ESLint found too many']).at(-1);
    const cause = causeOfFindings({
      tool: 'eslint',
      label: 'ESLint',
      category: 'lint',
      found: maximum === undefined ? found : found.map((one) => ({ ...one, severity: 'error' as const })),
      number: (index) => view.number(index),
      nextStep: 'Change the named lines, or let `eslint --fix` change what it can.',
    });
    return [...refused, ...(cause === null ? [] : [cause])];
  },
  examples: [
    {
      log: [
        '/builds/shop/till/src/price.js',
        "  3:7   error    'total' is assigned a value but never used  no-unused-vars",
        "  9:12  warning  Expected '===' and instead saw '=='         eqeqeq",
        '',
        '✖ 2 problems (1 error, 1 warning)',
      ].join('\n'),
      category: 'lint',
      findings: ['src/price.js:3', 'src/price.js:9'],
    },
    {
      log: 'src/price.js:3:7: Missing semicolon. [Error/semi]\n\n1 problem',
      category: 'lint',
      findings: ['src/price.js:3'],
    },
  ],
  lookAlikes: [
    '  12:30  error handling was added to the changelog\n  12:31  warning signs are up',
    '✖ 2 problems were solved today',
  ],
};

function stylish(view: LogView): FoundAt[] {
  const found: FoundAt[] = [];
  let file: string | null = null;
  let fileIndex = -2;
  for (const { index, match } of view.find(stylishRow, [' error ', ' warning '])) {
    const [, line, column, severity, message, code] = match;
    if (index !== fileIndex + 1 && !isNeighbour(view, index)) {
      file = fileAbove(view, index);
    }
    fileIndex = index;
    if (file === null || message === undefined) continue;
    found.push({
      index,
      tool: 'eslint',
      file: view.path(file),
      line: Math.max(1, Number(line)),
      column: Math.max(1, Number(column)),
      code: code ?? null,
      severity: severity === 'error' ? 'error' : 'warning',
      message: message.trim(),
    });
  }
  // Stylelint and others print rows like these; ESLint's own always end with a count.
  const counted = view.find(summary, ['✖']).length > 0 || found.some(({ code }) => code !== null);
  return counted ? found : [];
}

function isNeighbour(view: LogView, index: number): boolean {
  return stylishRow.test(view.text(index - 1));
}

/** Messages may run over lines, so the file's name may stand some lines above. */
function fileAbove(view: LogView, index: number): string | null {
  for (let above = index - 1; above >= Math.max(0, index - 8); above -= 1) {
    const text = view.text(above);
    if (stylishFile.test(text) && /[/\\.]/.test(text)) return text;
    if (text.trim() === '') return null;
  }
  return null;
}

function unix(view: LogView): FoundAt[] {
  return view.find(unixRow, ['[Error/', '[Warning/']).map(({ index, match }) => ({
    index,
    tool: 'eslint',
    file: view.path(match[1] ?? ''),
    line: Math.max(1, Number(match[2])),
    column: Math.max(1, Number(match[3])),
    code: match[6] === '' ? null : (match[6] ?? null),
    severity: match[5] === 'Error' ? ('error' as const) : ('warning' as const),
    message: match[4] ?? '',
  }));
}

function compact(view: LogView): FoundAt[] {
  return view.find(compactRow, [', Error - ', ', Warning - ']).map(({ index, match }) => ({
    index,
    tool: 'eslint',
    file: view.path(match[1] ?? ''),
    line: Math.max(1, Number(match[2])),
    column: Math.max(1, Number(match[3])),
    code: match[6] ?? null,
    severity: match[4] === 'Error' ? ('error' as const) : ('warning' as const),
    message: match[5] ?? '',
  }));
}

function json(view: LogView): FoundAt[] {
  return view.find(/^\[\{"filePath":.*\]$/, ['[{"filePath"'], 20).flatMap(({ index, match }) => {
    const results: unknown = parsed(match[0]);
    return Array.isArray(results)
      ? results.flatMap((result: unknown) => jsonResult(view, index, result))
      : [];
  });
}

function jsonResult(view: LogView, index: number, result: unknown): FoundAt[] {
  if (!isRecord(result) || typeof result['filePath'] !== 'string' || !Array.isArray(result['messages']))
    return [];
  const file = view.path(result['filePath']);
  return result['messages'].filter(isRecord).map((message) => ({
    index,
    tool: 'eslint',
    file,
    line: position(message['line']),
    column: position(message['column']),
    code: typeof message['ruleId'] === 'string' ? message['ruleId'] : null,
    severity: message['severity'] === 2 ? ('error' as const) : ('warning' as const),
    message: typeof message['message'] === 'string' ? message['message'] : '',
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Shortened or not JSON after all: then there is nothing to read from it.
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function position(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null;
}

function couldNotStart(view: LogView): Cause[] {
  const refusal =
    /^(?:ESLint couldn't find (?:an eslint\.config|a configuration file|the (?:plugin|config) "[^"]{1,200}")|Error: Cannot find (?:module|package) '[^']{1,200}'|No files matching the pattern .{1,200} were found)/;
  const oops = view.find(/^Oops! Something went wrong! :\(/, ['Oops! Something went wrong']).at(-1);
  if (oops === undefined) return [];
  for (let index = oops.index + 1; index < Math.min(view.length, oops.index + 15); index += 1) {
    const text = view.text(index);
    if (!refusal.test(text)) continue;
    return [
      buildCause({
        tool: 'eslint',
        category: 'configuration',
        weight: 0.95,
        verdict: 'code',
        verdictReason: "ESLint cannot start with the project's configuration as it was committed.",
        ranges: [{ from: index, to: index, reason: 'ESLint says why it did not start' }],
        key: [text],
        summary: `ESLint could not start: ${text}`,
        nextStep: "Correct the project's ESLint configuration or install what it names.",
      }),
    ];
  }
  return [];
}
