import type { Detector } from '../detector';
import { causeOfFindings, type FoundAt } from '../causes/build-cause';

const row =
  /^\s*(\d{1,7}):(\d{1,5})\s+(?:([✖×⚠])\s+)?(\S.*?)\s{2,}((?:@?[\w-]{1,40}\/)?[a-z][\w/-]{1,60})\s*$/;
const old =
  /^\s*(\d{1,7}):(\d{1,5})\s+(?:[✖×⚠]\s+)?(\S.*?) \(((?:@?[\w-]{1,40}\/)?[a-z][\w-]{1,60})\)\s*(?:\[stylelint\])?$/;
const file = /^\s?(\S.{0,400}\.(?:css|scss|sass|less|sss|pcss|vue|svelte|html))$/;

/** Stylelint's own formatter. */
export const stylelint: Detector = {
  id: 'stylelint',
  keywords: ['.css', '.scss', '.sass', '.less', '.vue', '.svelte', '.pcss'],
  detect(view) {
    const found: FoundAt[] = [];
    for (const { index, match } of view.find(file, [
      '.css',
      '.scss',
      '.sass',
      '.less',
      '.vue',
      '.svelte',
      '.pcss',
    ])) {
      for (let below = index + 1; below < view.length && found.length < 2_000; below += 1) {
        const text = view.text(below);
        const modern = row.exec(text);
        const legacy = modern === null ? old.exec(text) : null;
        if (modern === null && legacy === null) break;
        found.push({
          index: below,
          tool: 'stylelint',
          file: view.path(match[1] ?? ''),
          line: Number((modern ?? legacy)?.[1]),
          column: Math.max(1, Number((modern ?? legacy)?.[2])),
          code: modern?.[5] ?? legacy?.[4] ?? null,
          severity: modern?.[3] === '⚠' ? 'warning' : 'error',
          message: modern?.[4] ?? legacy?.[3] ?? '',
        });
      }
    }
    const cause = causeOfFindings({
      tool: 'stylelint',
      label: 'Stylelint',
      category: 'lint',
      found: found.filter(({ message }) => !/^(?:error|warning)\s{2}/.test(message)),
      number: (index) => view.number(index),
      nextStep: 'Change the named lines, or let `stylelint --fix` change what it can.',
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'src/till.css\n  12:5  ✖  Unexpected empty block  block-no-empty\n\n1 problem (1 error, 0 warnings)',
      category: 'lint',
      findings: ['src/till.css:12'],
    },
  ],
  lookAlikes: ['src/till.css\n  12:5  error  Unexpected var  no-var', 'src/till.css\n  is empty'],
};
