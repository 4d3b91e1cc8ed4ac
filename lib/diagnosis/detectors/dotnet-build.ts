import { lineDetector } from '../line-detector';

/** MSBuild, `dotnet build` and Visual C++. */
export const dotnetBuild = lineDetector({
  id: 'dotnet-build',
  label: 'The compiler',
  category: 'build',
  keywords: [': error ', ': warning ', ': fatal error '],
  patterns: [
    /^\s*(?:\d{1,4}>)?(?<file>(?:[A-Za-z]:)?[^\s:(][^:(]{0,400})\((?<line>\d{1,7})(?:,(?<column>\d{1,5}))?(?:,\d{1,7},\d{1,5})?\)\s?: (?<severity>error|fatal error|warning) (?<code>(?!TS)[A-Z]{1,10}\d{1,6})\s?: (?<message>.*?)(?: \[[^\]]{1,400}\])?$/,
    /^\s*(?:\d{1,4}>)?(?:MSBUILD|CSC|LINK|[A-Za-z]:[^:(]{1,400}|\/[^:(]{1,400})\s?: (?<severity>error|fatal error) (?<code>(?!TS)[A-Z]{1,10}\d{1,6})\s?: (?<message>.*?)(?: \[[^\]]{1,400}\])?$/,
  ],
  weight: 0.94,
  examples: [
    {
      log: "/builds/shop/till/Money.cs(12,9): error CS0103: The name 'total' does not exist in the current context [/builds/shop/till/Till.csproj]",
      category: 'build',
      findings: ['Money.cs:12'],
    },
  ],
  lookAlikes: [
    "src/till.ts(4,7): error TS2322: Type 'string' is not assignable to type 'number'.",
    'fatal: error in the till',
  ],
});
