import { invalidParameter } from './api-error';
import type { ApiContext } from './context';

/**
 * The parameters of a request: query and body together, the body winning. A body may be JSON, a URL-encoded form or a
 * multipart form; forms understand `name[]` and `name[key]`. Anything else counts as no body.
 */
export async function readParams(c: ApiContext): Promise<Params> {
  const values = fromPairs([...new URL(c.req.url).searchParams.entries()]);
  const type = c.req.header('content-type') ?? '';
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') Object.assign(values, await readBody(c, type));
  return new Params(values);
}

async function readBody(c: ApiContext, type: string): Promise<Record<string, unknown>> {
  if (/[/+]json/i.test(type)) {
    const text = await c.req.text();
    if (text.trim() === '') return {};
    try {
      const parsed: unknown = JSON.parse(text);
      return isRecord(parsed) ? parsed : {};
    } catch {
      throw invalidParameter('There was a problem in the JSON you submitted: unexpected token');
    }
  }
  if (/x-www-form-urlencoded/i.test(type)) return fromPairs([...new URLSearchParams(await c.req.text())]);
  if (/multipart\/form-data/i.test(type)) {
    const form = await c.req.formData();
    const pairs: [string, string][] = [];
    form.forEach((value, name) => pairs.push([name, typeof value === 'string' ? value : '']));
    return fromPairs(pairs);
  }
  return {};
}

function fromPairs(pairs: [string, string][]): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of pairs) {
    const parts = /^([^[\]]+)(?:\[([^[\]]*)\])?$/.exec(name);
    const key = parts?.[1];
    if (key === undefined) continue;
    const inner = parts?.[2];
    if (inner === undefined) values[key] = value;
    else if (inner === '')
      values[key] = [...(Array.isArray(values[key]) ? (values[key] as unknown[]) : []), value];
    else values[key] = { ...(isRecord(values[key]) ? values[key] : {}), [inner]: value };
  }
  return values;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Typed reading of parameters; what is missing or of the wrong kind is refused in the words of GitLab's validator. */
export class Params {
  constructor(private readonly values: Record<string, unknown>) {}

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  raw(name: string): unknown {
    return this.values[name];
  }

  string(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw invalidParameter(`${name} is invalid`);
  }

  requiredString(name: string): string {
    const value = this.string(name);
    if (value === undefined) throw invalidParameter(`${name} is missing`);
    if (value === '') throw invalidParameter(`${name} is empty`);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.string(name);
    if (value === undefined || value === '') return undefined;
    if (!/^-?\d{1,15}$/.test(value)) throw invalidParameter(`${name} is invalid`);
    return Number(value);
  }

  requiredInteger(name: string): number {
    const value = this.integer(name);
    if (value === undefined) throw invalidParameter(`${name} is missing`);
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.string(name)?.toLowerCase();
    if (value === undefined || value === '') return undefined;
    if (['true', 't', '1', 'yes', 'on'].includes(value)) return true;
    if (['false', 'f', '0', 'no', 'off'].includes(value)) return false;
    throw invalidParameter(`${name} is invalid`);
  }

  /** One of the words, or undefined where it is not given. */
  choice<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.string(name);
    if (value === undefined || value === '') return undefined;
    const found = words.find((word) => word === value);
    if (found === undefined) throw invalidParameter(`${name} does not have a valid value`);
    return found;
  }

  /** A list as JSON array, `name[]` or comma-separated text. */
  list(name: string): string[] | undefined {
    const value = this.values[name];
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value)) return value.map((one) => String(one)).filter((one) => one !== '');
    return (this.string(name) ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  }

  integers(name: string): number[] | undefined {
    return this.list(name)?.map((one) => {
      if (!/^\d{1,15}$/.test(one)) throw invalidParameter(`${name} is invalid`);
      return Number(one);
    });
  }

  /** An ISO 8601 time. */
  time(name: string): Date | undefined {
    const value = this.string(name);
    if (value === undefined || value === '') return undefined;
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) throw invalidParameter(`${name} is invalid`);
    return date;
  }

  record(name: string): Record<string, unknown> | undefined {
    const value = this.values[name];
    if (value === undefined || value === null) return undefined;
    if (!isRecord(value)) throw invalidParameter(`${name} is invalid`);
    return value;
  }

  records(name: string): Record<string, unknown>[] | undefined {
    const value = this.values[name];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value) || !value.every(isRecord)) throw invalidParameter(`${name} is invalid`);
    return value;
  }
}
