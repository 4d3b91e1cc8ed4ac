import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import { lead, position } from '../causes/compiler-detector';
import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { severityOf } from '../rows/severity-words';

const keywords = [
  'undefined reference to',
  'ndefined symbol',
  'cannot find ',
  'multiple definition of',
  'uplicate symbol',
  'symbol(s) not found',
  'ibrary not found for',
  "library '",
  "ramework '",
  'ramework not found',
  'relocation truncated to fit',
  'will not fit in region',
  'overflowed by',
  'unresolved external symbol',
  'unable to find library',
  'could not read symbols',
  'DSO missing from command line',
  'file format not recognized',
  'ld: error: ',
  ': error: ',
  'lld: ',
  'lld-',
  'ld: warning: ',
  'mold: ',
  ' LNK',
  'ERROR L',
  'WARNING L',
];

const placed = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|*][^:"'()<>|*]{0,300}?)`;
/** `till.c:12: undefined reference to ...`, or with the object's section and offset where it has no line. */
const gnu = new RegExp(
  String.raw`^${lead}(?:(?:\S{0,300}[\\/])?(?:[\w.-]{0,60}-)?(?:ld|ld\.\w{2,6}|collect2)(?:\.exe)?: )?(?:${placed}:(?:(?<line>\d{1,7})|\([^()]{1,200}\)): )?(?:(?:\S{1,300}: )?in function .{1,300}: )?(?:error: )?(?<message>undefined reference to .{1,400}|multiple definition of .{1,400}|cannot find (?:-l[\w:./+-]{1,200}|[\w./+-]{1,200}\.(?:o|a|so|lib|obj|ld|lds|dylib))(?:: No such file or directory)?|relocation truncated to fit: .{1,400}|(?:undefined symbol|duplicate symbol): .{1,400}|unable to find library -l\S{1,200}|could not read symbols: .{1,200}|error adding symbols: .{1,200}|region .{1,80} overflowed by \d{1,12} bytes|\S{1,100} section .{1,80} will not fit in region .{1,80}|file format not recognized.{0,100})$`,
);
const apple =
  /^(?:ld: |ld64\.lld: (?:error: )?|clang: )?(?:error: )?(?<message>(?:symbol\(s\) not found for architecture .{1,40}|library not found for -l\S{1,100}|[Ll]ibrary '[^']{1,100}' not found|framework (?:'[^']{1,100}' )?not found.{0,100}|\d{1,6} duplicate symbols? for architecture .{1,40}|duplicate symbol .{1,300} in:))$/;
const msvc = new RegExp(
  String.raw`^${lead}(?:(?<file>[^:()]{1,300}) : )?(?:fatal )?(?<severity>error|warning) LNK(?<code>\d{4}): (?<message>.{1,600}?)(?: \[[^\[\]]{1,400}proj\])?$`,
);
/** What LLVM's and other linkers say in their own name. */
const named = new RegExp(
  String.raw`^${lead}(?:\S{0,300}[\/])?(?:ld\.lld|ld64\.lld|lld-link|wasm-ld|rust-lld|mold|ld\.mold|ld\.gold|ld\.bfd|ld)(?:-\d{1,3}(?:\.\d{1,3})?)?(?:\.exe)?: (?<severity>error|fatal|warning): (?<message>(?!linker command).{1,600})$`,
);
/** CodeWarrior: ERROR L1822: Symbol add in file till.lib is undefined */
const codeWarrior = /^\s{0,8}(?<severity>ERROR|WARNING|FATAL) (?<code>L\d{4}): (?<message>\S.{0,600})$/;
const referenced = /^>>> referenced by (?:[^()]{0,300} \()?([^\s():]{1,300}):(\d{1,7})\)?/;
const objectFile = /\.(?:o|obj|a|so|lo|lib|dll|rlib)(?:\.\d{1,4}){0,4}$/;

const nextSteps: readonly (readonly [RegExp, string])[] = [
  [
    /undefined|unresolved|symbol\(s\) not found/,
    'Link the library or the object that defines the named symbol, or define it; check the order of the libraries.',
  ],
  [
    /cannot find|unable to find|not found/,
    "Install the named library in the job's image, or correct its name or search path.",
  ],
  [
    /multiple definition|duplicate/,
    'Keep one definition of the named symbol, or make the others static or inline.',
  ],
  [/overflowed|will not fit/, 'Make the program smaller or the memory region of the linker script larger.'],
];

/** Linkers: GNU ld and gold, LLVM's lld, mold, Apple's ld; behind a compiler's own errors they say nothing. */
export const linker: Detector = {
  id: 'linker',
  keywords,
  detect(view) {
    const found = distinct([named, gnu, apple, msvc, codeWarrior].flatMap((form) => unlinked(view, form)));
    const [first] = found;
    const nextStep = nextSteps.find(([pattern]) => pattern.test(first?.message ?? ''))?.[1];
    const cause = causeOfFindings({
      tool: 'ld',
      label: 'The linker',
      category: 'build',
      found,
      number: (index) => view.number(index),
      weight: 0.93,
      ...(nextStep === undefined ? {} : { nextStep }),
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: "/usr/bin/ld: till.o: in function `main':\ntill.c:(.text+0xa): undefined reference to `add'\ncollect2: error: ld returned 1 exit status",
      category: 'build',
      findings: ['till.c'],
    },
    {
      log: "/usr/bin/ld: till.o: in function `main':\n/builds/shop/till/src/till.c:12: undefined reference to `add'\ncollect2: error: ld returned 1 exit status",
      category: 'build',
      findings: ['src/till.c:12'],
    },
    { log: '/usr/bin/ld: cannot find -lmoney: No such file or directory', category: 'build', findings: [''] },
    {
      log: 'ld.lld: error: undefined symbol: add(int)\n>>> referenced by till.c:12 (src/till.c:12)\n>>>               till.o:(main)',
      category: 'build',
      findings: ['src/till.c:12'],
    },
    {
      log: 'Undefined symbols for architecture arm64:\n  "_add", referenced from:\n      _main in till.o\nld: symbol(s) not found for architecture arm64',
      category: 'build',
      findings: [''],
    },
    {
      log: "ld.lld-15: error: cannot open libmoney.so: No such file or directory\nLINK : fatal error LNK1181: cannot open input file 'money.lib'",
      category: 'build',
      findings: ['', ''],
    },
    {
      log: 'till.obj : error LNK2019: unresolved external symbol add referenced in function main',
      category: 'build',
      findings: [''],
    },
  ],
  lookAlikes: [
    'an undefined reference to the past',
    'cannot find the till',
    'src/Till.java:12: error: cannot find symbol',
    'warning: library not found for the evening',
  ],
};

/** One finding a line, of the form that comes first, in the order of the log. */
function distinct(found: readonly FoundAt[]): FoundAt[] {
  const byLine = new Map<number, FoundAt>();
  for (const one of found) if (!byLine.has(one.index)) byLine.set(one.index, one);
  return [...byLine.values()].sort((a, b) => a.index - b.index);
}

function unlinked(view: LogView, pattern: RegExp): FoundAt[] {
  return view.find(pattern, keywords).flatMap(({ index, match }) => {
    const { file, line, code, severity, message = '' } = match.groups ?? {};
    const isLinkers =
      file !== undefined ||
      pattern !== gnu ||
      /(?:^|[\\/-])(?:ld|collect2)\b[^:]{0,20}: /.test(match[0]) ||
      /\bld\b|collect2/.test(view.text(index + 1));
    if (!isLinkers) return [];
    const place =
      pattern === gnu || pattern === named ? (referenced.exec(view.text(index + 1)) ?? undefined) : undefined;
    const printed =
      place?.[1] ??
      (file === undefined || objectFile.test(file) || /^(?:LINK|\d{1,4}>LINK)$/.test(file)
        ? undefined
        : file);
    return [
      {
        index,
        tool: 'ld',
        file: printed === undefined ? null : view.path(printed),
        line: position(place?.[2] ?? line),
        column: null,
        code: code === undefined ? null : pattern === msvc ? `LNK${code}` : code,
        severity: severityOf(severity),
        message,
      },
    ];
  });
}
