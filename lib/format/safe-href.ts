/**
 * An address that may become a link: absolute, http or https, without credentials in it. Null for all else,
 * such as `javascript:` or a relative path. It says nothing about whom the address belongs to.
 */
export function safeHref(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return url.username || url.password ? null : url.href;
}
