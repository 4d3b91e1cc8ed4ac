import { compilerDetector, lead, printedPath, type CompilerRow } from '../causes/compiler-detector';
import type { Detector } from '../detector';

const option = /\[-Werror(?:=|,-W)([\w+=-]{1,60})[\],]|\[-([WfR][\w+=,-]{0,60})[,\] ]/;
// Files of the C family and of the other front ends of GCC and LLVM; the headers of a standard library have no extension.
const ownFile =
  /\.(?:[cCmMhHilsSyd]|cc|cp|cpp|cxx|c\+\+|CPP|cppm|ixx|hh|hp|hpp|hxx|h\+\+|HPP|inl|inc|ipp|tcc|tpp|txx|ii|ll|yy|lex|mm|cu|cuh|cl|metal|ino|pde|sx|asm|swift|zig|vala|gs|td|def|dts|dtsi|lds|ld|rc|qrc|moc|glsl|vert|frag|hlsl|ispc|pyx|xs|go)$|(?:^|[\\/])include[\\/].*[\\/][a-z_]{1,40}$|\.\w{1,8}\.(?:in|h)$/;
const ofTidy =
  /\[(?:clang-analyzer|bugprone|modernize|readability|cppcoreguidelines|performance|misc|google|cert|hicpp|llvm|portability|concurrency|android|fuchsia)-[\w.-]{1,60}/;
const missingHeader =
  /^'?"?([\w./+-]{1,200}\.h(?:pp|h|xx)?)'?"?(?:: No such file or directory| file not found)|^([\w./+-]{1,200}): No such file or directory$/;

/** Compilers that print `file:line:column: error: message`: GCC, Clang, their cross-compiling and foreign front ends, Swift. */
export const gcc: Detector = compilerDetector({
  id: 'gcc',
  keywords: ['error', 'Error', 'warning', 'No such file or directory', 'invalid preprocessing'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`^${lead}${printedPath}:(?<line>\d{1,7})(?::(?<column>\d{1,6}))?(?:-\d{1,7}(?::\d{1,6})?)?(?::(?:\{[\d:-]{1,40}\}){1,8})?: (?<severity>fatal error|(?:internal compiler |catastrophic )?error|warning|sorry, unimplemented)(?: ?\[(?<code>[\w.+-]{1,60})\]| \d{1,4})?: ?(?<message>.*)$`,
      ),
      keywords: ['error', 'warning', 'sorry, '],
      complete: (row) => (ownFile.test(row.file ?? '') && !isOthers(row) ? withOption(row) : null),
    },
    {
      // Vala and old GCC print positions with points.
      pattern: new RegExp(
        String.raw`^${lead}(?<file>[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:vala|vapi|gs)):(?<line>\d{1,7})\.(?<column>\d{1,6})(?:-\d{1,7}\.\d{1,6})?: (?<severity>error|warning): (?<message>.*)$`,
      ),
      keywords: ['.vala:', '.vapi:', '.gs:'],
    },
    {
      // GCC before version 4 names no severity.
      pattern: new RegExp(
        String.raw`^${lead}${printedPath}:(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<message>\S{1,200}: No such file or directory|invalid preprocessing directive .{1,100}|confused by earlier errors, bailing out)$`,
      ),
      keywords: ['No such file or directory', 'invalid preprocessing', 'confused by earlier'],
      complete: (row) => (ownFile.test(row.file ?? '') ? {} : null),
    },
    {
      // Xcode through xcpretty: a mark stands for the severity.
      pattern:
        /^\s{0,4}(?<mark>❌|⚠️)\s{1,4}(?<file>[^\s:][^:]{0,300}\.(?:swift|[mch]m?|cpp|hpp)):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>\S.*)$/u,
      keywords: ['❌', '⚠️'],
      complete: (_row, _view, _index, { mark }) => ({ severity: mark === '❌' ? 'error' : 'warning' }),
    },
    {
      // The assembler: till.s:12: Error: message
      pattern: new RegExp(
        String.raw`^${lead}(?<file>[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:s|S|asm|inc)):(?<line>\d{1,7}): (?<severity>Error|Warning|Fatal error): (?<message>.*)$`,
      ),
      keywords: ['.s:', '.S:', '.asm:', '.inc:'],
    },
    {
      // What the driver says of files and options, at no line.
      pattern:
        /^\s{0,12}(?:\S{0,200}[\\/])?(?:[\w.-]{0,60}-)?(?:gcc|g\+\+|cc|c\+\+|cpp|clang|clang\+\+|cc1|cc1plus|cc1obj|swiftc|icc|icpc|icx|emcc)(?:-\d{1,3}(?:\.\d{1,3})?)?(?:\.exe)?: (?<severity>(?:fatal )?error): (?<message>(?!linker command failed|all warnings being|Killed signal|no input files|unable to execute).*)$/,
      keywords: ['error: '],
    },
  ],
  // clang-tidy runs within a build and prints the same; where nothing of the compiler's is wrong it speaks for itself.
  keep: (rows) =>
    rows.some(({ severity, message }) => severity === 'error' && !ofTidy.test(message))
      ? rows
      : rows.filter(({ message }) => !ofTidy.test(message)),
  name: (found) => {
    const first = found.find(({ severity }) => severity === 'error') ?? found[0];
    const header = missingHeader.exec(first?.message ?? '');
    const missing = header?.[1] ?? header?.[2];
    const isSwift = /\.swift$/.test(first?.file ?? '');
    return {
      tool: isSwift ? 'swiftc' : 'gcc',
      label: isSwift ? 'The Swift compiler' : 'The compiler',
      category: 'build',
      ...(missing === undefined
        ? {}
        : {
            nextStep: `Install the package that brings ${missing} into the job's image, or correct the path under which it is included.`,
          }),
    };
  },
  weight: 0.94,
  linesEach: 3,
  examples: [
    {
      log: "src/till.c: In function 'main':\nsrc/till.c:12:5: error: 'total' undeclared (first use in this function)\n   12 |     total = 5;\n      |     ^~~~~",
      category: 'build',
      findings: ['src/till.c:12'],
    },
    {
      log: 'In file included from src/till.cpp:1:\nsrc/money.hpp:3:10: fatal error: coins/euro.h: No such file or directory\ncompilation terminated.',
      category: 'build',
      findings: ['src/money.hpp:3'],
    },
    {
      log: "[ 40%] Building CXX object till.o\nC/C++: /builds/shop/till/src/till.cpp:35:15: error: unused parameter 'coin' [-Werror,-Wunused-parameter]",
      category: 'build',
      findings: ['src/till.cpp:35'],
    },
    {
      log: "till.vala:12.5-12.9: error: The name `total' does not exist in the context of `main'",
      category: 'build',
      findings: ['till.vala:12'],
    },
    {
      log: "arm-none-eabi-gcc: error: unrecognized command-line option '-mfast'",
      category: 'build',
      findings: [''],
    },
  ],
  lookAlikes: [
    'docs/notes.md:12:5: error: in the third line',
    'src/till.c:12:5: note: declared here',
    'clang: error: linker command failed with exit code 1 (use -v to see invocation)',
  ],
});

function withOption(row: CompilerRow): Partial<CompilerRow> {
  const named = option.exec(row.message);
  const enabled = named?.[1] === undefined ? named?.[2] : `W${named[1]}`;
  return { code: row.code ?? (enabled === undefined ? null : `-${enabled}`) };
}

/** What clang-format prints in the compiler's form, and gold in the name of the file that lacks a symbol. */
function isOthers({ message, column }: CompilerRow): boolean {
  return (
    message.includes('clang-format-violations') ||
    (column === null && /^(?:undefined reference to|multiple definition of) /.test(message))
  );
}
