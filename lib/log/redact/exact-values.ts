import { KeywordIndex } from '../keyword-index';
import type { FoundSecret } from './find-secrets';
import { KeywordHits } from './keyword-hits';

/** Shorter values stand in too many places that have nothing to do with the variable. */
const MIN_LENGTH = 4;
const MAX_KEY = 16;

/** Finds exact values (of CI variables) in the forms in which they get into logs: plain, encoded, escaped. */
export class ExactValues {
  /** By keyword of the index: the forms that hold it, longest first, and where in them it stands. */
  readonly #forms: { readonly form: string; readonly at: number }[][] = [];
  readonly #index: KeywordIndex | null;
  readonly #hits = new KeywordHits();
  /** What has nothing in ASCII to look for. */
  readonly #others: readonly string[];

  constructor(values: readonly string[]) {
    const keys = new Map<string, { form: string; at: number }[]>();
    const others: string[] = [];
    for (const form of formsOf(values)) {
      const key = longestAscii(form);
      if (key.text.length < 2) others.push(form);
      else keys.set(key.text, [...(keys.get(key.text) ?? []), { form, at: key.at }]);
    }
    this.#others = others;
    for (const forms of keys.values()) this.#forms.push(forms.sort((a, b) => b.form.length - a.form.length));
    this.#index = keys.size === 0 ? null : new KeywordIndex([...keys.keys()], { foldCase: true });
  }

  find(line: string): FoundSecret[] {
    const found: FoundSecret[] = [];
    if (this.#index !== null) {
      this.#hits.collect(this.#index, line);
      for (let index = 0; index < this.#hits.length; index += 1) {
        const id = this.#hits.ids[index] ?? 0;
        const start = this.#hits.starts[index] ?? 0;
        for (const { form, at } of this.#forms[id] ?? []) {
          if (start < at || !line.startsWith(form, start - at)) continue;
          found.push({ from: start - at, to: start - at + form.length, kind: 'variable' });
          break;
        }
      }
    }
    for (const form of this.#others) {
      for (let at = line.indexOf(form); at >= 0; at = line.indexOf(form, at + form.length))
        found.push({ from: at, to: at + form.length, kind: 'variable' });
    }
    return found;
  }
}

function formsOf(values: readonly string[]): ReadonlySet<string> {
  const forms = new Set<string>();
  for (const value of values) {
    // A value of several lines is printed on several lines.
    for (const part of [value.trim(), ...value.split(/\r?\n/).map((line) => line.trim())]) {
      if (part.length < MIN_LENGTH || part.includes('\n')) continue;
      forms.add(part);
      // Through UTF-8, since half a surrogate pair cannot be percent-encoded.
      const bytes = Buffer.from(part, 'utf8');
      const text = bytes.toString('utf8');
      const json = JSON.stringify(part).slice(1, -1);
      forms.add(json).add(JSON.stringify(json).slice(1, -1));
      forms.add(part.replaceAll("'", String.raw`'\''`));
      forms.add(part.replace(/[^\w@%+=:,./-]/g, String.raw`\$&`));
      forms.add(part.replace(/["$`\\]/g, String.raw`\$&`));
      forms.add(
        part
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replaceAll('>', '&gt;')
          .replaceAll('"', '&quot;'),
      );
      forms
        .add(encodeURIComponent(text))
        .add(encodeURI(text))
        .add(encodeURIComponent(text).replaceAll('%20', '+'));
      forms.add(encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()));
      if (part.length >= 8) for (const encoded of base64Forms(bytes)) forms.add(encoded);
    }
  }
  return forms;
}

/** What base64 makes of it, alone or within something longer: the characters that what stands around it does not change. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64');
    const from = Math.ceil((8 * lead) / 6);
    const sure = encoded.slice(from, Math.floor((8 * (lead + bytes.length)) / 6));
    return [encoded.slice(lead === 0 ? 0 : from).replace(/=+$/, ''), sure].flatMap((form) => [
      form,
      form.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
  });
}

function longestAscii(form: string): { readonly text: string; readonly at: number } {
  let best = { text: '', at: 0 };
  for (const match of form.matchAll(/[!-~ ]{1,16}/g)) {
    if (match[0].length > best.text.length) best = { text: match[0].slice(0, MAX_KEY), at: match.index };
  }
  return { text: best.text.toLowerCase(), at: best.at };
}
