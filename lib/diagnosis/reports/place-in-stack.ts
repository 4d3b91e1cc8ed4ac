export interface StackPlace {
  readonly file: string;
  readonly line: number;
}

const MAX_LINES = 200;
const foreign =
  /node_modules|node:internal|site-packages|dist-packages|\/vendor\/|\/gems\/|^internal\/|\/lib\/(?:ruby|python\d)|\.cargo\/registry|^(?:org\.(?:junit|assertj|hamcrest|testng|mockito|gradle|spockframework|scalatest|opentest4j)|java|javax|jdk|sun|kotlin|kotlinx|scala|groovy|junit)[./]/;

/** A place as languages print it in a stack or in front of a message: the file, then the line. */
const places: readonly RegExp[] = [
  // Java, Kotlin, Scala, Groovy: at shop.MoneyTest.adds(MoneyTest.java:12)
  /^\s*at (?:[\w.@-]{1,100}\/)?(?<frame>[\w.$<>]{1,300})\((?<file>\w{1,200}\.(?:java|kt|groovy|scala)):(?<line>\d{1,7})\)/,
  // .NET: at Till.Tests.Money.Adds() in /src/Money.cs:line 12
  /^\s*at .{1,400} in (?<file>\S.{0,300}):line (?<line>\d{1,7})$/,
  // Python: File "tests/test_money.py", line 12, in test_adds
  /^\s*File "(?<file>.{1,400}?)", line (?<line>\d{1,7})/,
  // JavaScript: at Object.<anonymous> (test/money.test.js:12:21)
  /(?:^|[\s(@❯])(?<file>(?:file:\/\/)?[^\s():*?"<>|]{1,400}\.[cm]?[jt]sx?):(?<line>\d{1,7}):\d{1,5}\)?$/,
  // Ruby: # ./spec/till_spec.rb:12:in `block'
  /^\s*(?:# )?(?<file>[^\s:]{1,400}\.rb):(?<line>\d{1,7})(?::in .{1,300})?$/,
  // PHP, also with its line in brackets; C, C++, Swift, Go, Rust, Dart, Python and Elixir: file, colon, line
  /(?:^|[\s([])(?<file>[^\s():"'<>[\]]{1,400}\.(?:php|phpt|go|rs|swift|m|mm|c|cc|cpp|cxx|h|hpp|dart|exs?|py|erl|hs|pl|t|fs|vb|cs|lua|zig|nim|clj)):(?<line>\d{1,7})(?=\D|$)/,
  /(?<file>[^\s():"'<>[\]]{1,400}\.(?:php|cpp|cc|cs))\((?<line>\d{1,7})\)/,
];

/**
 * Where a failure happened, from the stack or message that its framework printed: the frame of the test's own class or
 * file if there is one, else the first that is not a library's. Null when no line names a place.
 */
export function placeInStack(text: string, own: readonly (string | null)[] = []): StackPlace | null {
  const wanted = own.filter((name) => name !== null && name !== '');
  let first: StackPlace | null = null;
  for (const row of text.split('\n', MAX_LINES)) {
    const place = placeIn(row.slice(0, 1_000).trimEnd());
    if (place === null) continue;
    if (wanted.some((name) => belongs(place, name ?? ''))) return { file: place.file, line: place.line };
    first ??= foreign.test(place.frame) || foreign.test(place.file) ? null : place;
  }
  return first === null ? null : { file: first.file, line: first.line };
}

function belongs(place: StackPlace & { frame: string }, name: string): boolean {
  return place.file === name || place.file.endsWith(`/${name}`) || place.frame.startsWith(`${name}.`);
}

function placeIn(row: string): (StackPlace & { frame: string }) | null {
  for (const pattern of places) {
    const groups = pattern.exec(row)?.groups;
    const line = Number(groups?.['line']);
    if (groups?.['file'] === undefined || !(line > 0)) continue;
    return { file: groups['file'].replace(/^file:\/\//, ''), line, frame: groups['frame'] ?? '' };
  }
  return null;
}
