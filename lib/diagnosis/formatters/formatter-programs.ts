/** Formatters by the program that a command calls, where their whole output is a diff or the names of files. */
const programs = new Map([
  ['autopep8', 'autopep8'],
  ['black', 'Black'],
  ['buf', 'Buf'],
  ['buildifier', 'Buildifier'],
  ['clang-format', 'clang-format'],
  ['cljfmt', 'cljfmt'],
  ['djlint', 'djLint'],
  ['docformatter', 'docformatter'],
  ['fourmolu', 'Fourmolu'],
  ['git-clang-format', 'clang-format'],
  ['google-java-format', 'google-java-format'],
  ['isort', 'isort'],
  ['ktfmt', 'ktfmt'],
  ['nixfmt', 'nixfmt'],
  ['ormolu', 'Ormolu'],
  ['rufo', 'Rufo'],
  ['scalafmt', 'Scalafmt'],
  ['shfmt', 'shfmt'],
  ['swift-format', 'swift-format'],
  ['terraform', 'terraform fmt'],
  ['terragrunt', 'terragrunt'],
  ['tofu', 'tofu fmt'],
  ['yapf', 'YAPF'],
  ['zig', 'zig fmt'],
]);
/** Programs that do other things too, unless their next word says so. */
const formats = /^(?:fmt|format|hclfmt)$/;
const doesMore = new Set(['buf', 'terraform', 'terragrunt', 'tofu', 'zig']);

/** The formatter that a shell command calls to see what it would change; null when it calls none that is known. */
export function formatterOfCommand(
  command: string | null,
): { readonly tool: string; readonly label: string } | null {
  const words = (command ?? '').slice(0, 500).split(/[\s;&|()"'=$]+/);
  for (const [index, word] of words.entries()) {
    const tool = word.slice(word.lastIndexOf('/') + 1);
    const label = programs.get(tool);
    if (label === undefined) continue;
    if (doesMore.has(tool) && !words.slice(index + 1, index + 4).some((next) => formats.test(next))) continue;
    return { tool, label };
  }
  return null;
}
