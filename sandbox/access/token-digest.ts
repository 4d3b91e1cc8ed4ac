import { createHash, randomBytes } from 'node:crypto';

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A fresh secret of 256 bits, behind an optional prefix. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}
