import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { DeliveryReader, HeaderSource, HookSecrets } from '@/lib/ports/delivery-reader';

const clockSlackSeconds = 5 * 60;
const mostSignatures = 10;

/** See `DeliveryReader.precheck`. Every credential that is presented has to be right. */
export const precheckDelivery: DeliveryReader['precheck'] = (headers, secrets) => {
  const token = headers.get('x-gitlab-token');
  const isSigned = headers.get('webhook-signature') !== null;
  if (token === null) return isSigned ? { kind: 'signed', hasToken: false } : { kind: 'refused' };
  if (!isOneOf(token, secrets.tokens)) return { kind: 'refused' };
  return isSigned ? { kind: 'signed', hasToken: true } : { kind: 'token' };
};

/** See `DeliveryReader.isSigned`: the Standard Webhooks form, over the raw bytes. */
export function isSignedDelivery(
  headers: HeaderSource,
  body: Uint8Array,
  secrets: HookSecrets,
  now: Date,
): boolean {
  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp');
  const signatures = headers.get('webhook-signature');
  if (id === null || timestamp === null || signatures === null) return false;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > clockSlackSeconds) return false;
  const expected = secrets.signingTokens
    .flatMap(signingKeys)
    .map((key) => createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64'));
  const presented = signatures
    .split(' ', mostSignatures)
    .flatMap((signature) => (signature.startsWith('v1,') ? [signature.slice(3)] : []));
  return presented.filter((signature) => isOneOf(signature, expected)).length > 0;
}

// `whsec_` announces a key in base64; a signer that takes the text as it stands signs with the same secret.
function signingKeys(token: string): Buffer[] {
  const text = Buffer.from(token, 'utf8');
  return token.startsWith('whsec_') ? [Buffer.from(token.slice(6), 'base64'), text] : [text];
}

/** Compares digests, so that neither time nor length says anything of the secret; looks at every candidate. */
function isOneOf(presented: string, candidates: readonly string[]): boolean {
  const digest = sha256(presented);
  let found = false;
  for (const candidate of candidates) {
    if (candidate !== '' && timingSafeEqual(digest, sha256(candidate))) found = true;
  }
  return found;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
