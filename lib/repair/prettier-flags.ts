/** Flags of Prettier's command line that decide how it formats. */
export const prettierStyleFlags = {
  '--arrow-parens': 'value',
  '--bracket-same-line': 'alone',
  '--end-of-line': 'value',
  '--html-whitespace-sensitivity': 'value',
  '--jsx-single-quote': 'alone',
  '--no-bracket-spacing': 'alone',
  '--no-config': 'alone',
  '--no-editorconfig': 'alone',
  '--no-semi': 'alone',
  '--object-wrap': 'value',
  '--parser': 'value',
  '--print-width': 'value',
  '--prose-wrap': 'value',
  '--quote-props': 'value',
  '--single-attribute-per-line': 'alone',
  '--single-quote': 'alone',
  '--tab-width': 'value',
  '--trailing-comma': 'value',
  '--use-tabs': 'alone',
} as const;

/** Flags that choose files or how Prettier reports; the text it writes is the same without them. */
const WITHOUT_EFFECT =
  /^(-[cluw]|--(check|list-different|write|ignore-unknown|ignore-path|no-error-on-unmatched-pattern|cache|cache-location|cache-strategy|log-?level|color|no-color|with-node-modules|no))$/;

/** True for a command line that calls Prettier with a flag that is not certain to leave the formatting alone. */
export function hasPrettierSettings(command: string): boolean {
  const words = command.slice(0, 2_000).split(/\s+/);
  const at = words.findIndex((word) => /(^|\/)prettier$/.test(word));
  if (at < 0) return false;
  const flags = words.slice(at + 1).filter((word) => word.startsWith('-'));
  return flags.some((word) => !WITHOUT_EFFECT.test(word.split('=')[0] ?? ''));
}
