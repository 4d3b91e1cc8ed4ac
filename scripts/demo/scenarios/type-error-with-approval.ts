import { expect, expectMendedBranch, expectUntouched } from '../expectations';
import { until } from '../gitlab-person';
import type { Scenario } from '../scenario';

export const typeErrorWithApproval: Scenario = {
  name: 'typescript-approval',
  title:
    'A TypeScript error is mended by the compiler, validated, and committed after a Developer approves it in a note',
  level: 'suggest',
  main: {
    'package.json': '{ "name": "mailer", "type": "module", "private": true }\n',
    'tsconfig.json':
      '{\n  "compilerOptions": { "strict": true, "target": "ES2022", "module": "NodeNext", "types": [], "noEmit": true },\n  "include": ["src"]\n}\n',
    'src/customer.ts': 'export interface Customer {\n  name: string;\n  email: string;\n}\n',
    '.gitlab-ci.yml': 'type-check:\n  script:\n    - tsc --noEmit\n',
  },
  change: {
    'src/address.ts':
      "import type { Customer } from './customer.js';\n\nexport function address(customer: Customer): string {\n  return `${customer.name} <${customer.emial}>`;\n}\n",
  },
  expected: 'mended-after-approval',
  meanwhile: async (stage) => {
    await until('a validated fix waits for approval', 120, async () => {
      const failure = await stage.failure();
      return failure?.status === 'waiting' ? failure : null;
    });
    await expectUntouched(stage);
    await stage.developer.request(
      'POST',
      `/projects/${stage.gitlabProjectId}/merge_requests/${stage.mergeRequestIid}/notes`,
      { body: 'pipemend apply' },
    );
  },
  verify: async (stage, failure) => {
    await expectMendedBranch(stage, failure);
    expect(failure.fixes[0]?.origin === 'compiler', 'The fix was not written by the compiler.');
    const text = await stage.developer.get<{ content: string }>(
      `/projects/${stage.gitlabProjectId}/repository/files/${encodeURIComponent('src/address.ts')}?ref=${stage.branch}`,
    );
    expect(
      Buffer.from(text.content, 'base64').toString('utf8').includes('customer.email'),
      'The misspelled member is still there.',
    );
  },
};
