/** How a formatter names a file that it would change. */
export interface KnownFormatter {
  readonly tool: string;
  readonly label: string;
  /** What it does to the files, for a human to run. */
  readonly fix?: string;
  /** A text that every such line holds. */
  readonly keyword: string;
  /** The line, with the group `file`. */
  readonly pattern: RegExp;
  /** The line could be anybody's: another text in the log must say that files are not formatted. */
  readonly beside?: string;
  readonly example: string;
}

/** Formatters that print one line for each file that is not as they would write it. */
export const knownFormatters: readonly KnownFormatter[] = [
  {
    tool: 'deno-fmt',
    label: 'Deno',
    fix: 'deno fmt',
    keyword: 'from ',
    pattern: /^from (?<file>\S{1,400}):$/,
    beside: 'not formatted file',
    example: 'from /builds/shop/till/till.ts:\n4 | -a  = 1\nerror: Found 1 not formatted file in 3 files',
  },
  {
    tool: 'stylua',
    label: 'StyLua',
    fix: 'stylua .',
    keyword: 'Diff in ',
    pattern: /^Diff in (?<file>\S{1,400}\.luau?):$/,
    example: 'Diff in ./till.lua:\n1    1    |  local coin',
  },
  {
    tool: 'forge-fmt',
    label: 'Forge',
    fix: 'forge fmt',
    keyword: 'Diff in ',
    pattern: /^Diff in (?<file>\S{1,400}\.(?:sol|cairo)):$/,
    example: 'Diff in src/Till.sol:\n1    1    |  contract Till',
  },
  {
    tool: 'dart-format',
    label: 'The Dart formatter',
    fix: 'dart format .',
    keyword: 'Changed ',
    pattern: /^Changed (?<file>\S{1,400}\.dart)$/,
    example: 'Changed lib/till.dart\nFormatted 3 files (1 changed) in 0.2 seconds.',
  },
  {
    tool: 'crystal-format',
    label: 'The Crystal formatter',
    fix: 'crystal tool format',
    keyword: 'produced changes',
    pattern: /^formatting '(?<file>\S{1,400})' produced changes$/,
    example: "formatting 'src/till.cr' produced changes",
  },
  {
    tool: 'nix-formatter',
    label: 'The Nix formatter',
    keyword: 'ormat',
    pattern: /^(?:(?<file>\S{1,400}\.nix): not formatted)$/,
    example: 'nix/till.nix: not formatted',
  },
  {
    tool: 'alejandra',
    label: 'Alejandra',
    fix: 'alejandra .',
    keyword: 'Requires formatting: ',
    pattern: /^Requires formatting: (?<file>\S{1,400})$/,
    example: 'Requires formatting: ./till.nix',
  },
  {
    tool: 'mix-format',
    label: 'The Elixir formatter',
    fix: 'mix format',
    keyword: '  * ',
    pattern: /^\s{2}\* (?<file>\S{1,400}\.(?:exs?|eex|heex))$/,
    beside: 'mix format failed',
    example:
      '** (Mix) mix format failed due to --check-formatted.\nThe following files are not formatted:\n\n  * lib/till.ex',
  },
  {
    tool: 'spotless',
    label: 'Spotless',
    fix: 'spotlessApply',
    keyword: '    ',
    pattern: /^(?:\[ERROR\] |> )?\s{4,10}(?<file>[\w@./-]{1,400}\.\w{1,10})$/,
    beside: 'had format violations',
    example:
      '> The following files had format violations:\n      src/main/java/Till.java\n          @@ -4,3 +4,3 @@\n          -x',
  },
  {
    tool: 'scalafmt',
    label: 'Scalafmt',
    fix: 'scalafmtAll',
    keyword: "isn't formatted properly",
    pattern: /^\[(?:warn|error)\] (?<file>\S{1,400}) isn't formatted properly!$/,
    example: "[warn] /builds/shop/till/src/Till.scala isn't formatted properly!",
  },
  {
    tool: 'taplo',
    label: 'Taplo',
    fix: 'taplo fmt',
    keyword: 'not properly formatted',
    pattern: /the file is not properly formatted path="(?<file>[^"]{1,400})"/,
    example:
      'ERROR taplo:format_files: the file is not properly formatted path="/builds/shop/till/till.toml"',
  },
  {
    tool: 'pre-commit',
    label: 'A pre-commit hook',
    fix: 'pre-commit run --all-files',
    keyword: 'ing ',
    pattern: /^(?:Fixing|Rewriting|Sorting|Reordering imports in|Formatting) (?<file>\S.{0,400})$/,
    beside: 'files were modified by this hook',
    example:
      'trim trailing whitespace.....................................Failed\n- hook id: trailing-whitespace\n- exit code: 1\n- files were modified by this hook\n\nFixing docs/till.txt',
  },
  {
    tool: 'fantomas',
    label: 'Fantomas',
    fix: 'fantomas .',
    keyword: ' needs formatting',
    pattern: /^(?<file>\S{1,400}\.fsx?i?) needs formatting$/,
    example: 'src/Till.fs needs formatting',
  },
  {
    tool: 'csharpier',
    label: 'CSharpier',
    fix: 'csharpier .',
    keyword: 'Was not formatted',
    pattern: /^(?:Error|Warning) (?<file>\S.{0,400}?) - Was not formatted\.$/,
    example: 'Error ./src/Till.cs - Was not formatted.',
  },
  {
    tool: 'cmake-format',
    label: 'cmake-format',
    fix: 'cmake-format -i',
    keyword: 'Check failed: ',
    pattern: /^ERROR __main__\.py:\d{1,6}: Check failed: (?<file>\S{1,400})$/,
    example: 'ERROR __main__.py:618: Check failed: CMakeLists.txt',
  },
  {
    tool: 'gersemi',
    label: 'gersemi',
    fix: 'gersemi -i .',
    keyword: ' would be reformatted',
    pattern: /^(?<file>\S{1,400}(?:CMakeLists\.txt|\.cmake)) would be reformatted$/,
    example: '/builds/shop/till/CMakeLists.txt would be reformatted',
  },
  {
    tool: 'mdformat',
    label: 'mdformat',
    fix: 'mdformat .',
    keyword: ' is not formatted',
    pattern: /^(?:Error: )?File "(?<file>[^"]{1,400})" is not formatted\.$/,
    example: 'Error: File "docs/till.md" is not formatted.',
  },
  {
    tool: 'ocamlformat',
    label: 'ocamlformat',
    fix: 'dune fmt',
    keyword: 'was not already formatted',
    pattern: /^ocamlformat: "(?<file>[^"]{1,400})" was not already formatted$/,
    example: 'ocamlformat: "src/till.ml" was not already formatted',
  },
  {
    tool: 'autoflake',
    label: 'autoflake',
    fix: 'autoflake -i',
    keyword: 'variables detected',
    pattern: /^(?<file>\S{1,400}\.py): Unused imports\/variables detected$/,
    example: 'till/money.py: Unused imports/variables detected',
  },
  {
    tool: 'cljfmt',
    label: 'cljfmt',
    fix: 'cljfmt fix',
    keyword: 'has incorrect formatting',
    pattern: /^(?<file>\S{1,400}\.clj[cs]?) has incorrect formatting$/,
    example: 'src/till.clj has incorrect formatting',
  },
  {
    tool: 'composer-normalize',
    label: 'composer normalize',
    fix: 'composer normalize',
    keyword: 'is not normalized',
    pattern: /^(?<file>\S{1,400}composer\.json) is not normalized\.$/,
    example: './composer.json is not normalized.',
  },
  {
    tool: 'erlfmt',
    label: 'erlfmt',
    fix: 'erlfmt -w',
    keyword: '[warn] ',
    pattern: /^\[warn\] (?<file>\S{1,400}\.(?:erl|hrl|app|config))$/,
    example: '[warn] src/till.erl\n[warn] Code style issues found in the above file(s).',
  },
];
