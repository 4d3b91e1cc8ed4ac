import { lineDetector } from '../line-detector';

const extension =
  '(?:[cm]?[jt]sx?|py|pyi|rb|go|rs|java|kts?|scala|php|cs|fs|vb|c|cc|cpp|cxx|h|hh|hpp|mm?|swift|lua|pl|pm|sh|bash|ps1|ya?ml|json|toml|md|mdx|rst|proto|erb|haml|slim|html?|vue|svelte|css|scss|sass|less|sql|tf|hs|elm|ex|exs|erl|dart|r|R|tex|adoc|txt|xml|pp|vim|el|clj|groovy|gradle|coffee|pas|ATG)';

/**
 * Checkers that no detector knows and that print `file:line[:column]: message` or `file(line,column): message`. It says no
 * more than that some tool points at these places, and gives way to any detector that knows the tool.
 */
export const fileAndLine = lineDetector({
  id: 'file-and-line',
  tool: 'checker',
  label: 'A checker',
  category: 'lint',
  keywords: [':', '('],
  patterns: [
    new RegExp(
      `^\\s{0,4}(?:(?:\\[?(?:WARNING|warn|info|ERROR|error)\\]?:? )|E: |W: )?(?<file>(?:[A-Za-z]:[\\\\/])?[^\\s:()"'\\[][^:()"'\\[]{0,300}\\.${extension}):(?<line>\\d{1,7})(?::(?<column>\\d{1,5}))?(?: -|:|,)? ?\\[?(?<severity>[Ee]rror|ERROR|[Ww]arning|WARN(?:ING)?|[EWCIFR](?=[\\]:])|note|info|[Ss]uggestion)?(?=[\\]: \\[])\\]?:? {0,4}(?<message>\\S.{2,600})$`,
    ),
    new RegExp(
      `^\\s{0,4}(?:\\d{1,4}(?::\\d{1,4})?>)?(?<file>(?:[A-Za-z]:[\\\\/])?[^\\s:()"'\\[][^:()"'\\[]{0,300}\\.${extension}) ?[([](?<line>\\d{1,7})(?:, ?(?<column>\\d{1,5}))?[)\\]]\\s?: {1,3}(?:[Hh]int )?(?<severity>[Ee]rror|[Ww]arning|[Ff]atal error)?\\s?:? ?(?<message>\\S.{2,600})$`,
    ),
  ],
  accepts: (row, view, index) =>
    !/^\d|^at |^in |\d{1,7}:\d{1,7}$/.test(row.message) &&
    !/^\s*(?:at|File|from|#\d+)\s/.test(view.text(index)) &&
    index >= view.script.failing.from &&
    index <= view.script.to,
  weight: 0.43,
  nextStep: 'Look at the named lines.',
  examples: [
    {
      log: 'till/main.yml:2: [E206] Variables should have spaces before and after',
      category: 'lint',
      findings: ['till/main.yml:2'],
    },
    {
      log: 'app/models/till.rb:57 Array#select.first is slower than Array#detect.',
      category: 'lint',
      findings: ['app/models/till.rb:57'],
    },
    { log: 'src/till.ts[418, 38]: \' should be "', category: 'lint', findings: ['src/till.ts:418'] },
  ],
  lookAlikes: ['    at add (src/till.js:12:5)', 'listening on till.example:8080', 'src/till.js:12'],
});
