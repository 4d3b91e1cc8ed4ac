import { parseBuffer } from 'editorconfig';
import picomatch from 'picomatch';
import type { Options } from 'prettier';

/** One .editorconfig: its folder ('' for the root) and its text. */
export interface EditorConfigFile {
  readonly folder: string;
  readonly text: string;
}

/** What .editorconfig files, nearest first, say of a file, as Prettier understands them. */
export function editorConfigOptions(path: string, files: readonly EditorConfigFile[]): Options {
  const properties: Record<string, string> = {};
  const parsed = files.map(({ folder, text }) => ({ folder, sections: parseBuffer(Buffer.from(text)) }));
  const last = parsed.findIndex(({ sections }) =>
    sections.some(([name, body]) => name === null && body['root']?.toLowerCase() === 'true'),
  );
  const used = last < 0 ? parsed : parsed.slice(0, last + 1);
  for (const { folder, sections } of used.toReversed()) {
    const relative = folder === '' ? path : path.slice(folder.length + 1);
    for (const [glob, body] of sections.slice(0, 500)) {
      if (glob === null || !matches(relative, glob)) continue;
      for (const [key, value] of Object.entries(body)) properties[key.toLowerCase()] = value.toLowerCase();
    }
  }
  return toPrettier(properties);
}

function matches(path: string, glob: string): boolean {
  if (glob.length > 1_000) return false;
  const pattern = glob.startsWith('/') ? glob.slice(1) : glob.includes('/') ? glob : `**/${glob}`;
  return picomatch.isMatch(path, pattern, { dot: true });
}

function toPrettier(properties: Readonly<Record<string, string>>): Options {
  const { indent_style: style, indent_size: size, tab_width: tab } = properties;
  const { end_of_line: end, max_line_length: width, quote_type: quote } = properties;
  const tabWidth = wholeNumber(size) ?? wholeNumber(tab);
  const printWidth = width === 'off' ? Number.POSITIVE_INFINITY : wholeNumber(width);
  return {
    ...(style === 'tab' || size === 'tab' ? { useTabs: true } : style === 'space' ? { useTabs: false } : {}),
    ...(tabWidth === null ? {} : { tabWidth }),
    ...(printWidth === null ? {} : { printWidth }),
    ...(quote === 'single' ? { singleQuote: true } : quote === 'double' ? { singleQuote: false } : {}),
    ...(end === 'lf' || end === 'crlf' || end === 'cr' ? { endOfLine: end } : {}),
  };
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : null;
}
