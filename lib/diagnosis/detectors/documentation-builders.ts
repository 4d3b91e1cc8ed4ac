import { compilerDetector, lead, saidBelow } from '../causes/compiler-detector';

const path = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|*,[][^:"'()<>|*]{0,300}?)`;

/** What builds documentation: Doxygen, Javadoc, LaTeX, Asciidoctor, MkDocs, DocFX. Sphinx has a detector of its own. */
export const documentationBuilders = compilerDetector({
  id: 'documentation-builders',
  keywords: ['arning', 'rror', 'l.', 'ERROR', 'WARNING', 'Notice: '],
  forms: [
    {
      // Doxygen: till.h:12: warning: message; at no line <unknown>:1.
      pattern: new RegExp(
        String.raw`^${lead}(?:(?:[Ww]arning|[Ee]rror): )?${path}:(?<line>\d{1,7}): ?(?<severity>[Ww]arning|error): (?<message>(?:(?:documented|Unsupported|Unexpected|no |The |argument |Member |Compound |Found|unable to|reached end|end of|explicit link|expected|Illegal|multiple use|return type|unknown|Invalid|Detected|the name|More|unbalanced|Tag|include|Included|citation|ignoring|duplicate|found|File|asked|missing|Reached|Cannot|Internal inconsistency|Skipping|parameters? of|Problem|Documentation)\b).*)$`,
      ),
      keywords: ['arning: ', 'rror: '],
      complete: (row) =>
        /\.(?:py|ts|js|java|kt|scala|rs)$/.test(row.file ?? '') &&
        !/documented|@param|\\\w|link to/.test(row.message)
          ? null
          : {},
    },
    {
      // Javadoc before Java 8: Till.java:12: warning - message
      pattern: new RegExp(
        String.raw`^${lead}(?:\[(?:WARNING|ERROR|WARN)\] )?${path.replace('{0,300}?', '{0,300}?\\.java')}:(?<line>\d{1,7}):\s?(?<severity>warning|error) - (?<message>\S.*)$`,
      ),
      keywords: ['warning - ', 'error - '],
    },
    {
      // LaTeX with -file-line-error: ./till.tex:12: Undefined control sequence.
      pattern: new RegExp(
        String.raw`^${lead}(?<file>[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:tex|sty|cls|ltx|dtx|bbl|toc|aux|tikz|bib)):(?<line>\d{1,7}): (?<message>\S.*)$`,
      ),
      keywords: ['.tex:', '.sty:', '.cls:', '.ltx:', '.dtx:', '.bbl:', '.aux:', '.tikz:'],
    },
    {
      // LaTeX otherwise: ! message / l.12 quoted text
      pattern:
        /^! (?<message>(?:LaTeX|Package|Class|pdfTeX|XeTeX|LuaTeX|Undefined|Missing|Extra|Too many|Argument|Paragraph|Emergency|Illegal|Incomplete|Misplaced|Runaway|TeX|Font|File|Use of|You can't|Dimension|Improper|I can't|Double|Bad|Package|Unable|Forbidden|Interruption)\b.*)$/,
      keywords: ['! '],
      complete: (_row, view, index) => {
        const line = saidBelow(view, index, /^l\.(\d{1,7}) /, 12)?.[1];
        return { line: line === undefined ? null : Number(line) };
      },
    },
    {
      // Asciidoctor: asciidoctor: WARNING: till.adoc: line 12: message
      pattern:
        /^(?:\S{0,80}asciidoctor\S{0,20}|jekyll|antora): (?<severity>ERROR|WARNING|FAILED|FATAL|INFO): (?:(?<file>[^\s:][^:]{0,300}\.\w{1,10}): line (?<line>\d{1,7}): )?(?<message>.*)$/,
      keywords: ['asciidoctor', 'antora: '],
      complete: (row) => (row.file === null && row.severity !== 'error' ? null : {}),
    },
    {
      // MkDocs in strict mode refuses at the end, after its warnings.
      pattern:
        /^(?<severity>WARNING|ERROR)\s{1,4}-\s{1,4}(?<message>(?:Doc file|Documentation file|A reference to|A relative path|The following pages|mkdocs|griffe|Config value|Excluding|Template|Could not).{1,400})$/,
      keywords: ['WARNING', 'ERROR'],
      complete: (row, view) => ({ file: docFile(row.message, (printed) => view.path(printed)) }),
    },
  ],
  name: { tool: 'docs', label: 'The documentation build', category: 'build' },
  weight: 0.85,
  linesEach: 2,
  examples: [
    {
      log: 'src/till.h:12: warning: Member total (variable) of class Till is not documented.',
      category: 'build',
      findings: ['src/till.h:12'],
    },
    {
      log: './till.tex:12: Undefined control sequence.\nl.12 \\total',
      category: 'build',
      findings: ['till.tex:12'],
    },
    {
      log: "! LaTeX Error: File `coins.sty' not found.\n\nType X to quit\n\nl.4 \\usepackage{coins}\n                       ^^M",
      category: 'build',
      findings: [':4'],
    },
    {
      log: 'asciidoctor: ERROR: docs/till.adoc: line 12: include file not found: coins.adoc',
      category: 'build',
      findings: ['docs/till.adoc:12'],
    },
    {
      log: 'src/Till.java:12: warning - @param argument "coin" is not a parameter name.',
      category: 'build',
      findings: ['src/Till.java:12'],
    },
  ],
  lookAlikes: ['! the till is open', 'src/till.c:12: warning: unused variable', 'WARNING - the till is open'],
});

function docFile(message: string, path: (printed: string) => string): string | null {
  const named = /^(?:Doc|Documentation) file '([^']{1,300})'/.exec(message)?.[1];
  return named === undefined ? null : path(`docs/${named}`);
}
