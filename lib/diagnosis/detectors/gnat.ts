import { compilerDetector, lead } from '../causes/compiler-detector';

/** GNAT, the Ada compiler, alone and through gprbuild and Alire. */
export const gnat = compilerDetector({
  id: 'gnat',
  keywords: ['.adb:', '.ads:', '.ada:', '.gpr:'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`^${lead}(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:ad[bsa]|gpr)):(?<line>\d{1,7}):(?<column>\d{1,5}): (?:(?<severity>error|warning|info|low|medium|high): )?(?<style>\(style\) )?(?<message>\S.*)$`,
      ),
      complete: (row, _view, _index, { style, severity }) => ({
        ...(style === undefined || severity !== undefined ? {} : { severity: 'warning' as const }),
        code: style === undefined ? (/\[(-gnat\w[\w.]{0,8})\]$/.exec(row.message)?.[1] ?? null) : 'style',
      }),
    },
  ],
  name: { tool: 'gnat', label: 'The Ada compiler', category: 'build' },
  weight: 0.93,
  examples: [
    {
      log: 'till.adb:12:05: "Total" is undefined\ntill.adb:96:80: (style) this line is too long\ngprbuild: *** compilation phase failed',
      category: 'build',
      findings: ['till.adb:12', 'till.adb:96'],
    },
  ],
  lookAlikes: ['raised CONSTRAINT_ERROR : till.adb:12 index check failed'],
});
