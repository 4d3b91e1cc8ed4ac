import { causeOfFindings, type FoundAt } from '../build-cause';
import type { Detector } from '../detector';
import type { LogView } from '../log-view';

const row =
  /^(?:\[[^\]]{1,40}\] )?((?:[A-Za-z]:)?[^\s:"'()][^:"'()]{0,400}\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|inl|ipp|m|mm|cu|swift|hs|lhs|f|f90|d|zig|v|sv|vala|nim|i|S|s)):(\d{1,7})(?::(\d{1,6}))?: (?:(fatal error|error|warning|note)(?: ?\[[\w.-]{1,60}\])?: ?(.*)|(error|Error|Warning):?\s*)$/;
const linker =
  /^(?:.{0,400}: )?(?:(undefined reference to .{1,300})|(cannot find -l\S{1,100}.*)|(multiple definition of .{1,300})|(symbol\(s\) not found for architecture .{1,40}))$/;
const werror = /\[-Werror(?:=([\w+-]{1,60}))?[\],]|\[(-W[\w+=-]{1,60}|-f\w{1,40})\]$/;

const names: Readonly<Record<string, string>> = {
  swift: 'the Swift compiler',
  hs: 'GHC',
  lhs: 'GHC',
  m: 'Clang',
  mm: 'Clang',
};

/** Compilers that print `file:line:column: error: message`: GCC, Clang, Swift, GHC; and the linker behind them. */
export const gcc: Detector = {
  id: 'gcc',
  keywords: [
    'error',
    'Error',
    'warning: ',
    'undefined reference',
    'cannot find -l',
    'multiple definition',
    'symbol(s) not found',
  ],
  detect(view) {
    const found = compiled(view);
    const errors = found.filter(({ severity }) => severity === 'error');
    const extension = /\.(\w+)$/.exec(errors[0]?.file ?? '')?.[1] ?? '';
    const compiler = causeOfFindings({
      tool: extension === 'swift' ? 'swiftc' : /^l?hs$/.test(extension) ? 'ghc' : 'gcc',
      label: names[extension] ?? 'The compiler',
      category: 'build',
      found,
      number: (index) => view.number(index),
      linesEach: 3,
      weight: 0.94,
    });
    const linked = causeOfFindings({
      tool: 'ld',
      label: 'The linker',
      category: 'build',
      found: errors.length > 0 ? [] : unlinked(view),
      number: (index) => view.number(index),
      weight: 0.93,
    });
    return [...(compiler === null ? [] : [compiler]), ...(linked === null ? [] : [linked])];
  },
  examples: [
    {
      log: "src/till.c: In function 'main':\nsrc/till.c:12:5: error: 'total' undeclared (first use in this function)\n   12 |     total = 5;\n      |     ^~~~~",
      category: 'build',
      findings: ['src/till.c:12'],
    },
    {
      log: "src/Till.hs:12:5: error:\n    Not in scope: type constructor or class 'Money'",
      category: 'build',
      findings: ['src/Till.hs:12'],
    },
    {
      log: "/usr/bin/ld: till.o: in function `main':\ntill.c:(.text+0xa): undefined reference to `add'",
      category: 'build',
      findings: [''],
    },
  ],
  lookAlikes: ['docs/notes.md:12:5: error: in the third line', 'an undefined reference to the past'],
};

function compiled(view: LogView): FoundAt[] {
  return view.find(row, ['error', 'Error', 'warning: ']).flatMap(({ index, match }) => {
    const severity = match[4] ?? match[6]?.toLowerCase() ?? '';
    if (severity === 'note') return [];
    const message = match[5] === undefined || match[5] === '' ? view.text(index + 1).trim() : match[5];
    return [
      {
        index,
        tool: 'gcc',
        file: view.path(match[1] ?? ''),
        line: Number(match[2]),
        column: match[3] === undefined ? null : Number(match[3]),
        code: werror.exec(message)?.[1] ?? werror.exec(message)?.[2] ?? null,
        severity: severity === 'warning' ? ('warning' as const) : ('error' as const),
        message,
      },
    ];
  });
}

function unlinked(view: LogView): FoundAt[] {
  return view
    .find(linker, [
      'undefined reference to',
      'cannot find -l',
      'multiple definition of',
      'symbol(s) not found',
    ])
    .filter(
      ({ index, match }) =>
        match[0].includes(': ') || /\bld\b|collect2/.test(view.text(index + 1)) || match[4] !== undefined,
    )
    .map(({ index, match }) => ({
      index,
      tool: 'ld',
      file: null,
      line: null,
      column: null,
      code: null,
      severity: 'error' as const,
      message: match[1] ?? match[2] ?? match[3] ?? match[4] ?? '',
    }));
}
