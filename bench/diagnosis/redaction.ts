import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { redact } from '@/lib/log/redact/redact';
import { ciLines } from '@/lib/log/redact/testing/ci-lines';

import { type KnownSecret, readNoseyparker, readSecretlint } from './redaction-findings';

export interface Share {
  readonly gone: number;
  readonly total: number;
  /** Where it fell short, for the reader of the report. */
  readonly missed: readonly string[];
}
export interface Changed {
  readonly changed: number;
  readonly lines: number;
  readonly examples: readonly string[];
}
export interface RedactionScore {
  readonly secretlint: Share;
  readonly noseyparker: Share;
  readonly cleanFiles: Changed;
  readonly evidenceLines: Changed;
  readonly ownLines: { readonly gone: number; readonly kinds: number; readonly missed: readonly string[] };
}

/**
 * What the redactor takes out and what it should have left, on the unpacked reference data. A secret counts as gone when no
 * run of eight of its characters (of half of them, if it is shorter) is left.
 */
export async function scoreRedaction(dataDir: string): Promise<RedactionScore> {
  const secrets = path.join(dataDir, 'secrets');
  const secretlint = await readSecretlint(path.join(secrets, 'secretlint+secretlint'));
  const noseyparker = await readNoseyparker(path.join(secrets, 'praetorian-inc+noseyparker'));
  const missed = ciLines.filter(({ text, gone }) => {
    const redacted = redact(text);
    return gone.some((secret) => !isGone(secret, text, redacted));
  });
  return {
    secretlint: share(secretlint.secrets),
    noseyparker: share(noseyparker),
    cleanFiles: changed(secretlint.clean.flatMap(({ text }) => linesAfter(text))),
    evidenceLines: changed((await evidenceTexts(path.join(dataDir, 'logchunks-dev'))).flatMap(linesAfter)),
    ownLines: {
      gone: ciLines.length - missed.length,
      kinds: ciLines.length,
      missed: missed.map(({ what }) => what),
    },
  };
}

function share(secrets: readonly KnownSecret[]): Share {
  const missed = secrets.filter(({ text, secrets: parts }) => {
    const redacted = redact(text);
    return parts.some((secret) => !isGone(secret, text, redacted));
  });
  return {
    gone: secrets.length - missed.length,
    total: secrets.length,
    missed: missed.map(
      ({ source, text, secrets: [first] }) => `${source}: ${first ?? ''} in ${text.slice(0, 300)}`,
    ),
  };
}

/** Whether nothing recognisable of the secret is left, beyond what the rest of the text holds anyway. */
function isGone(secret: string, text: string, redacted: string): boolean {
  const size = Math.min(8, Math.max(1, Math.ceil(secret.length / 2)));
  // A password that is a word stands elsewhere as one too.
  const isWord = /^[a-z]{1,12}$/i.test(secret);
  const rest = isWord ? text.replace(secret, '\u0000') : text.replaceAll(secret, '\u0000');
  const left = redacted.replace(/\[redacted:[a-z-]{1,40}(?::\d+)?\]/g, '\u0000');
  for (let at = 0; at + size <= secret.length; at += 1) {
    const part = secret.slice(at, at + size);
    if (left.includes(part) && left.split(part).length > rest.split(part).length) return false;
  }
  return true;
}

function linesAfter(text: string): readonly (readonly [string, string])[] {
  const before = text.split('\n');
  const after = redact(text).split('\n');
  return before.map((line, index) => [line, after[index] ?? ''] as const);
}

function changed(lines: readonly (readonly [string, string])[]): Changed {
  const different = lines.filter(([before, after]) => before !== after);
  return {
    changed: different.length,
    lines: lines.length,
    examples: different.map(([before, after]) => `${before.slice(0, 200)} -> ${after.slice(0, 200)}`),
  };
}

const chunkCase = z.object({
  log: z.string(),
  gold: z.array(z.object({ start: z.number(), end: z.number() })).default([]),
});

/** The lines that people marked as the reason of a failure: what a redactor must leave readable. */
async function evidenceTexts(folder: string): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const line of (await readFile(path.join(folder, 'cases.jsonl'), 'utf8')).split('\n')) {
    if (line.trim() === '') continue;
    const { log, gold } = chunkCase.parse(JSON.parse(line));
    // As the redactor is given them: without colours, whose loss is not its doing.
    const lines = (await readFile(path.join(folder, log), 'utf8')).split('\n');
    for (const { start, end } of gold) texts.push(lines.slice(start - 1, end).join('\n'));
  }
  return texts;
}
