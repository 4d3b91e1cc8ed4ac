import { compilerDetector, lead, position, saidBelow, type CompilerForm } from '../causes/compiler-detector';

const plainFile = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|*,[][^:"'()<>|*,]{0,300}?)`;
const severity = String.raw`(?<severity>(?:fatal |severe |catastrophic |internal |command-line )?error|warning|remark|info(?:rmational?)?|note|caution|attention)`;

/** `"till.c", line 12 (col. 5): error #20: message`: armcc, TI, Green Hills, Diab, Sun C, XL C, CrossCore, VisualDSP. */
const quoted: CompilerForm = {
  pattern: new RegExp(
    String.raw`^${lead}"(?<file>[^"]{1,300})", (?:(?<loud>WARNING|ERROR)!\s{1,4}at )?line:? (?<line>\d{1,7})(?:[.:](?<column>\d{1,5}))?(?:\s?\*?\(col(?:\.|umn)? ?(?<col>\d{1,5})\)\*?|, (?:col|column|char|position|pos)\.? (?<pos>\d{1,5}))?\s?:\s{0,4}(?:(?<code>\d{4}-\d{3}[a-z]?) \((?<letter>[IWESUT])\) |(?<cross>[a-z]{2}\d{4}): (?:\{\w{1,3}\} )?)?(?:${severity}\b(?: ?\((?<named>[^()]{1,60})\))?(?: ?#(?<number>\d{1,5}(?:-D)?))?(?:, (?<word>\w{1,40}))?\s?:?\s{0,4})?(?:#(?<late>\d{1,5}(?:-D)?):?\s{0,4})?(?<message>.*)$`,
    'i',
  ),
  keywords: ['", line', '", WARNING!', '", ERROR!'],
  complete: (row, view, index, groups) => {
    const { severity: word, loud, letter, cross, code, col, pos, named, number, late, word: tag } = groups;
    if ([word, loud, letter, cross, late].every((part) => part === undefined)) return null;
    return {
      column: row.column ?? position(col ?? pos),
      code:
        code ?? cross ?? number ?? late ?? tag ?? (named !== undefined && /\d/.test(named) ? named : null),
      message: row.message === '' ? (saidBelow(view, index, /\S.*/, 2)?.[0].trim() ?? '') : row.message,
      ...(loud === 'WARNING' ? { severity: 'warning' as const } : {}),
      ...(letter === undefined ? {} : { severity: byLetter(letter) }),
    };
  },
};

/** Compilers of embedded and older systems, in the forms that they share among each other. */
export const embeddedCompilers = compilerDetector({
  id: 'embedded-compilers',
  keywords: [
    '", line',
    '", WARNING!',
    '", ERROR!',
    '",',
    ']: ',
    ') : ',
    ' IN LINE ',
    ': ["',
    ', line ',
    ':(W) ',
    ':(E) ',
    '): (',
  ],
  forms: [
    quoted,
    {
      // IAR: "till.c",12  Error[Pe020]: message, and its C-STAT: Severity-High[rule]: message
      pattern: new RegExp(
        String.raw`^${lead}"(?<file>[^"]{1,300})",(?<line>\d{1,7})\s{1,4}(?:Severity-)?(?<severity>(?:Fatal )?Error|Warning|Remark|Low|Medium|High)\[(?<code>[^\[\]]{1,80})\]\s?: ?(?<message>.*)$`,
      ),
      keywords: ['",'],
    },
    {
      pattern: new RegExp(
        String.raw`^${lead}${plainFile}\((?<line>\d{1,7})\)\s?: (?<severity>(?:Fatal )?Error|Warning|Remark)\[(?<code>\w{1,12})\]\s?: ?(?<message>.*)$`,
      ),
      keywords: [']: '],
    },
    {
      pattern: new RegExp(
        String.raw`^${lead}(?<severity>Fatal Error|Error)\[(?<code>[A-Z][a-z]\d{2,4})\]: (?<message>.*)$`,
      ),
      keywords: ['Error['],
    },
    {
      // Tasking: ctc E208: ["till.c" 12/5] message
      pattern: new RegExp(
        String.raw`^${lead}(?:a?c?[a-z]{1,4}\d{0,3}|ltc|lk?\w{2,4}) (?<severity>[EWIFR])(?<code>\d{2,4}): \["(?<file>[^"]{1,300})" (?<line>\d{1,7})(?:\/(?<column>\d{1,5}))?\] (?<message>.*)$`,
      ),
      keywords: [': ["'],
    },
    {
      // Keil's C51: *** ERROR C202 IN LINE 12 OF till.c: message
      pattern:
        /^\s{0,8}\*{3} (?<severity>(?:FATAL )?ERROR|WARNING) (?<code>[A-Z]\d{1,4}) IN (?:LINE (?<line>\d{1,7}) OF )?(?<file>[^\s:]{1,300}): (?<message>.*)$/,
      keywords: [' IN LINE '],
    },
    {
      // Intel's vectoriser and others name the column behind the position: till.cpp(12): (col. 5) remark: message
      pattern: new RegExp(
        String.raw`^${lead}${plainFile}\((?<line>\d{1,7})\)\s?:\s{1,3}(?:\(col\. ?(?<column>\d{1,5})\)|col: ?(?<col>\d{1,5}))\s${severity}(?: ?#(?<code>\d{1,6}))?: ?(?<message>.*)$`,
        'i',
      ),
      keywords: ['(col. ', ' col: ', '(col '],
      complete: (row, _view, _index, { col }) => ({ column: row.column ?? position(col) }),
    },
    {
      // AcuCOBOL and others without quotes: till.cbl, line 12: Warning: message
      pattern: new RegExp(
        String.raw`^${lead}${plainFile}, line (?<line>\d{1,7})(?:, (?:col|column) (?<column>\d{1,5}))?: ${severity}:\s{1,4}(?<message>\S.*)$`,
        'i',
      ),
      keywords: [', line '],
    },
    {
      // GnuCOBOL: till.cob: 12: error: message
      pattern: new RegExp(
        String.raw`^${lead}(?<file>[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:cob|cbl|cpy)): ?(?<line>\d{1,7}): (?<severity>error|warning): (?<message>\S.*)$`,
        'i',
      ),
      keywords: ['.cob:', '.cbl:', '.cpy:', '.CBL:', '.CPY:'],
    },
    {
      // TNSDL: tnsdl:(E) till.sdl (12):message
      pattern: new RegExp(
        String.raw`^${lead}\w{2,12}:\((?<severity>[EWI])\) (?:\w{1,40}:)?(?<file>[^\s:()]{1,300}) \((?<line>\d{1,7})\): ?(?<message>\S.*)$`,
      ),
      keywords: [':(W) ', ':(E) ', ':(I) '],
    },
  ],
  name: { tool: 'compiler', label: 'The compiler', category: 'build' },
  weight: 0.92,
  linesEach: 2,
  examples: [
    {
      log: '"src/till.c", line 12: Error:  #20: identifier "total" is undefined\n"src/till.c", line 14: Warning:  #550-D: variable "coin" was set but never used',
      category: 'build',
      findings: ['src/till.c:12', 'src/till.c:14'],
    },
    {
      log: '"src/till.c", line 12 (col. 5): remark #1116-D: suffix float constant\n"src/till.c", line 17: error #5:\n    cannot open source input file "coin.h"',
      category: 'build',
      findings: ['src/till.c:12', 'src/till.c:17'],
    },
    {
      log: '"src/till.c", line 12: error (dcc:1378): function add is not found\n"till.c", line 9.17: 1506-098 (E) Missing argument(s).\n"till.cpp", line 30: Warning (Anachronism), wbadlkgasg: Assigning',
      category: 'build',
      findings: ['src/till.c:12', 'till.c:9', 'till.cpp:30'],
    },
    {
      log: '"src\\till.c",12  Error[Pe020]: identifier "total" is undefined\nsrc\\coin.c(43) : Warning[Pe177]: variable "coin" was declared but never referenced',
      category: 'build',
      findings: ['src/till.c:12', 'src/coin.c:43'],
    },
    {
      log: 'ctc E208: ["src/till.c" 380/1] syntax error - token ";" inserted before "{"',
      category: 'build',
      findings: ['src/till.c:380'],
    },
    {
      log: "*** ERROR C202 IN LINE 12 OF till.c: 'total': undefined identifier",
      category: 'build',
      findings: ['till.c:12'],
    },
  ],
  lookAlikes: [
    '  File "till.py", line 12, in add',
    '"the till", line 12 of the poem',
    'Parse error in till.php, line 12',
  ],
});

function byLetter(letter: string): 'error' | 'warning' | 'info' {
  if (/w/i.test(letter)) return 'warning';
  return /i/i.test(letter) ? 'info' : 'error';
}
