import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';

const heading =
  /^-- (ELM-REVIEW ERROR|[A-Z][A-Z -]{2,60}) -{3,200} (\S.{0,300}?\.elm)(?::(\d{1,7}):(\d{1,5}))?$/;
const words = /^(?:\(fix\) )?([A-Z]\w{1,40}(?:\.[A-Z]\w{1,40}){0,5}): (\S.*)$/;
const quotedLine = /^(\d{1,7})\|/;

/** elm-review, and the compiler, whose headings are of the same kind. */
export const elmReview: Detector = {
  id: 'elm-review',
  keywords: ['.elm'],
  detect(view) {
    const found = view.find(heading, ['.elm']).map(({ index, match }): FoundAt => {
      const said = words.exec(view.text(index + 2));
      let line = match[3] === undefined ? null : Number(match[3]);
      // The compiler quotes the line and names it there alone.
      for (let below = index + 1; line === null && below < index + 12; below += 1) {
        const quoted = quotedLine.exec(view.text(below))?.[1];
        if (quoted !== undefined) line = Number(quoted);
      }
      return {
        index,
        tool: match[1] === 'ELM-REVIEW ERROR' ? 'elm-review' : 'elm',
        file: view.path(match[2] ?? ''),
        line,
        column: match[4] === undefined ? null : Number(match[4]),
        code: said?.[1] ?? match[1] ?? null,
        severity: 'error',
        message: said?.[2] ?? view.text(index + 2).trim(),
      };
    });
    const isReview = found.some(({ tool }) => tool === 'elm-review');
    const cause = causeOfFindings({
      tool: isReview ? 'elm-review' : 'elm',
      label: isReview ? 'elm-review' : 'The Elm compiler',
      category: isReview ? 'lint' : 'build',
      found,
      number: (index) => view.number(index),
      linesEach: 6,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: '-- ELM-REVIEW ERROR ------------------------------ src/Till.elm:12:5\n\nNoUnused.Variables: The variable `coin` is not used',
      category: 'lint',
      findings: ['src/Till.elm:12'],
    },
    {
      log: '-- TYPE MISMATCH ------------------------------ src/Till.elm\n\nThe 1st argument is not what I expect:\n\n12| add coin\n        ^^^^',
      category: 'build',
      findings: ['src/Till.elm:12'],
    },
  ],
  lookAlikes: ['-- the till is in src/Till.elm'],
};
