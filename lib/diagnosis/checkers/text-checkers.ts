import { always, checker, type KnownChecker } from './known-checker';

/** Linters of texts, data, configuration and infrastructure that print one finding a line. */
export const textCheckers: readonly KnownChecker[] = [
  checker(
    'actionlint',
    'actionlint',
    '.github/workflows/till.yml:4:2: unexpected key "coin" [syntax-check]',
    {
      file: /\.github\/workflows\/.{1,100}\.ya?ml$/,
      message: / \[[a-z]+(?:-[a-z]+)*\]$/,
    },
  ),
  checker('alex', 'alex', 'docs/till.md:4:2-4:9: warning `boys` may be insensitive', { ...always }),
  checker('buf', 'Buf', 'till.proto:4:2:Field name "Coin" should be lower_snake_case, such as "coin".', {
    file: /\.proto$/,
    message:
      /\bshould be (?:lower|UPPER|Pascal)_?\w{0,10}|should be suffixed with|^Files with package|^Import "/,
    ...always,
  }),
  checker('protolint', 'protolint', '[till.proto:4:2] Field name "Coin" must be underscore_separated_names', {
    file: /\.proto$/,
    message:
      /must be (?:underscore|UpperCamel|CAPITALS|singular|shorter)|incorrect indentation style|^Imports are not sorted|^File name should be/,
    ...always,
  }),
  checker('checkov', 'Checkov', 'main.tf:4: CKV_AWS_20: the bucket is public', {
    code: /^CKV\d?_/,
    ...always,
  }),
  checker('chktex', 'ChkTeX', 'Warning 12 in till.tex line 4: Interword spacing should perhaps be used.', {
    file: /\.tex$/,
    ...always,
  }),
  checker('cmakelint', 'cmakelint', 'CMakeLists.txt:4: Lines should be <= 80 characters long [linelength]', {
    programs: ['cmakelint', 'cmake-lint'],
    file: /(?:CMakeLists\.txt|\.cmake)$/,
    ...always,
  }),
  checker('codespell', 'codespell', 'docs/till.md:4: teh ==> the', {
    // Many projects let it advise and no more.
    weight: 0.43,
    message: /^\S{1,60}\s{1,3}==> \S/,
    ...always,
  }),
  checker('cspell', 'CSpell', 'docs/till.md:4:2 - Unknown word (tilll)', {
    message: /^(?:Unknown|Forbidden|Misspelled) word /,
    ...always,
  }),
  checker('dotenv-linter', 'dotenv-linter', '.env:4 LowercaseKey: The coin key should be in uppercase', {
    file: /(?:^|\/)\.?[\w.-]{0,40}env(?:\.[\w.-]{1,40})?$/,
    ...always,
  }),
  checker('gitlint', 'gitlint', 'COMMIT_EDITMSG:4: B1 Line exceeds max length (81>72)', {
    code: /^(?:T[1-8]|B[1-8])$/,
    ...always,
  }),
  checker('hadolint', 'Hadolint', 'Dockerfile:4:1: warning: Pin versions in apt get install [DL3008]', {
    code: /^DL\d{4}$/,
    ...always,
  }),
  checker('misspell', 'misspell', 'docs/till.md:4:2: "teh" is a misspelling of "the"', {
    message: /is a misspelling of "/,
    ...always,
  }),
  checker('remark', 'remark', 'docs/till.md:4:2: warning Too many coins coin-count remark-lint', {
    programs: ['remark', 'remark-cli'],
    message: / remark-lint$/,
  }),
  checker('sphinx', 'Sphinx', 'docs/till.rst:4: WARNING: undefined label: coin', {
    category: 'build',
    programs: ['sphinx-build', 'sphinx-build.exe'],
    file: /\.(?:rst|py|txt)$/,
    message:
      /^(?:undefined label|unknown document|document isn't included|Unknown (?:directive|interpreted text role|target)|Title (?:under|over)line|toctree contains|Duplicate (?:explicit|implicit)|Inline \w|Bullet list ends|Block quote ends|Definition list ends|Unexpected indentation|py:\w+ reference target|image file not readable|duplicate (?:label|object))/,
    ...always,
  }),
  checker('sqlfluff', 'SQLFluff', 'sql/till.sql:4:2: LT01: Expected only single space [layout.spacing]', {
    file: /\.sql$/,
    code: /^(?:[A-Z]{2}\d{2}|L\d{3})$/,
    ...always,
  }),
  checker(
    'tflint',
    'TFLint',
    'main.tf:4:2: Warning - variable "coin" is declared but not used (terraform_unused_declarations)',
    {
      file: /\.tf(?:vars)?$/,
      code: /^(?:terraform|aws|google|azurerm|opa)_\w+$/,
      ...always,
    },
  ),
  checker('typos', 'typos', 'docs/till.md:4:2: `teh` -> `the`', {
    weight: 0.945,
    message: /^`[^`]{1,60}` (?:should be|->) `/,
    ...always,
  }),
  checker('vale', 'Vale', 'docs/till.md:4:2:Vale.Spelling:Did you really mean tilll?', {
    message: /^[A-Z][\w-]{1,30}\.[A-Z]\w{1,40}:/,
    ...always,
  }),
  checker('xmllint', 'xmllint', 'till.xml:4: parser error : Opening and ending tag mismatch', {
    file: /\.(?:xml|xsd|xsl|xslt|svg|html)$/,
    message: /^(?:parser error|parser warning|namespace error|validity error|Schemas validity|element \S+:) /,
  }),
  checker(
    'stylelint',
    'Stylelint',
    'src/till.css: line 4, col 2, error - Unexpected empty block (block-no-empty)',
    {
      file: /\.(?:css|scss|sass|less|pcss|sss)$/,
      code: /^(?:@?[\w-]{1,40}\/)?[a-z]+(?:-[a-z]+)+$/,
    },
  ),
  checker('markdownlint', 'markdownlint', 'docs/till.md:4:2: MD013: Line length [Expected: 80, Actual: 99]', {
    file: /\.(?:md|mdx|markdown)$/,
    code: /^MD\d{3}$/,
    ...always,
  }),
  checker(
    'ansible-lint',
    'ansible-lint',
    'tasks/till.yml:4: yaml[line-length]: Line too long (170 > 160 characters)',
    {
      file: /\.ya?ml$/,
      code: /^(?:(?:args|command-instead-of-(?:module|shell)|deprecated-[\w-]+|empty-string-compare|fqcn|galaxy|ignore-errors|inline-env-var|internal-error|jinja|key-order|latest|literal-compare|load-failure|loop-var-prefix|meta-[\w-]+|name|no-(?:changed-when|free-form|handler|jinja-when|log-password|prompting|relative-paths|same-owner|tabs)|only-builtins|package-latest|parser-error|partial-become|playbook-extension|risky-[\w-]+|role-name|run-once|sanity|schema|syntax-check|var-naming|yaml)(?:\[[\w-]+\])?|E\d{3}|EANSIBLE\d{4})$/,
      ...always,
    },
  ),
  checker('doc8', 'doc8', 'docs/till.rst:4: D001 Line too long', {
    file: /\.(?:rst|txt)$/,
    code: /^D00\d$/,
    ...always,
  }),
  checker('bashate', 'bashate', 'till.sh:4:2: E006 Line too long', {
    file: /\.(?:sh|bash)$/,
    code: /^[EW]\d{3}$/,
    ...always,
  }),
  checker('zizmor', 'zizmor', '.github/workflows/till.yml:4:2: error[template-injection]: no coin', {
    file: /\.github\/workflows\/.{1,100}\.ya?ml$/,
    code: /^[a-z]+(?:-[a-z]+)+$/,
  }),
  checker('robocop', 'Robocop', 'suites/till.robot:4:2 [W] 0501 Test case is too long (too-long-test-case)', {
    file: /\.(?:robot|resource)$/,
    ...always,
  }),
];
