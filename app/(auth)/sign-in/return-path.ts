/** Where to go after signing in: a path of our own, never an address of somebody else's. The start page is the failures. */
export function returnPath(asked: string | string[] | undefined): string {
  if (typeof asked !== 'string' || asked.length > 500) return '/failures';
  const base = 'http://own.invalid';
  if (!asked.startsWith('/') || !URL.canParse(asked, base)) return '/failures';
  const url = new URL(asked, base);
  if (
    url.origin !== base ||
    url.pathname.startsWith('//') ||
    url.pathname === '/' ||
    url.pathname.startsWith('/sign-in')
  )
    return '/failures';
  return url.pathname + url.search + url.hash;
}
