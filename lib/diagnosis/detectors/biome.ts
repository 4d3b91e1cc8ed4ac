import type { Detector } from '../detector';
import { causeOfFindings, type FoundAt } from '../causes/build-cause';

const heading =
  /^(\S.{0,400}?\.\w{1,12})(?::(\d{1,7}):(\d{1,5}))? ([a-z][A-Za-z]{1,30}(?:\/[\w/-]{1,100})?)(?:\s+FIXABLE)?(?:\s+DEPRECATED)?\s+━{3,}\s*$/;

/** Biome: lint, format and parse errors. */
export const biome: Detector = {
  id: 'biome',
  keywords: ['━━━'],
  detect(view) {
    const found = view.find(heading, ['━━━']).map(({ index, match }): FoundAt & { kind: string } => {
      let message = '';
      for (let below = index + 1; below < index + 5 && message === ''; below += 1)
        message = view.text(below).replace(/^\s*[✖!×ℹ]?\s*/, '');
      return {
        kind: match[4] ?? '',
        index,
        tool: 'biome',
        file: view.path(match[1] ?? ''),
        line: match[2] === undefined ? null : Number(match[2]),
        column: match[3] === undefined ? null : Number(match[3]),
        code: match[4] ?? null,
        severity: 'error',
        message,
      };
    });
    const isFormat = found.every(({ kind }) => kind === 'format' || kind === 'organizeImports');
    const cause = causeOfFindings({
      tool: 'biome',
      label: 'Biome',
      category: isFormat ? 'format' : 'lint',
      found: found.map(({ kind: _kind, ...one }) => one),
      number: (index) => view.number(index),
      linesEach: 3,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'src/till.ts:12:5 lint/style/useConst  FIXABLE  ━━━━━━━━━━━━━━\n\n  × This let declares a variable that is only assigned once.',
      category: 'lint',
      findings: ['src/till.ts:12'],
    },
    {
      log: 'src/till.ts format ━━━━━━━━━━━━━━\n\n  × Formatter would have printed the following content:',
      category: 'format',
      findings: ['src/till.ts'],
    },
  ],
  lookAlikes: ['━━━━━ progress 12/40'],
};
