import { z } from 'zod';

/** A place in a list that is ordered by time, newest first, with the id telling equal times apart. */
export interface PageCursor {
  readonly at: Date;
  readonly id: string;
}

const parts = z.tuple([z.coerce.number().int().min(0).max(8_640_000_000_000_000), z.uuid()]);

/** Short text for an address. It only says where to go on: what may be seen is asked again on every page. */
export function formatCursor({ at, id }: PageCursor): string {
  return `${at.getTime()}_${id}`;
}

/** Null for anything that `formatCursor` did not write. */
export function parseCursor(text: string | undefined): PageCursor | null {
  const parsed = parts.safeParse(text?.split('_'));
  return parsed.success ? { at: new Date(parsed.data[0]), id: parsed.data[1] } : null;
}
