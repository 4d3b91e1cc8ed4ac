import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';

const heading = /^FILE: (\S.{0,400}?)\s*$/;
const row = /^\s{0,6}(\d{1,7})\s{1,4}\|\s{1,2}(ERROR|WARNING)\s{1,3}\|\s{1,2}(?:\[[ x]\] )?(.*?)\s*$/;
const more = /^\s{2,10}\|\s{1,10}\|\s{1,6}(\S.*?)\s*$/;
const emacs =
  /^(\S[^:]{0,400}):(\d{1,7}):(\d{1,5}): (error|warning) - (\S.*?)(?: \(([A-Z][\w]{1,40}(?:\.[A-Z]\w{1,60}){2,3})\))?$/;
const csv =
  /^"(\S[^"]{0,400})",(\d{1,7}),(\d{1,5}),(error|warning),"((?:[^"\\]|\\.|""){1,1000})",([\w.]{1,200})/;

/** PHP_CodeSniffer: its full report, emacs and csv. */
export const phpCodeSniffer: Detector = {
  id: 'php-code-sniffer',
  keywords: ['FILE: ', ': error - ', ': warning - ', ',error,"', ',warning,"'],
  detect(view) {
    const found = [...full(view), ...rows(view)].sort((a, b) => a.index - b.index);
    const cause = causeOfFindings({
      tool: 'phpcs',
      label: 'PHP_CodeSniffer',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      failsOnWarnings: true,
      nextStep: 'Change the named lines, or let `phpcbf` change what it can.',
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: [
        'FILE: /builds/shop/till/src/Till.php',
        '----------------------------------------------------------------------',
        'FOUND 1 ERROR AND 1 WARNING AFFECTING 2 LINES',
        '----------------------------------------------------------------------',
        '  4 | WARNING | [ ] Line exceeds 120 characters; contains 140',
        '    |         |     characters',
        ' 12 | ERROR   | [x] Expected 1 space before opening brace; found 0',
        '----------------------------------------------------------------------',
      ].join('\n'),
      category: 'lint',
      findings: ['src/Till.php:4', 'src/Till.php:12'],
    },
    {
      log: '/builds/shop/till/src/Till.php:12:5: error - Missing doc comment (PEAR.Commenting.FunctionComment.Missing)',
      category: 'lint',
      findings: ['src/Till.php:12'],
    },
  ],
  lookAlikes: ['FILE: till.php\n 12 | coins | 4', 'FILE: sent'],
};

function full(view: LogView): FoundAt[] {
  const found: FoundAt[] = [];
  for (const { index, match } of view.find(heading, ['FILE: '])) {
    for (let below = index + 1; below < view.length && found.length < 2_000; below += 1) {
      const text = view.text(below);
      const at = row.exec(text);
      const last = found.at(-1);
      const rest = at === null && last?.index === below - 1 ? more.exec(text)?.[1] : undefined;
      if (at !== null) {
        found.push({
          index: below,
          tool: 'phpcs',
          file: view.path(match[1] ?? ''),
          line: Number(at[1]),
          column: null,
          code: null,
          severity: at[2] === 'ERROR' ? 'error' : 'warning',
          message: at[3] ?? '',
        });
      } else if (rest !== undefined && last !== undefined) {
        found[found.length - 1] = { ...last, message: `${last.message} ${rest}` };
      } else if (!/^-{3,}|^FOUND \d|^\s*\||^\s*$/.test(text) || text.trim() === '') break;
    }
  }
  return found;
}

function rows(view: LogView): FoundAt[] {
  return [emacs, csv].flatMap((pattern) =>
    view.find(pattern, [': error - ', ': warning - ', ',error,"', ',warning,"']).map(({ index, match }) => ({
      index,
      tool: 'phpcs',
      file: view.path(match[1] ?? ''),
      line: Number(match[2]),
      column: Math.max(1, Number(match[3])),
      code: match[6] ?? null,
      severity: match[4] === 'error' ? ('error' as const) : ('warning' as const),
      message: match[5] ?? '',
    })),
  );
}
