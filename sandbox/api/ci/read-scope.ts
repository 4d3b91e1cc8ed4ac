import { badRequest, invalidParameter } from '../../http/api-error';
import type { ApiContext } from '../../http/context';
import { apiStatuses } from './api-statuses';

const statuses: readonly string[] = apiStatuses;

/** `scope=failed`, `scope[]=failed&scope[]=success`; null where it is not given. */
export function readScope(c: ApiContext): string[] | null {
  const query = new URL(c.req.url).searchParams;
  const given = [...query.getAll('scope'), ...query.getAll('scope[]')].filter((one) => one !== '');
  if (given.length === 0) return null;
  if (given.length > statuses.length) throw badRequest('Scope contains invalid value(s)');
  if (given.some((one) => !statuses.includes(one)))
    throw invalidParameter('scope does not have a valid value');
  return given;
}
