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
  checker(
    'eslint',
    'ESLint',
    "::error file=src/till.js,line=4,col=2,title=no-undef::'coin' is not defined.",
    {
      file: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
      code: /^(?:@typescript-eslint|@next\/next|@angular-eslint|@stylistic|react|react-hooks|react-refresh|vue|svelte|astro|import|jsx-a11y|n|node|promise|unicorn|jest|vitest|prettier|security|sonarjs|jsdoc|simple-import-sort)\/[\w-]{2,60}$|^(?:no-(?:undef|unused-vars|console|debugger|var|empty|eval|shadow|alert|unreachable|redeclare|prototype-builtins|useless-escape|case-declarations|cond-assign|constant-condition|dupe-keys|extra-semi|fallthrough|multi-spaces|multiple-empty-lines|trailing-spaces|restricted-\w+|async-promise-executor|control-regex|undef-init|use-before-define)|semi|quotes|eqeqeq|prefer-const|indent|curly|camelcase|comma-dangle|object-curly-spacing|arrow-parens|max-len|eol-last|space-before-function-paren|keyword-spacing|linebreak-style)$/,
    },
  ),
  checker(
    'biome',
    'Biome',
    '::error title=lint/style/useConst,file=src/till.ts,line=4,col=2::This let declares a variable.',
    {
      code: /^(?:lint|assist|suppressions)\/\w{2,40}(?:\/\w{2,60})?$/,
    },
  ),
  checker(
    'ruff',
    'Ruff',
    '::error title=Ruff (F401),file=till/money.py,line=4,col=2::till/money.py:4:2: F401 coin',
    {
      file: /\.(?:pyi?|ipynb)$/,
      code: /^(?:Ruff(?: \([A-Z]{1,5}\d{2,4}\))?|ruff)$/,
      ...always,
    },
  ),
  checker('flake8', 'flake8', 'till/money.py:4: [F401] coin is never used', {
    file: /\.pyi?$/,
    code: /^(?:[EWFCN]\d{3}|[A-Z]{2,4}\d{2,4})$/,
    ...always,
  }),
  checker('pylint', 'Pylint', 'till/money.py:4:2: [W0611] coin is never used', {
    file: /\.pyi?$/,
    code: /^[CRWEFI]\d{4}$/,
    ...always,
  }),
  checker('pyflakes', 'Pyflakes', "till/money.py:4:2: 'coin' imported but unused", {
    file: /\.pyi?$/,
    message:
      /^(?:'[\w., ]{1,200}' imported but unused|undefined name '|local variable '\w{1,80}' is assigned to but never used|redefinition of unused '|f-string is missing placeholders|import '\w{1,80}' from line)/,
    ...always,
  }),
  checker('selene', 'Selene', 'src/till.lua:4:2: error[undefined_variable]: `coin` is not defined', {
    file: /\.luau?$/,
    code: /^(?:[a-z]+_)+[a-z]+$/,
  }),
];
