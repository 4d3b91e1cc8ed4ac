import type { Detector } from '../detector';
import { buildCause, listed } from '../causes/build-cause';

/** `gofmt -l` or `goimports -l` of the failing command: its whole output is names of files. */
export const gofmt: Detector = {
  id: 'gofmt',
  keywords: ['gofmt', 'goimports', 'gofumpt'],
  detect(view) {
    const { command, failing } = view.script;
    if (command === null || !/\b(?:gofmt|goimports|gofumpt)\b.*\s-\w*[ld]/.test(command)) return [];
    const files: { index: number; file: string }[] = [];
    for (let index = failing.from + 1; index <= failing.to && files.length < 500; index += 1) {
      const match = /^(?:diff (?:-u )?)?([\w@./-]{1,400}\.go)(?:\.orig \S{1,400})?$/.exec(view.text(index));
      if (match?.[1] !== undefined) files.push({ index, file: view.path(match[1]) });
    }
    const [first] = files;
    if (first === undefined) return [];
    const names = [...new Set(files.map(({ file }) => file))];
    return [
      buildCause({
        tool: 'gofmt',
        category: 'format',
        ranges: [
          {
            from: first.index,
            to: first.index + Math.min(files.length, 12) - 1,
            reason: 'gofmt names the files that it would change',
          },
        ],
        findings: files.map(({ index, file }) => ({
          tool: 'gofmt',
          file,
          line: null,
          column: null,
          code: null,
          severity: 'error' as const,
          message: 'Not formatted as gofmt would',
          logLine: view.number(index),
        })),
        key: names,
        summary: `${names.length === 1 ? '1 file is' : `${names.length} files are`} not formatted as gofmt would: ${listed(names)}.`,
        nextStep: 'Run `gofmt -w` on the named files and commit what it changes.',
      }),
    ];
  },
  examples: [
    {
      log: '$ test -z "$(gofmt -l . | tee /dev/stderr)"\nmoney.go\ncmd/till/main.go',
      category: 'format',
      findings: ['money.go', 'cmd/till/main.go'],
    },
  ],
  lookAlikes: ['$ gofmt -w .\nmoney.go', 'installing gofmt'],
};
