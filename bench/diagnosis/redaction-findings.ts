import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

/** One secret in one text, in one piece or (a key of several lines) in several: what must be gone when the text has been redacted. */
export interface KnownSecret {
  readonly source: string;
  readonly text: string;
  readonly secrets: readonly string[];
}

export interface CleanFile {
  readonly source: string;
  readonly text: string;
}

const snapshot = z.object({
  sourceContent: z.string(),
  messages: z.array(
    z.object({ ruleId: z.string(), messageId: z.string(), range: z.tuple([z.number(), z.number()]) }),
  ),
});

/** Findings of demonstration rules (a letter, a home folder, a file's name): what they point at is no secret. */
const notSecrets = new Set(['EXAMPLE_MESSAGE', 'HOMEDIR', 'FOUND_DOTENV_FILE']);

/** secretlint's snapshots: the secrets in its findings, and the texts in which it finds none. Binary inputs are left out. */
export async function readSecretlint(
  folder: string,
): Promise<{ readonly secrets: readonly KnownSecret[]; readonly clean: readonly CleanFile[] }> {
  const secrets: KnownSecret[] = [];
  const clean: CleanFile[] = [];
  for (const file of await filesBelow(folder)) {
    if (path.basename(file) !== 'output.json') continue;
    const parsed = snapshot.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (!parsed.success) continue;
    const { sourceContent: text, messages } = parsed.data;
    const source = path.relative(folder, file);
    if (messages.length === 0) clean.push({ source, text });
    for (const { ruleId, messageId, range } of messages) {
      if (notSecrets.has(messageId) || ruleId.endsWith('secret-alphabet')) continue;
      const parts = secretsOf(text, range);
      if (parts.length > 0) secrets.push({ source: `${source} ${messageId}`, text, secrets: parts });
    }
  }
  return { secrets, clean };
}

/** What of a finding's text is the secret: of an address its password, of a setting its value, of a key its lines. */
function secretsOf(text: string, [start, end]: readonly [number, number]): readonly string[] {
  const found = text.slice(start, end).trim();
  const key = /-----BEGIN[^-]{0,60}-----([\s\S]{20,})-----END/.exec(found);
  if (key?.[1] !== undefined) return key[1].split(/\\n|\n/).filter((line) => line.length > 8);
  const address = /^[a-z+:]{3,30}:\/\/(?:[^:@/\s]*:)?([^\s/]*)@/.exec(found);
  if (address?.[1] !== undefined && address[1] !== 'x-oauth-basic') return [address[1]];
  const oauth = /^https:\/\/([^:@/]+):x-oauth-basic@/.exec(found);
  if (oauth?.[1] !== undefined) return [oauth[1]];
  const settings = [...found.matchAll(/^[\w"'.\s-]{1,60}?\s?(?:=>|:=|=|:)\s?["']?([^\s"']{4,})/gm)];
  if (settings.length > 0 && !found.includes('://'))
    return settings.map((setting) => setting[1] ?? '').filter((value) => value !== '');
  // A finding that ends where the name of a setting ends points at its value.
  const value = /^=(\S+)/.exec(text.slice(end));
  if (value?.[1] !== undefined) return [value[1]];
  return /\s/.test(found) ? [] : [found.replace(/^https:\/\/(?:[^/]{1,60}\/)?/, '')];
}

const ruleFile = z.object({
  rules: z.array(
    z.object({
      id: z.string(),
      pattern: z.string(),
      categories: z.array(z.string()).default([]),
      examples: z.array(z.string()).default([]),
    }),
  ),
});

/**
 * noseyparker's rule examples; the secret is the last thing that the rule itself takes out of the example. Rules for what names
 * something (a bucket, a resource, a client) and opens nothing are left out, and so are variables in the place of a secret.
 */
export async function readNoseyparker(folder: string): Promise<readonly KnownSecret[]> {
  const secrets: KnownSecret[] = [];
  for (const file of await filesBelow(folder)) {
    if (!file.endsWith('.yml')) continue;
    const parsed = ruleFile.safeParse(parse(await readFile(file, 'utf8')));
    if (!parsed.success) continue;
    for (const rule of parsed.data.rules) {
      if (!rule.categories.includes('secret')) continue;
      const pattern = toRegExp(rule.pattern);
      for (const text of rule.examples) {
        const match = pattern.exec(text);
        const groups: readonly (string | undefined)[] = match === null ? [] : [...match];
        // Of an address the group before the `@`, of a webhook its path; else the last thing that the rule takes out.
        const password = groups.slice(1).find((group) => group && text.includes(`:${group}@`));
        const secret = (password ?? groups.findLast((group) => group))?.replace(
          /^https?:\/\/[^/]{1,100}\//,
          '',
        );
        if (secret === undefined || secret === '' || isReference(secret)) continue;
        secrets.push({ source: rule.id, text, secrets: [secret] });
      }
    }
  }
  return secrets;
}

/** A variable or a template in the place of a secret. */
function isReference(text: string): boolean {
  return /^["']?[$#%]/.test(text);
}

/** A pattern in Rust's syntax, near enough to find the same place: free spacing taken out, local `i` made global. */
function toRegExp(pattern: string): RegExp {
  const free = /\(\?[a-z]*x[a-z]*\)/.test(pattern);
  let flags = /\(\?[a-wyz]*i/.test(pattern) ? 'i' : '';
  if (/\(\?[a-z]*s[a-z]*\)/.test(pattern)) flags += 's';
  if (/\(\?[a-z]*m[a-z]*\)/.test(pattern)) flags += 'm';
  let source = pattern
    .replace(/\(\?#[^)]*\)/g, '')
    .replace(/\(\?[a-z]+\)/g, '')
    .replace(/\(\?[a-z]+:/g, '(?:');
  if (free) {
    source = source.replace(/\\.|\[(?:\^?\]?(?:\\.|[^\]\\])*)\]|\s+|#[^\n]*/g, (part) =>
      /^[\s#]/.test(part) ? '' : part,
    );
  }
  source = source.replace(/\\[zZ]/g, '$').replace(/\\A/g, '^');
  return new RegExp(source.trim(), flags);
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
