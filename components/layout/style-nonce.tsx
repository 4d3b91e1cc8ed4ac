'use client';

declare global {
  var __webpack_nonce__: string | undefined;
}

/**
 * Lets the library that dialogs and menus use to lock scrolling add its one style under our Content-Security-Policy: it
 * looks for the nonce under this name.
 */
export function StyleNonce() {
  if (typeof document !== 'undefined') {
    globalThis.__webpack_nonce__ ??= document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  }
  return null;
}
