import { buildCause, listed } from '../causes/build-cause';
import type { Detector } from '../detector';

const asked = /\bgit diff\b.{0,300}--(?:exit-code|quiet|check)\b|\bgit diff-(?:index|files)\b/;
const changed = /^diff --git a\/(\S{1,300}) b\/(\S{1,300})$/;
const keyword = 'diff --git ';

/** A job that ends with `git diff --exit-code`: what stands in the diff was changed by the job and is not committed so. */
export const workingTreeDiff: Detector = {
  id: 'working-tree-diff',
  keywords: [keyword],
  detect(view) {
    const { command, failing } = view.script;
    if (command === null || !asked.test(command)) return [];
    const found = view
      .find(changed, [keyword])
      .filter(({ index }) => index >= failing.from && index <= failing.to);
    const [first] = found;
    if (first === undefined) return [];
    const files = [...new Set(found.map(({ match }) => match[2] ?? ''))];
    return [
      buildCause({
        tool: 'git',
        category: 'lint',
        weight: 0.8,
        ranges: found.slice(0, 3).map(({ index }) => ({
          from: index,
          to: Math.min(index + 9, failing.to),
          reason: 'What differs from what is committed',
        })),
        findings: found.slice(0, 1_000).map(({ index, match }) => ({
          tool: 'git',
          file: view.path(match[2] ?? ''),
          line: null,
          column: null,
          code: null,
          severity: 'error',
          message: 'The job changes this file',
          logLine: view.number(index),
        })),
        key: files,
        summary: `The job changes files that are committed otherwise: ${listed(files)}.`,
        verdictReason: 'Files differ from what is committed after the job has made them anew.',
        nextStep:
          'Run the commands above it in the job (a generator, formatter or build), and commit what they change.',
      }),
    ];
  },
  examples: [
    {
      log: '$ git diff --exit-code\ndiff --git a/till.pb.go b/till.pb.go\nindex 7898192..6178079 100644\n--- a/till.pb.go\n+++ b/till.pb.go\n@@ -1 +1 @@\n-a\n+b\nERROR: Job failed: exit code 1',
      category: 'lint',
      findings: ['till.pb.go'],
    },
  ],
  lookAlikes: ['$ git diff HEAD~1\ndiff --git a/till.go b/till.go\n--- a/till.go\n+++ b/till.go'],
};
