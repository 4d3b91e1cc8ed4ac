import { z } from 'zod';

import type { TestSuiteReport } from '@/lib/ports/code-host';

/** Some frameworks' output is an object by the time GitLab gives it; its texts are what counts. */
const output = z.preprocess((value) => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value)
    .filter((part) => typeof part === 'string')
    .join('\n');
}, z.string());

const testCase = z.object({
  status: z.string(),
  name: z.string().catch(''),
  classname: z.string().nullish().catch(null),
  file: z.string().nullish().catch(null),
  system_output: output.optional(),
  stack_trace: output.optional(),
});

const suite = z.object({ name: z.string().catch(''), test_cases: z.array(z.unknown()).catch([]) });

/** A pipeline's test report as the API gives it: the cases that failed; one that cannot be read is passed over. */
export const wireTestReport = z
  .object({ test_suites: z.array(z.unknown()).catch([]) })
  .transform((wire): TestSuiteReport[] =>
    wire.test_suites.flatMap((one) => {
      const parsed = suite.safeParse(one);
      if (!parsed.success) return [];
      return [{ jobName: parsed.data.name, failed: parsed.data.test_cases.flatMap(failedCase) }];
    }),
  );

function failedCase(one: unknown): TestSuiteReport['failed'][number][] {
  const parsed = testCase.safeParse(one);
  if (!parsed.success || !['failed', 'error'].includes(parsed.data.status)) return [];
  const { name, classname, file, system_output: message, stack_trace: stack } = parsed.data;
  return [
    {
      name,
      classname: classname ?? '',
      file: file ?? null,
      output: [message, stack].filter((part) => part !== undefined && part !== '').join('\n'),
    },
  ];
}
