import { invalidParameter } from './api-error';
import type { ApiContext } from './context';

const DEFAULT_PER_PAGE = 20;
const MAX_PER_PAGE = 100;
/** GitLab leaves `X-Total`, `X-Total-Pages` and `rel="last"` out above this. */
const COUNTED_UP_TO = 10_000;

/** One page by offset (`page`, `per_page`), with GitLab's headers set on the answer. */
export function paginate<T>(c: ApiContext, items: readonly T[]): T[] {
  const perPage = Math.min(positive(c, 'per_page', DEFAULT_PER_PAGE), MAX_PER_PAGE);
  const page = positive(c, 'page', 1);
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const counted = items.length <= COUNTED_UP_TO;
  c.header('X-Page', String(page));
  c.header('X-Per-Page', String(perPage));
  c.header('X-Prev-Page', page > 1 ? String(page - 1) : '');
  c.header('X-Next-Page', page < pages ? String(page + 1) : '');
  if (counted) {
    c.header('X-Total', String(items.length));
    c.header('X-Total-Pages', String(pages));
  }
  const links = [
    page > 1 ? link(c, { page: String(page - 1) }, 'prev') : null,
    page < pages ? link(c, { page: String(page + 1) }, 'next') : null,
    link(c, { page: '1' }, 'first'),
    counted ? link(c, { page: String(pages) }, 'last') : null,
  ];
  c.header('Link', links.filter((one) => one !== null).join(', '));
  return items.slice((page - 1) * perPage, page * perPage);
}

/**
 * One page by keyset. `cursorName` is the parameter that carries the last item's key of the page before
 * (`id_after`, `page_token`, `cursor`); `items` are in their final order and `keyOf` is unique in them. `alreadyCut` says that
 * they begin after the cursor.
 */
export function paginateByKey<T>(
  c: ApiContext,
  items: readonly T[],
  cursorName: string,
  keyOf: (item: T) => string,
  alreadyCut = false,
): T[] {
  const perPage = Math.min(positive(c, 'per_page', DEFAULT_PER_PAGE), MAX_PER_PAGE);
  const cursor = alreadyCut ? undefined : c.req.query(cursorName);
  const found =
    cursor === undefined || cursor === '' ? -1 : items.findIndex((item) => keyOf(item) === cursor);
  if (cursor !== undefined && cursor !== '' && found < 0) throw invalidParameter(`${cursorName} is invalid`);
  const pageItems = items.slice(found + 1, found + 1 + perPage);
  const last = pageItems.at(-1);
  c.header('X-Per-Page', String(perPage));
  if (last !== undefined && found + 1 + perPage < items.length)
    c.header('Link', link(c, { [cursorName]: keyOf(last), pagination: 'keyset' }, 'next'));
  return pageItems;
}

function positive(c: ApiContext, name: string, fallback: number): number {
  const raw = c.req.query(name);
  if (raw === undefined || raw === '') return fallback;
  if (!/^-?\d{1,9}$/.test(raw)) throw invalidParameter(`${name} is invalid`);
  const value = Number(raw);
  if (name === 'per_page' && value === 0) throw invalidParameter('per_page has a value not allowed');
  return Math.max(1, value);
}

function link(c: ApiContext, changes: Record<string, string>, rel: string): string {
  const url = new URL(c.req.url);
  for (const secret of ['private_token', 'access_token', 'job_token']) url.searchParams.delete(secret);
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  return `<${c.var.sandbox.config.baseUrl}${url.pathname}${url.search}>; rel="${rel}"`;
}
