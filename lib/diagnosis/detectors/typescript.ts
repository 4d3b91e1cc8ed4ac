import { causeOfFindings, type FoundAt } from '../build-cause';
import type { Detector } from '../detector';

const plain =
  /^(?:\[[^\]]{1,60}\] )?(\S.{0,500}?)\((\d{1,7}),(\d{1,5})\): (error|warning) (TS\d{1,6}): (.*)$/;
const pretty = /^(?:ERROR in )?(\S.{0,500}?):(\d{1,7}):(\d{1,5}) - (error|warning) (TS\d{1,6}): (.*)$/;
const without = /^(error) (TS\d{1,6}): (.*)$/;
// ts-loader and fork-ts-checker put position and message on lines of their own.
const loader = /^(?:\[tsl\] )?ERROR in (\S.{0,500}?)[(:](\d{1,7})[,:](\d{1,5})\)?$/;
const loaderMessage = /^\s*(?:error )?(TS\d{1,6}): (.*)$/;

/** The TypeScript compiler, plain and `--pretty`, also as vue-tsc, ts-jest, ts-loader and others print it. */
export const typescript: Detector = {
  id: 'typescript',
  keywords: [' TS', 'TS'],
  detect(view) {
    const found: FoundAt[] = [];
    for (const { index, match } of view.find(plain, ['error TS', 'warning TS']))
      found.push(positioned(match, index));
    for (const { index, match } of view.find(pretty, ['error TS', 'warning TS']))
      found.push(positioned(match, index));
    for (const { index, match } of view.find(loader, ['ERROR in '])) {
      const message = loaderMessage.exec(view.text(index + 1));
      if (message !== null)
        found.push(positioned([...match, 'error', message[1] ?? '', message[2] ?? ''], index));
    }
    for (const { index, match } of view.find(without, ['error TS'])) {
      found.push({
        index,
        tool: 'tsc',
        file: null,
        line: null,
        column: null,
        code: match[2] ?? null,
        severity: 'error',
        message: match[3] ?? '',
      });
    }
    found.sort((a, b) => a.index - b.index);
    const cause = causeOfFindings({
      tool: 'tsc',
      label: 'TypeScript',
      category: 'type-check',
      found: found.map((one) => (one.file === null ? one : { ...one, file: view.path(one.file) })),
      number: (index) => view.number(index),
      weight: 0.95,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: "src/till.ts(4,7): error TS2322: Type 'string' is not assignable to type 'number'.",
      category: 'type-check',
      findings: ['src/till.ts:4'],
    },
    {
      log: "src/till.ts:4:7 - error TS2551: Property 'emial' does not exist on type 'User'. Did you mean 'email'?\n\n4 user.emial\n       ~~~~~",
      category: 'type-check',
      findings: ['src/till.ts:4'],
    },
    {
      log: "error TS2688: Cannot find type definition file for 'jest'.",
      category: 'type-check',
      findings: [''],
    },
  ],
  lookAlikes: ['notes on error TS2322: see the wiki', 'Closes BUTTS1234: an old one'],
};

function positioned(match: readonly (string | undefined)[], index: number): FoundAt {
  const [, file, line, column, severity, code, message] = match;
  return {
    index,
    tool: 'tsc',
    file: file ?? null,
    line: Number(line),
    column: Number(column),
    code: code ?? null,
    severity: severity === 'warning' ? 'warning' : 'error',
    message: message ?? '',
  };
}
