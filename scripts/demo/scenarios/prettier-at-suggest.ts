import { expect, expectNoScratchBranch, expectOneNote, expectUntouched, notesOf } from '../expectations';
import type { Scenario } from '../scenario';

export const prettierAtSuggest: Scenario = {
  name: 'prettier-suggest',
  title: 'Formatting becomes a suggestion on the merge request; nothing is pushed',
  level: 'suggest',
  main: {
    'package.json':
      '{\n  "name": "greeter",\n  "type": "module",\n  "private": true,\n  "devDependencies": { "prettier": "3.10.1" }\n}\n',
    '.prettierrc.json': '{ "singleQuote": true }\n',
    '.gitlab-ci.yml': 'format:\n  script:\n    - prettier --check src\n',
    'src/name.js': "export const name = 'Ada';\n",
  },
  change: {
    'src/greet.js': `import { name } from './name.js';

export function greet( greeting ) {
    return  greeting + ", "+name
}
`,
  },
  expected: 'suggested',
  verify: async (stage, failure) => {
    await expectUntouched(stage);
    const suggestions = (await notesOf(stage)).filter((note) => note.body.includes('```suggestion'));
    expect(suggestions.length > 0, 'There is no suggestion on the merge request.');
    const [fix] = failure.fixes;
    expect(fix?.origin === 'formatter', 'The fix was not written by the formatter.');
    expect(fix.validations[0]?.outcome === 'mended', 'The suggestion was not validated.');
    await expectNoScratchBranch(stage);
    await expectOneNote(stage);
  },
};
