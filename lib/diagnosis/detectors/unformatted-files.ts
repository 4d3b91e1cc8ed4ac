import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Cause, Detector } from '../detector';
import { formatterOfCommand } from '../formatters/formatter-programs';
import { knownFormatters } from '../formatters/known-formatters';
import type { LogView } from '../view/log-view';
import { sourcePath } from '../rows/source-path';

const diffHead = /^\+\+\+ (?:b\/)?(\S[^\t]{0,400}?)(?:\t.*| \((?:reformatted|fixed|after)\)|:after.*)?$/;
const bareName = /^(?:\.{0,2}\/)?[\w@+-][\w@./+-]{0,300}\.\w{1,10}$/;

/** Formatters that name the files they would change: each in its own words, by a diff, or by the bare names. */
export const unformattedFiles: Detector = {
  id: 'unformatted-files',
  // Of a line that could be anybody's the keyword stands nearly everywhere; what must stand beside it does not.
  keywords: [...new Set(knownFormatters.map(({ keyword, beside }) => beside ?? keyword)), '+++ ', '$ ', '.'],
  detect(view) {
    const called = formatterOfCommand(view.script.command);
    return [
      ...knownFormatters.flatMap(({ tool, label, keyword, pattern, beside, fix }) =>
        beside === undefined || view.has(beside)
          ? cause(
              view,
              tool,
              label,
              view
                .find(pattern, [keyword], 1_000)
                .map(({ index, match }) => ({ index, file: match.groups?.['file'] ?? '' })),
              fix,
            )
          : [],
      ),
      ...(called === null ? [] : cause(view, called.tool, called.label, listed(view))),
    ];
  },
  examples: [
    ...knownFormatters.map(({ example }) => ({ log: example, category: 'format' as const })),
    {
      log: '$ yapf --diff -r till\n--- till/money.py\t(original)\n+++ till/money.py\t(reformatted)\n@@ -4,3 +4,3 @@\n-a  = 1\n+a = 1',
      category: 'format',
      findings: ['till/money.py'],
    },
    {
      log: '$ terraform fmt -check -recursive\nmain.tf\nmodules/till/main.tf',
      category: 'format',
      findings: ['main.tf', 'modules/till/main.tf'],
    },
  ],
  lookAlikes: [
    '$ terraform plan\nmain.tf',
    '$ git diff\n+++ b/till.py\n@@ -4 +4 @@',
    'Changed the till to be open\nfrom the shop:\n  * till.ex',
  ],
};

/** What a formatter printed that prints nothing but a diff or names. */
function listed(view: LogView): { index: number; file: string }[] {
  const { failing } = view.script;
  const found: { index: number; file: string }[] = [];
  for (let index = failing.from + 1; index <= failing.to && found.length < 1_000; index += 1) {
    const text = view.text(index);
    if (text.length > 600) continue;
    const file = diffHead.exec(text)?.[1] ?? (bareName.test(text) ? text : null);
    if (file !== null) found.push({ index, file });
  }
  return found;
}

function cause(
  view: LogView,
  tool: string,
  label: string,
  places: readonly { readonly index: number; readonly file: string }[],
  fix?: string,
): Cause[] {
  const seen = new Set<string>();
  const found: FoundAt[] = [];
  for (const { index, file } of places) {
    if (sourcePath(file) === 0 || seen.has(file)) continue;
    seen.add(file);
    found.push({
      index,
      tool,
      file: view.path(file),
      line: null,
      column: null,
      code: null,
      severity: 'error',
      message: `Not formatted as ${label} would`,
    });
  }
  const built = causeOfFindings({
    tool,
    label,
    category: 'format',
    found,
    number: (index) => view.number(index),
    weight: 0.93,
    nextStep:
      fix === undefined
        ? 'Run the formatter on the named files and commit what it changes.'
        : `Run \`${fix}\` and commit what it changes.`,
  });
  return built === null ? [] : [built];
}
