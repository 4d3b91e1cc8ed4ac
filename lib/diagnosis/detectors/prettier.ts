import { buildCause, listed, place, sentence, type FoundAt } from '../causes/build-cause';
import type { Cause, Detector } from '../detector';
import type { LogView } from '../view/log-view';

const styleIssues =
  /^\[warn\] Code style issues (?:found in (?:\d{1,6} files|the above file(?:\(s\)|s)?)|found in the above file).*|^\[warn\] Code style issues? .*(?:Forgot to run Prettier|Run Prettier)/;
const warnedFile = /^\[warn\] (\S.{0,500})$/;
const syntaxError = /^\[error\] (\S.{0,500}?): (SyntaxError: .*?)(?: \((\d{1,7}):(\d{1,5})\))?$/;

/** Prettier: `--check`, `--list-different` run by the failing command, and files that it cannot parse. */
export const prettier: Detector = {
  id: 'prettier',
  keywords: ['[warn]', '[error]', 'prettier'],
  detect(view) {
    const broken = unparsed(view);
    const unformatted = checked(view);
    const files = unformatted.length > 0 ? unformatted : listDifferent(view);
    const causes = [...broken];
    if (files.length > 0) causes.push(formatCause(view, files));
    return causes;
  },
  examples: [
    {
      log: [
        'Checking formatting...',
        '[warn] src/till.ts',
        '[warn] docs/read me.md',
        '[warn] Code style issues found in 2 files. Run Prettier with --write to fix.',
      ].join('\n'),
      category: 'format',
      findings: ['src/till.ts', 'docs/read me.md'],
    },
    {
      log: '[error] src/till.ts: SyntaxError: Unexpected token (4:2)\n[error]   3 | {\n[error] > 4 | ?',
      category: 'build',
      findings: ['src/till.ts:4'],
    },
    { log: '$ npx prettier -l src\nsrc/till.ts', category: 'format', findings: ['src/till.ts'] },
  ],
  lookAlikes: [
    '[warn] deprecated option\n[warn] All matched files use Prettier code style!',
    '[error] request failed',
  ],
};

function checked(view: LogView): FoundAt[] {
  const end = view.find(styleIssues, ['Code style issues']).at(-1);
  if (end === undefined) return [];
  const found: FoundAt[] = [];
  for (let index = end.index - 1; index >= 0 && found.length < 1_000; index -= 1) {
    const text = view.text(index);
    if (text.startsWith('Checking formatting')) break;
    const file = warnedFile.exec(text)?.[1];
    // Between the files there may be the rows of one that could not be parsed.
    if (file === undefined && !text.startsWith('[error]')) break;
    if (file !== undefined && /[./\\]/.test(file) && !/^(?:jsx|Ignored|Invalid)/.test(file)) {
      found.unshift(unformatted(view, file, index));
    }
  }
  return found;
}

/** `-l` prints bare names: they count only as the whole output of a command that calls Prettier so. */
function listDifferent(view: LogView): FoundAt[] {
  const { command, failing } = view.script;
  if (command === null || !/\bprettier\b.*(?:\s-l\b|\s--list-different\b)/.test(command)) return [];
  const found: FoundAt[] = [];
  for (let index = failing.from + 1; index <= failing.to && found.length < 1_000; index += 1) {
    const text = view.text(index);
    if (/^[\w@./ -]{1,300}\.[A-Za-z]{1,10}$/.test(text)) found.push(unformatted(view, text, index));
  }
  return found;
}

function unformatted(view: LogView, file: string, index: number): FoundAt {
  return {
    index,
    tool: 'prettier',
    file: view.path(file),
    line: null,
    column: null,
    code: null,
    severity: 'error',
    message: 'Not formatted as Prettier would',
  };
}

function formatCause(view: LogView, found: readonly FoundAt[]): Cause {
  const files = found.map(({ file }) => file ?? '');
  const first = found[0]?.index ?? 0;
  const last = found.at(-1)?.index ?? first;
  const count = files.length === 1 ? '1 file is' : `${files.length} files are`;
  return buildCause({
    tool: 'prettier',
    category: 'format',
    weight: 0.95,
    ranges: [
      {
        from: first,
        to: Math.min(last + 1, first + 11),
        reason: 'Prettier names the files that it would change',
      },
    ],
    findings: found.map(({ index, ...finding }) => ({ ...finding, logLine: view.number(index) })),
    key: files,
    summary: `${count} not formatted as Prettier would: ${listed(files)}.`,
    nextStep: 'Run `prettier --write` on the named files and commit what it changes.',
  });
}

function unparsed(view: LogView): Cause[] {
  const found = view.find(syntaxError, ['[error]'], 100).map(({ index, match }) => ({
    index,
    tool: 'prettier',
    file: view.path(match[1] ?? ''),
    line: match[3] === undefined ? null : Number(match[3]),
    column: match[4] === undefined ? null : Number(match[4]),
    code: null,
    severity: 'error' as const,
    message: match[2] ?? '',
  }));
  const [first] = found;
  if (first === undefined) return [];
  return [
    buildCause({
      tool: 'prettier',
      category: 'build',
      weight: 0.96,
      ranges: found
        .slice(0, 3)
        .map(({ index }) => ({ from: index, to: index, reason: 'Prettier cannot parse this file' })),
      findings: found.map(({ index, ...finding }) => ({ ...finding, logLine: view.number(index) })),
      key: found.map(({ file, message }) => `${file} ${message}`),
      summary: sentence(`Prettier cannot parse ${place(first.file, first.line)}: ${first.message}`),
      nextStep: 'Correct the syntax error in the named file.',
    }),
  ];
}
