import type { Options } from 'prettier';
import { z } from 'zod';

/** Prettier's options as a configuration file may give them, `plugins` and everything that is not an option of 3.x left out. */
export const prettierOptions = z
  .object({
    arrowParens: z.enum(['always', 'avoid']),
    bracketSameLine: z.boolean(),
    bracketSpacing: z.boolean(),
    checkIgnorePragma: z.boolean(),
    embeddedLanguageFormatting: z.enum(['auto', 'off']),
    endOfLine: z.enum(['auto', 'lf', 'crlf', 'cr']),
    experimentalOperatorPosition: z.enum(['start', 'end']),
    experimentalTernaries: z.boolean(),
    htmlWhitespaceSensitivity: z.enum(['css', 'strict', 'ignore']),
    insertPragma: z.boolean(),
    jsxSingleQuote: z.boolean(),
    objectWrap: z.enum(['preserve', 'collapse']),
    parser: z.string().regex(/^[a-z][a-z0-9-]*$/),
    printWidth: z.number().int().min(0).max(10_000),
    proseWrap: z.enum(['always', 'never', 'preserve']),
    quoteProps: z.enum(['as-needed', 'consistent', 'preserve']),
    requirePragma: z.boolean(),
    semi: z.boolean(),
    singleAttributePerLine: z.boolean(),
    singleQuote: z.boolean(),
    tabWidth: z.number().int().min(0).max(100),
    trailingComma: z.enum(['none', 'es5', 'all']),
    useTabs: z.boolean(),
    vueIndentScriptAndStyle: z.boolean(),
  })
  .partial();

const patterns = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/** A whole configuration file. `plugins` is read only to see that there are none. */
export const prettierConfiguration = prettierOptions.extend({
  plugins: z.array(z.unknown()).optional(),
  overrides: z
    .array(
      z.object({
        files: patterns,
        excludeFiles: patterns.optional(),
        options: prettierOptions.extend({ plugins: z.array(z.unknown()).optional() }).optional(),
      }),
    )
    .optional(),
});
export type PrettierConfiguration = z.infer<typeof prettierConfiguration>;

/** Without the keys that are absent, as Prettier wants its options. */
export function toOptions(options: z.infer<typeof prettierOptions>): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
