import { testBlockDetector } from '../causes/test-block-detector';

/** PowerShell's Pester. */
export const pester = testBlockDetector({
  id: 'pester',
  label: 'Pester',
  keywords: ['[-] '],
  headings: [
    /^\s*\[-\] (?<name>\S.{0,400}?) \d{1,9}(?:\.\d{1,3})?m?s(?: \(.{1,60}\))?$/,
    /^\[-\] - (?<name>\S.{0,400}?) -> (?<message>\S.{0,400})$/,
  ],
  end: /^\s*\[[+!?-]\] |^\s*$|^Tests completed/,
  messageEnd: /^at /,
  place: /(?:, |line: |^\s*\d{1,7}: )?(?<file>[^\s,:]{1,300}\.ps1):(?:line )?(?<line>\d{1,7})/,
  examples: [
    {
      log: '  [-] adds money 12ms (10ms|2ms)\n   Expected 5, but got 4.\n   at $sum | Should -Be 5, /builds/shop/till/Till.Tests.ps1:12\n  [+] opens 3ms (2ms|1ms)',
      category: 'test',
      failedTests: ['adds money'],
      messages: ['Expected 5, but got 4.'],
      findings: ['Till.Tests.ps1:12'],
    },
  ],
  lookAlikes: ['[-] not tested', '[+] opens 3ms'],
});
