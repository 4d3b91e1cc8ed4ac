import { compilerDetector, lead, position, saidBelow } from '../causes/compiler-detector';

const file = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"<>|*?(\[][^:"<>|*?]{0,400}?)`;
const severity = String.raw`(?:(?:[Hh]int )?(?<severity>(?:catastrophic |fatal )?[Ee]rror|[Ww]arning|fatal|[Ii]nfo|[Hh]int|[Mm]essage|remark|ERROR|WARNING|INFORMATION|Remark))`;
const code = String.raw`(?<code>(?!TS\d)[A-Za-z]{1,12}[-_]?\d{1,6}[A-Za-z]?|#?\d{1,6}(?:-D)?|[A-Z][A-Za-z]{2,11}|[a-z]{2,30}[-_][a-z]{2,30})`;
const project = String.raw`(?: ?\[(?<project>[^\[\]]{1,400}proj)(?:::[^\]]{0,100})?\])?`;
const compilerItself =
  /^(?:MSBUILD|MSBuild|CSC|VBC|FSC|LINK|cl|NMAKE|EXEC|AL|ILINK|CVTRES|RC|ALINK|SGEN|ILASM)$/;

/** MSBuild, `dotnet build`, Visual C++ and the many compilers that print `file(line,column): error CODE: message`. */
export const dotnetBuild = compilerDetector({
  id: 'dotnet-build',
  keywords: [
    ': error',
    ': ERROR',
    ': WARNING',
    ': INFORMATION',
    ': remark',
    ') remark',
    '(col. ',
    ': info ',
    ': Error',
    ': warning',
    ': Warning',
    ': fatal error',
    ': Info ',
    ' hint: ',
    ') Warning: ',
    ') Error: ',
    ': Hint ',
    '):  ',
  ],
  forms: [
    {
      pattern: new RegExp(
        String.raw`^(?=.{1,600}?\(\d{1,7}[),:-])${lead}(?:[^()]{1,200}\.[Tt]argets(?:\(\d{1,6},\d{1,6}\))? ?: (?:warning|error) ?:? )?${file} ?\((?<line>\d{1,7})(?:-\d{1,7})?(?:[,:](?<column>\d{1,5}))?(?:[,-]\d{1,7}){0,3}\)\s?:\s{1,4}(?:\(col\. ?(?<col>\d{1,5})\) )?${severity}(?:\s?:)?\s{0,4}(?:${code}\s{0,3}: |: ?|(?=[^\s:]))(?:[A-Z][\w.]{2,60}\.[\w.]{2,60} : )?(?<message>\S.*?)${project}$`,
      ),
      complete: (row, view, _index, { file: printed, code: rule, project: owner, col }) => {
        // TypeScript prints the same form and is read for itself, and so does Google's test framework on Windows.
        if (
          // ESLint's form for Visual Studio names rules without numbers.
          (/\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(printed ?? '') && rule !== undefined && !/\d/.test(rule)) ||
          /^(?:TS\d|Expected|Value of: |Failed$|The difference|Death test)/.test(row.message) ||
          printed === undefined ||
          !/[\\/.]/.test(printed)
        )
          return null;
        return {
          code: rule ?? null,
          column: row.column ?? position(col),
          file: view.path(fromProject(printed, owner)),
          ...(/^Hint warning$/i.test(row.message) ? { severity: 'info' } : {}),
        };
      },
    },
    {
      // Delphi: Till.pas(12) Warning: W1000 message
      pattern: new RegExp(
        String.raw`^${lead}(?:[^()]{1,200}(?:\([^()]{1,40}\)[^()]{1,200})?\.[Tt]argets ?: (?:warning|error) ?:? )?(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"<>|*?(\[][^:"<>|*?]{0,300}\.(?:pas|dpr|dpk|inc))\((?<line>\d{1,7})(?:,(?<column>\d{1,5}))?\)\s?:? (?<severity>[Ww]arning|[Ee]rror|[Hh]int|[Ff]atal)s?:? ?(?<code>[EFHW]\d{4}):? (?<message>\S.*?)${project}$`,
      ),
      keywords: ['.pas(', '.dpr(', '.dpk(', '.inc('],
    },
    {
      // The compiler or a task itself, at no line of the code.
      pattern: new RegExp(
        String.raw`^${lead}(?<origin>MSBUILD|MSBuild|CSC|VBC|FSC|LINK|cl|NMAKE|AL|EXEC|ILASM|[^\s:()][^:()]{0,300}\.(?:cs|vb|fs|vcx|sq|dc|es)?proj|[^\s:()][^:()]{0,300}\.(?:sln|slnx|targets|props|nuspec|dll|exe))(?:\((?<line>\d{1,7}),\d{1,6}\))?\s?: (?:[Cc]ommand line )?(?<severity>(?:fatal )?error|warning)\s?:? ?(?<code>(?!LNK)[A-Z]{1,12}\d{1,6})\s?: (?<message>\S.*?)${project}$`,
      ),
      keywords: [
        'MSBUILD',
        'MSBuild',
        'CSC',
        'VBC',
        'FSC',
        'LINK',
        'NMAKE',
        'EXEC',
        'proj : ',
        'proj: ',
        '.sln : ',
        '.targets',
        '.props',
        'cl : ',
        '.dll : ',
        '.exe : ',
      ],
      complete: (row, view, _index, { origin }) => ({
        file:
          origin === undefined || compilerItself.test(origin) || /\.(?:targets|props|dll|exe)$/.test(origin)
            ? null
            : view.path(origin),
        ...(/\.(?:targets|props|dll|exe)$/.test(origin ?? '') ? { line: null } : {}),
      }),
    },
    {
      pattern: new RegExp(
        String.raw`^${lead}(?:MSBUILD|CSC|EXEC)\s?: (?<severity>error|warning)\s?: (?<message>\S.*?)${project}$`,
      ),
      keywords: ['MSBUILD', 'CSC', 'EXEC'],
    },
    {
      // Files of a project that have no lines.
      pattern: new RegExp(
        String.raw`^${lead}(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"<>|*?()][^:"<>|*?()]{0,300}\.\w{2,12}) : (?<severity>error|warning) (?<code>[A-Z]{2,8}\d{1,6})\s?: (?<message>\S.*?) \[(?<project>[^\[\]]{1,400}proj)\]$`,
      ),
      keywords: ['proj]'],
    },
    {
      // Roslyn's own text without MSBuild, and ReSharper's line form are the same but for the missing severity.
      pattern: new RegExp(
        String.raw`^\s{0,12}(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"<>|*?(\[][^:"<>|*?()]{0,300}\.(?:cs|vb|fsx?|fsi|cshtml|razor|xaml|hlsl|fx))\((?<line>\d{1,7}),(?<column>\d{1,5})(?:,\d{1,7},\d{1,5})?\): (?<code>[A-Z]{2,8}\d{2,6}): (?<message>\S.*?)${project}$`,
      ),
      keywords: ['.cs(', '.vb(', '.fs(', '.fsx(', '.razor(', '.cshtml(', '.xaml('],
    },
    {
      // F#'s own long form.
      pattern:
        /^\s{0,12}(?<file>[^\s:"<>|*?(][^:"<>|*?()]{0,300}\.fsx?)\((?<line>\d{1,7}),(?<column>\d{1,5})-\d{1,5}\): (?<severity>error|warning|typecheck error) (?<code>FS\d{1,6}) ?: ?(?<message>.*)$/,
      keywords: ['FS0', 'FS1', 'FS3'],
      complete: (row, view, index) =>
        row.message === '' ? { message: saidBelow(view, index, /\S.*/, 2)?.[0].trim() ?? '' } : {},
    },
  ],
  // What a command gave back only says that something above it failed.
  keep: (rows) => {
    const others = rows.filter(({ code: rule }) => !/^(?:U1077|MSB3073|MSB6006)$/.test(rule ?? ''));
    return others.some(({ severity: how }) => how === 'error') ? others : rows;
  },
  name: (found) => {
    const isAnalysis = found.some(({ severity }) => severity === 'error')
      ? found.every(
          ({ severity, code: rule }) => severity !== 'error' || /^(?:CA|SA|IDE|SCS|RCS|S)\d/.test(rule ?? ''),
        )
      : false;
    return isAnalysis
      ? { tool: 'dotnet-build', label: 'The code analysis', category: 'lint' }
      : { tool: 'dotnet-build', label: 'The compiler', category: 'build' };
  },
  weight: 0.94,
  examples: [
    {
      log: "/builds/shop/till/Money.cs(12,9): error CS0103: The name 'total' does not exist in the current context [/builds/shop/till/Till.csproj]\n\nBuild FAILED.\n\n/builds/shop/till/Money.cs(12,9): error CS0103: The name 'total' does not exist in the current context [/builds/shop/till/Till.csproj]",
      category: 'build',
      findings: ['Money.cs:12'],
    },
    {
      log: "17:4>C:\\Program Files (x86)\\Till\\till.cpp(12): fatal error C1083: Cannot open include file: 'coin.h': No such file or directory",
      category: 'build',
      findings: ['C:/Program Files (x86)/Till/till.cpp:12'],
    },
    {
      log: 'till.cs(2,1): error : SA1210: Using directives must be sorted. [/builds/shop/till/Till.csproj]',
      category: 'lint',
      findings: ['till.cs:2'],
    },
    {
      log: "C:\\till\\Coin.pas(469): Hint warning H2164: Variable 'Total' is declared but never used\nC:\\till\\Till.pas(12) Error: E2003 Undeclared identifier: 'Total'",
      category: 'build',
      findings: ['C:/till/Coin.pas:469', 'C:/till/Till.pas:12'],
    },
    {
      log: 'MSBUILD : error MSB1009: Project file does not exist.\nSwitch: Till.sln',
      category: 'build',
      findings: [''],
    },
    {
      log: 'src/till.c(42): Error 456: Undeclared identifier',
      category: 'build',
      findings: ['src/till.c:42'],
    },
  ],
  lookAlikes: [
    "src/till.ts(4,7): error TS2322: Type 'string' is not assignable to type 'number'.",
    'fatal: error in the till',
    '<command line option>(1): Info 123: from the command line',
    'add(2,3): error in the sum',
  ],
});

/** MSBuild prints a file as the project names it, which is from the project's own folder. */
function fromProject(printed: string, project: string | undefined): string {
  const folder = /^((?:[A-Za-z]:)?[\\/].*)[\\/][^\\/]+$/.exec(project ?? '')?.[1];
  const path = printed.trim().replaceAll('\\', '/');
  if (folder === undefined || /^(?:[A-Za-z]:)?\//.test(path)) return printed;
  const steps = folder.replaceAll('\\', '/').split('/');
  let rest = path.replace(/^\.\//, '');
  while (rest.startsWith('../') && steps.length > 1) {
    steps.pop();
    rest = rest.slice(3);
  }
  return [...steps, rest].join('/');
}
