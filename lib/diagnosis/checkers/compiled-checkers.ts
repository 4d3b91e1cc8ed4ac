import { always, checker, type KnownChecker } from './known-checker';

/** Linters of compiled languages that print one finding a line. */
export const compiledCheckers: readonly KnownChecker[] = [
  checker('clang-tidy', 'clang-tidy', 'till.cc:4:2: warning: use nullptr [modernize-use-nullptr]', {
    weight: 0.945,
    programs: ['clang-tidy', 'run-clang-tidy', 'run-clang-tidy.py'],
    file: /\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|m|mm|cu)$/,
    code: /^(?:abseil|altera|android|boost|bugprone|cert|clang-(?:analyzer|diagnostic)|concurrency|cppcoreguidelines|darwin|fuchsia|google|hicpp|linuxkernel|llvm(?:libc)?|misc|modernize|mpi|objc|openmp|performance|portability|readability|zircon)-/,
  }),
  checker(
    'cppcheck',
    'Cppcheck',
    'src/till.cc:4:2: style: The scope of the variable coin can be reduced. [variableScope]',
    {
      weight: 0.945,
      file: /\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx)$/,
      code: /^(?:[a-z]+(?:[A-Z][a-z]+)+|[a-z]{6,30})$/,
      message: /\[\w+\]$|^\((?:error|warning|style|performance|portability|information)\)/,
      ...always,
    },
  ),
  checker('cpplint', 'cpplint', 'src/till.cc:4:  Tab found; better to use spaces  [whitespace/tab] [1]', {
    weight: 0.945,
    file: /\.(?:c|cc|cpp|cxx|cu|cuh|h|hh|hpp|hxx)$/,
    code: /^(?:build|legal|readability|runtime|whitespace)\/\w/,
    ...always,
  }),
  checker('errcheck', 'errcheck', 'till.go:4:2:\tcoin.Close()', { weight: 0.945 }),
  checker('flawfinder', 'Flawfinder', 'src/till.c:4:2:  [4] (buffer) strcpy: Does not check for overflows', {
    weight: 0.945,
    message: /^\[[0-5]\] \(\w{2,20}\) /,
    ...always,
  }),
  checker('go-consistent', 'go-consistent', './till.go:4:2: empty slice: use make([]T, 0)', {
    weight: 0.945,
    ...always,
  }),
  checker('golint', 'golint', 'till.go:4:2: exported var Coin should have comment or be unexported', {
    weight: 0.945,
    programs: ['golint', 'revive'],
    file: /\.go$/,
    message:
      /^(?:exported \w+ \S+ should have (?:its own |a )?(?:comment|declaration)|comment on exported |package comment should|should have a package comment|don't use (?:underscores|ALL_CAPS|leading k|an underscore|generic)|error (?:var|strings) |receiver name |if block ends with a return|(?:\S+ )?(?:func|var|const|type|struct field|method|range var|method parameter) .{1,200} should be |exported func .{1,200} returns unexported)/,
    ...always,
  }),
  checker(
    'gosec',
    'gosec',
    '/shop/till.go:4:2: Errors unhandled. (Rule:G104, Severity:LOW, Confidence:HIGH)',
    { weight: 0.945, file: /\.go$/, message: /\(Rule:G\d{3}|Confidence: ?\w+, Severity: ?\w+\)/, ...always },
  ),
  checker('ineffassign', 'ineffassign', 'till.go:4:2: ineffectual assignment to coin', {
    weight: 0.945,
    message: /^ineffectual assignment to \S+$/,
    file: /\.go$/,
    ...always,
  }),
  checker('hlint', 'HLint', 'src/Till.hs:4:2: Suggestion: Use map once', {
    file: /\.l?hs$/,
    message:
      /^(?:Redundant |Use |Avoid |Eta reduce|Evaluate|Move |Reduce duplication|Unused LANGUAGE|Replace )/,
    ...always,
  }),
  checker('staticcheck', 'Staticcheck', 'till.go:4:2: empty branch (SA9003)', {
    weight: 0.945,
    code: /^(?:SA|S|ST|QF|U)\d{4}$/,
    file: /\.go$/,
    ...always,
  }),
  checker(
    'swiftlint',
    'SwiftLint',
    'Till.swift:4:2: warning: Line should be 120 characters or less (line_length)',
    {
      weight: 0.945,
      file: /\.swift$/,
      code: /^[a-z]+(?:_[a-z]+)*$/,
      message: / Violation: | \([a-z]+(?:_[a-z]+)*\)$/,
    },
  ),
  checker('verilator', 'Verilator', '%Warning-WIDTH: src/till.v:4:2: Operator ASSIGN expects 8 bits', {
    file: /\.s?vh?$/,
    code: /^[A-Z]{4,30}$/,
    ...always,
  }),
  checker(
    'checkstyle',
    'Checkstyle',
    '[WARN] src/Till.java:4:2: Missing a Javadoc comment. [MissingJavadoc]',
    {
      file: /\.java$/,
      code: /^[A-Z][a-z]+(?:[A-Z][a-z]*)+$/,
      message: /\.? \[[A-Z]\w+\]$/,
      ...always,
    },
  ),
  checker('ktlint', 'ktlint', 'src/Till.kt:4:2: Unused import (standard:no-unused-imports)', {
    file: /\.kts?$/,
    message:
      / \((?:standard:|cannot be auto|experimental:)?[a-z][\w: -]{2,60}\)$|^(?:Unexpected|Missing|Unused import|Trailing space|Needless blank|Newline expected)/,
    ...always,
  }),
  checker('detekt', 'detekt', 'src/Till.kt:4:2: The function add is too long. [LongMethod]', {
    file: /\.kts?$/,
    code: /^[A-Z][a-z]+(?:[A-Z][a-z]*)+$/,
    message: / \[[A-Z]\w+\]$/,
    ...always,
  }),
  checker('golangci-lint', 'golangci-lint', 'till.go:4:2: no coin (errcheck)', {
    file: /\.go$/,
    code: /^(?:asciicheck|bodyclose|contextcheck|cyclop|depguard|dogsled|dupl|durationcheck|err(?:check|name|orlint)|exhaustive|exhaustruct|forbidigo|forcetypeassert|funlen|gci|gochecknoglobals|gochecknoinits|gocognit|goconst|gocritic|gocyclo|godot|godox|gofmt|gofumpt|goimports|gomnd|gomoddirectives|gomodguard|goprintffuncname|gosec|gosimple|govet|importas|ineffassign|ireturn|lll|maintidx|makezero|misspell|mnd|nakedret|nestif|nilerr|nilnil|nlreturn|noctx|nolintlint|nonamedreturns|paralleltest|perfsprint|prealloc|predeclared|promlinter|revive|rowserrcheck|sqlclosecheck|staticcheck|stylecheck|tagliatelle|tenv|testifylint|testpackage|thelper|tparallel|typecheck|unconvert|unparam|unused|usestdlibvars|varnamelen|wastedassign|whitespace|wrapcheck|wsl)$/,
    ...always,
  }),
  checker('pmd', 'PMD', 'src/Till.java:4:\tUnusedLocalVariable:\tAvoid unused local variables', {
    file: /\.java$/,
    message: /^[A-Z][a-z]+[A-Z]\w{2,60}:\t/,
    ...always,
  }),
  checker(
    'codechecker',
    'CodeChecker',
    '[HIGH] src/till.cpp:4:2: Dereference of null pointer [core.NullDereference]',
    {
      file: /\.(?:c|cc|cpp|cxx|h|hh|hpp|m|mm)$/,
      code: /^(?:alpha|core|cplusplus|deadcode|fuchsia|nullability|optin|osx|security|unix|valist|webkit)\.[\w.]{2,60}$/,
      weight: 0.945,
      ...always,
    },
  ),
];
