import { compilerDetector, lead, saidBelow } from '../causes/compiler-detector';

const source = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:[fF](?:\d\d|or|pp|tn)?|FOR|inc|INC|h|cuf|fh))`;
const kinds =
  /^(?:\[[^\]]{1,40}\] )?\s{0,8}(Error|Warning|Fatal Error|Internal Error at \(1\)|Note): ?(.*)$|^\s{0,8}(Internal Error) at \(1\):?(.*)$/;

/** Fortran compilers: gfortran, NAG, NVIDIA's, Cray's. Intel's and flang print what Visual C++ and Clang print. */
export const fortran = compilerDetector({
  id: 'fortran',
  keywords: ['.f', '.F', '.FOR:', '.inc', '.cuf', 'Line = '],
  forms: [
    {
      // gfortran quotes the source before it says what is wrong with it.
      pattern: new RegExp(
        String.raw`^${lead}${source}:(?<line>\d{1,7})(?:[.:](?<column>\d{1,5})(?:-\d{1,5})?)?:\s*$`,
      ),
      complete: (_row, view, index) => {
        const said = saidBelow(view, index, kinds, 8);
        if (said === null) return null;
        const word = said[1] ?? said[3] ?? '';
        const message = (said[2] ?? said[4] ?? '').trim();
        return {
          message: message === '' ? word : message,
          severity: /^(?:Warning|Note)/.test(word) ? 'warning' : 'error',
          code: /\[(-W[\w=-]{1,60})\]$/.exec(message)?.[1] ?? null,
        };
      },
    },
    {
      // flang, and what GCC's later passes say.
      pattern: new RegExp(
        String.raw`^${lead}${source}:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<severity>(?:fatal )?error|warning): (?<message>\S.*)$`,
      ),
    },
    {
      // NAG: Error: till.f90, line 12: message
      pattern: new RegExp(
        String.raw`^${lead}(?<severity>(?:Fatal |Runtime )?Error|Warning|Info|Panic|Questionable|Extension(?: ?\([^()]{1,20}\))?|Obsolescent|Deleted feature used|Non-standard ?\(Obsolete\)|[A-Z][\w ()-]{2,30}): ${source}, line (?<line>\d{1,7}): (?<message>.*)$`,
      ),
      keywords: [', line '],
      complete: (_row, _view, _index, { severity = '' }) => ({
        severity: /error|panic/i.test(severity) ? 'error' : severity === 'Info' ? 'info' : 'warning',
      }),
    },
    {
      // NVIDIA and PGI: NVFORTRAN-S-0034-message (till.f90: 12)
      pattern: new RegExp(
        String.raw`^${lead}(?:NV|PG)F\w{0,7}-(?<severity>[SFWI])-(?<code>\d{4})-(?<message>.*?) \(${source}(?:: (?<line>\d{1,7}))?\)$`,
      ),
    },
    {
      // Cray: ftn-113 crayftn: ERROR TILL, File = till.f90, Line = 12, Column = 5
      pattern: new RegExp(
        String.raw`^(?<code>(?:ftn|cc|CC)-\d{1,5}) \w{2,12}: (?<severity>ERROR|WARNING|CAUTION|NOTE) .{0,80}File = (?<file>[^\s,]{1,300}), Line = (?<line>\d{1,7})(?:, Column = (?<column>\d{1,5}))?`,
      ),
      keywords: ['Line = '],
      complete: (_row, view, index) => ({ message: view.text(index + 1).trim() }),
    },
  ],
  name: { tool: 'fortran', label: 'The Fortran compiler', category: 'build' },
  weight: 0.93,
  linesEach: 5,
  examples: [
    {
      log: "src/till.f90:12:5:\n\n   12 |   total = 5\n      |     1\nError: Symbol 'total' at (1) has no IMPLICIT type",
      category: 'build',
      findings: ['src/till.f90:12'],
    },
    {
      log: 'Info: till.inc, line 1: Unterminated last line\nError: till.f90, line 12: Symbol TOTAL has no type',
      category: 'build',
      findings: ['till.inc:1', 'till.f90:12'],
    },
    {
      log: 'NVFORTRAN-S-0034-Syntax error at or near end of line (till.f90: 12)',
      category: 'build',
      findings: ['till.f90:12'],
    },
  ],
  lookAlikes: ['src/till.f90:12:5:\n\nall is well', 'Note: the till.f90, line by line'],
});
