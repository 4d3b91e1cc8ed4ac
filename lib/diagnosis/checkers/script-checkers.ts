import { always, checker, type KnownChecker } from './known-checker';

/** Linters of scripting languages that print one finding a line. */
export const scriptCheckers: readonly KnownChecker[] = [
  checker('bandit', 'Bandit', 'till/money.py:4: B105[bandit]: LOW: Possible hardcoded password', {
    file: /\.py$/,
    code: /^B\d{3}(?:\[bandit\])?$/,
    ...always,
  }),
  checker('cljkondo', 'clj-kondo', 'src/till.clj:4:2: warning: unused binding coin', {
    programs: ['clj-kondo'],
    file: /\.clj[cs]?$/,
    message:
      /^(?:unused (?:binding|namespace|import|private)|Unresolved |unresolved |Missing (?:else|docstring)|Redundant )/,
    ...always,
  }),
  checker('coffeelint', 'CoffeeLint', 'src/till.coffee:4:2: Line exceeds maximum allowed length', {
    file: /\.(?:lit)?coffee$/,
  }),
  checker('eastwood', 'Eastwood', 'src/till.clj:4:2: unused-ret-vals: Pure function call is discarded', {
    code: /^(?:unused-[\w-]+|suspicious-[\w-]+|deprecations|def-in-def|wrong-arity|bad-arglists|reflection|constant-test|local-shadows-var)$/,
    file: /\.clj[cs]?$/,
    ...always,
  }),
  checker('oxlint', 'Oxlint', 'src/till.js:4:2: eslint(no-coin): No coin', {
    code: /^(?:eslint|typescript(?:-eslint)?|oxc|unicorn|react|import|jsdoc|jest|n|promise|nextjs)(?:-plugin-[\w-]{1,30})?\([\w-]{2,60}\)$/,
  }),
  checker('jshint', 'JSHint', 'src/till.js: line 4, col 2, Missing semicolon. (W033)', {
    file: /\.[cm]?jsx?$/,
    code: /^[WEI]\d{3}$/,
    ...always,
  }),
  checker('lintr', 'lintr', 'R/till.R:4:2: style: [object_name_linter] Variable names should be snake_case', {
    programs: ['lintr::lint', 'lintr::lint_package', 'lintr::lint_dir'],
    code: /_linter$/,
    ...always,
  }),
  checker('luacheck', 'Luacheck', 'src/till.lua:4:2: (W611) line contains only whitespace', {
    file: /\.(?:lua|rockspec)$/,
    message:
      /^(?:unused |line (?:is too long|contains)|setting |accessing |mutating |trailing whitespace|shadowing |value assigned|variable |empty |inconsistent indentation)/,
    ...always,
  }),
  checker('shellcheck', 'ShellCheck', 'till.sh:4:2: note: Double quote to prevent globbing [SC2086]', {
    code: /^SC\d{4}$/,
    ...always,
  }),
  checker('tslint', 'TSLint', 'ERROR: src/till.ts[4, 2]: \' should be "', {
    file: /\.tsx?$/,
    message:
      /^(?:' should be "|" should be '|missing semicolon|Missing semicolon|forbidden|Calls to 'console)/i,
    ...always,
  }),
  checker('vint', 'Vint', 'plugin/till.vim:4:2: Use the full option name (see :help option-summary)', {
    file: /\.vim$/,
    ...always,
  }),
  checker('vulture', 'Vulture', "till/money.py:4: unused function 'add' (60% confidence)", {
    message: /^(?:unused|unreachable|unsatisfiable) .{1,200}\(\d{2,3}% confidence\)/,
    ...always,
  }),
];
