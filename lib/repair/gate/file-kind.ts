/** What a path tells of a file, by its name alone. */

const TEST_FOLDER = /(^|\/)(__tests__|tests?|specs?|e2e|cypress|testing|it|integration[-_]tests?)\//i;
const TEST_NAME =
  /(^|\/)(test_[^/]*\.py|conftest\.py|[^/]*[._-](test|tests|spec|specs|cy|e2e)\.[a-z]+|[^/]*_(test|spec)\.[a-z]+|[^/]*(Test|Tests|TestCase|Spec|IT)\.(java|kt|kts|groovy|scala|cs|php|swift|fs|vb))$/;
const EXPECTED =
  /\.(snap|ambr|golden|approved\.[a-z]+|snapshot)$|(^|\/)(__snapshots__|snapshots|goldens?|approvals)\//i;

export function isTestFile(path: string): boolean {
  return TEST_NAME.test(path) || (TEST_FOLDER.test(path) && !isDocument(path)) || isExpectedOutput(path);
}

/** A recorded output that tests compare with. */
export function isExpectedOutput(path: string): boolean {
  return EXPECTED.test(path);
}

export function isDocument(path: string): boolean {
  return /\.(md|mdx|markdown|rst|adoc|txt|org)$/i.test(path);
}

export type Language =
  | 'python'
  | 'ruby'
  | 'go'
  | 'rust'
  | 'jvm'
  | 'dotnet'
  | 'php'
  | 'c'
  | 'swift'
  | 'shell'
  | 'markup'
  | 'settings';

const LANGUAGES: readonly (readonly [RegExp, Language])[] = [
  [/\.(py|pyi|ipynb)$/i, 'python'],
  [/\.(rb|rake|gemspec)$|(^|\/)(gemfile|rakefile)$/i, 'ruby'],
  [/\.go$/i, 'go'],
  [/\.rs$/i, 'rust'],
  [/\.(java|kts?|groovy|scala|gradle)$/i, 'jvm'],
  [/\.(cs|fs|vb)$/i, 'dotnet'],
  [/\.(php|phtml)$/i, 'php'],
  [/\.(c|h|cc|cpp|cxx|hpp|hh|m|mm|ino)$/i, 'c'],
  [/\.(swift|dart)$/i, 'swift'],
  [
    /\.(sh|bash|zsh|ksh|fish|ps1|psm1|bat|cmd|mk|make)$|(^|\/)(makefile|dockerfile[^/]*|containerfile|justfile|procfile)$/i,
    'shell',
  ],
  [/\.(vue|svelte|astro|html?|hbs|ejs|erb|jinja2?|twig)$/i, 'markup'],
  [/\.(json[c5]?|ya?ml|toml|ini|cfg|conf|properties|xml|env)$|(^|\/)\.[\w-]+rc$/i, 'settings'],
];

/** The language whose patterns fit; null for scripts (they have a parser) and for what we know nothing of. */
export function languageOf(path: string): Language | null {
  return LANGUAGES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
