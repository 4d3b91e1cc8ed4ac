import { expect, it } from 'vitest';

import { wireTestReport } from './test-report';

it('gives the cases that did not pass, whatever form their output has, and passes over what it cannot read', () => {
  const cases = [
    { status: 'success', name: 'counts', classname: 'till', system_output: null },
    {
      status: 'failed',
      name: 'opens',
      classname: 'till',
      file: 'till.js',
      system_output: 'closed',
      stack_trace: null,
    },
    {
      status: 'error',
      name: 'pays',
      classname: null,
      system_output: { message: 'no coins', text: 'at pay.js:3' },
    },
    'nonsense',
  ];
  expect(
    wireTestReport.parse({
      total_count: 3,
      test_suites: [{ name: 'unit', test_cases: cases }, 7, { name: 'empty' }],
    }),
  ).toEqual([
    {
      jobName: 'unit',
      failed: [
        { name: 'opens', classname: 'till', file: 'till.js', output: 'closed' },
        { name: 'pays', classname: '', file: null, output: 'no coins\nat pay.js:3' },
      ],
    },
    { jobName: 'empty', failed: [] },
  ]);
  expect(wireTestReport.parse({})).toEqual([]);
});
