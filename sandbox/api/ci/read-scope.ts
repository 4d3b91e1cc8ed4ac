import { badRequest, invalidParameter } from '../../http/api-error';
import type { ApiContext } from '../../http/context';

const STATUSES = [
  'created',
  'waiting_for_resource',
  'preparing',
  'waiting_for_callback',
  'pending',
  'running',
  'success',
  'failed',
  'canceling',
  'canceled',
  'skipped',
  'manual',
  'scheduled',
];

/** `scope=failed`, `scope[]=failed&scope[]=success`; null where it is not given. */
export function readScope(c: ApiContext): string[] | null {
  const query = new URL(c.req.url).searchParams;
  const given = [...query.getAll('scope'), ...query.getAll('scope[]')].filter((one) => one !== '');
  if (given.length === 0) return null;
  if (given.length > STATUSES.length) throw badRequest('Scope contains invalid value(s)');
  if (given.some((one) => !STATUSES.includes(one)))
    throw invalidParameter('scope does not have a valid value');
  return given;
}
