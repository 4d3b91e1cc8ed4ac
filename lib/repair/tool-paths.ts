/** What a patch of a tool may touch, as predicates over paths relative to the repository's root. */

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

const CONFIGURATION = [
  /\.config\.[cm]?[jt]s$/,
  /^\.[\w-]+rc(\.[\w.]+)?$/,
  /^\.(eslintignore|prettierignore|stylelintignore|editorconfig|gitignore|gitattributes|npmrc|gitlab-ci\.yml)$/,
  /^(package|package-lock|npm-shrinkwrap|composer|biome)\.jsonc?$/,
  /^[tj]sconfig[\w.-]*\.json$/,
];

/** True for a file that steers tools or the package manager rather than being source itself. */
export function isToolConfiguration(path: string): boolean {
  return CONFIGURATION.some((pattern) => pattern.test(baseName(path)));
}

const THIRD_PARTY = /(^|\/)(node_modules|vendor|bower_components|third_party|dist|\.git)\//;

/** Source files with one of these extensions (no dot), configuration and third-party folders left out. */
export function sourcesWith(...extensions: readonly string[]): (path: string) => boolean {
  const wanted = new Set(extensions);
  return (path) => {
    const name = baseName(path);
    const dot = name.lastIndexOf('.');
    return (
      dot > 0 &&
      wanted.has(name.slice(dot + 1).toLowerCase()) &&
      !isToolConfiguration(path) &&
      !THIRD_PARTY.test(path)
    );
  };
}

/** Files of exactly these names, in any folder that is not third-party. */
export function filesNamed(...names: readonly string[]): (path: string) => boolean {
  const wanted = new Set(names);
  return (path) => wanted.has(baseName(path)) && !THIRD_PARTY.test(path);
}
