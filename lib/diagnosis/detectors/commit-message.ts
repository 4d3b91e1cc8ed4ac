import { buildCause, listed } from '../causes/build-cause';
import type { Detector } from '../detector';

const commitlint = /^\s{0,4}✖\s{1,4}(\S.{2,200}?) \[([a-z]+(?:-[a-z]+)+)\]$/;
const gitlint = /^(?:(\d{1,5}): )?([TBMICU][A-Z]?\d{1,2}) (\S.{4,300})$/;

/** commitlint and gitlint: what is wrong with a commit's message. No file is to blame. */
export const commitMessage: Detector = {
  id: 'commit-message',
  keywords: ['✖', ': T', ': B'],
  detect(view) {
    const rules = view
      .find(commitlint, ['✖'], 100)
      .filter(({ match }) =>
        /-(?:case|empty|enum|length|stop|format|blank|exists|by)$|^trailer/.test(match[2] ?? ''),
      );
    const isGitlint = /\bgitlint\b/.test(view.script.command ?? '') || view.has('gitlint');
    const rows = isGitlint ? view.find(gitlint, [': T', ': B', ': U', ': M'], 100) : [];
    const found = [...rules, ...rows].sort((a, b) => a.index - b.index);
    const [first] = found;
    if (first === undefined) return [];
    const tool = rules.length > 0 ? 'commitlint' : 'gitlint';
    const said = found.map(({ match }) => match[3] ?? match[1] ?? '');
    const last = found.at(-1)?.index ?? first.index;
    return [
      buildCause({
        tool,
        category: 'lint',
        verdictReason: "A commit's message is not as the project wants it.",
        ranges: [
          {
            from: first.index,
            to: Math.min(last, first.index + 7),
            reason: `${tool} says what is wrong with the commit's message`,
          },
        ],
        findings: found.map(({ index, match }, at) => ({
          tool,
          file: null,
          line: null,
          column: null,
          code: match[2] ?? null,
          severity: 'error' as const,
          message: said[at] ?? '',
          logLine: view.number(index),
        })),
        key: said,
        summary: `A commit's message is refused: ${listed(said)}.`,
        nextStep: "Reword the commit's message as the named rules want it.",
      }),
    ];
  },
  examples: [
    {
      log: '⧗   input: open the till\n✖   subject may not be empty [subject-empty]\n✖   type may not be empty [type-empty]\n\n✖   found 2 problems, 0 warnings',
      category: 'lint',
    },
    { log: '$ gitlint\n1: T1 Title exceeds max length (81>72): "opened"', category: 'lint' },
  ],
  lookAlikes: ['✖ the till is shut [till-shut]', '1: T1 Title of the shop'],
};
