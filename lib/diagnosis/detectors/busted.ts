import { testBlockDetector } from '../causes/test-block-detector';

/** Lua's busted. */
export const busted = testBlockDetector({
  id: 'busted',
  label: 'busted',
  keywords: ['Failure → ', 'Error → ', 'Failure -> ', 'Error -> '],
  headings: [/^(?:Failure|Error) (?:→|->) (?<name>(?<file>\S{1,400}) @ (?<line>\d{1,7}))$/],
  end: /^(?:Failure|Error|Pending) (?:→|->) /,
  accepts: (view, index) => view.text(index + 1).trim() || false,
  message: /^\S{1,400}:\d{1,7}: (\S.*)$/,
  examples: [
    {
      log: 'Failure → spec/money_spec.lua @ 12\ntill adds money\nspec/money_spec.lua:14: Expected objects to be equal.\nPassed in:\n(number) 4\nExpected:\n(number) 5',
      category: 'test',
      failedTests: ['till adds money'],
      messages: ['Expected objects to be equal.'],
      findings: ['spec/money_spec.lua:12'],
    },
  ],
  lookAlikes: ['Error → the till is closed'],
});
