import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { env, type SecretKey } from '@/lib/env';

/** A sealed text cannot be opened: other keys, another place, or somebody changed it. Never says what was in it. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/**
 * Encrypts a text for one place in the database (AES-256-GCM): `place` names table, column and row, and what is
 * sealed for one place does not open in another. The first key of the settings seals, all of them open, each found
 * by its name, so that keys can be rotated.
 */
export function seal(plaintext: string, place: string): string {
  return sealWith(env().secretKeys, plaintext, place);
}

/** The text that was sealed for this place. Throws `SealError`. */
export function open(sealed: string, place: string): string {
  return openWith(env().secretKeys, sealed, place);
}

/** Where a sealed text lies, e.g. `placeOf('Connection', 'accessToken', id)`. */
export function placeOf(table: string, column: string, rowId: string): string {
  return `${table}.${column}:${rowId}`;
}

export function sealWith(
  keys: readonly [SecretKey, ...SecretKey[]],
  plaintext: string,
  place: string,
): string {
  const { id, key } = keys[0];
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(`${id}\0${place}`));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${id}.${iv.toString('base64url')}.${body.toString('base64url')}`;
}

export function openWith(keys: readonly SecretKey[], sealed: string, place: string): string {
  const [id = '', iv = '', text = ''] = sealed.split('.');
  const found = keys.find((key) => key.id === id);
  if (!found) throw new SealError(`The key ${id.slice(0, 32)} is not among the keys of the settings.`);
  const body = Buffer.from(text, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', found.key, Buffer.from(iv, 'base64url'))
      .setAAD(Buffer.from(`${id}\0${place}`))
      .setAuthTag(body.subarray(-16));
    return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch {
    // OpenSSL's own words say nothing that helps and must not become a clue.
    throw new SealError('A sealed text does not open with its key.');
  }
}
