import { isMapping, scalarText } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

const MAX_SCRIPT_DEPTH = 10;

/** Reads the fields of one entry and collects what is wrong with them, in GitLab's words (`jobs:lint when …`). */
export class FieldReader {
  constructor(
    readonly location: string,
    private readonly errors: string[],
  ) {}

  fail(message: string): void {
    this.errors.push(`${this.location}${message.startsWith(':') ? '' : ' '}${message}`);
  }

  /** A reader for what lies below, e.g. `jobs:lint:artifacts`. */
  below(key: string): FieldReader {
    return new FieldReader(`${this.location}:${key}`, this.errors);
  }

  knownKeys(entry: YamlMapping, known: ReadonlySet<string>): void {
    const unknown = Object.keys(entry).filter((key) => !known.has(key));
    if (unknown.length > 0) this.fail(`config contains unknown keys: ${unknown.join(', ')}`);
  }

  text(value: YamlValue | undefined, message: string): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    this.fail(message);
    return null;
  }

  flag(value: YamlValue | undefined, key: string, otherwise: boolean): boolean {
    if (value === undefined || value === null) return otherwise;
    if (typeof value === 'boolean') return value;
    this.fail(`${key} should be a boolean value`);
    return otherwise;
  }

  oneOf<T extends string>(value: YamlValue | undefined, key: string, known: readonly T[], otherwise: T): T {
    if (value === undefined || value === null) return otherwise;
    const found = known.find((item) => item === value);
    if (found) return found;
    this.fail(`${key} should be one of: ${known.join(', ')}`);
    return otherwise;
  }

  /** A list of texts; a single one is a list of one where `single` says so. */
  texts(value: YamlValue | undefined, key: string, single = false): string[] {
    if (value === undefined || value === null) return [];
    if (single && typeof value === 'string') return [value];
    if (Array.isArray(value)) {
      const texts = value.flat(5).map((item) => (typeof item === 'number' ? String(item) : item));
      if (texts.every((item): item is string => typeof item === 'string')) return texts;
    }
    this.fail(`${key} should be an array of strings${single ? ' or a string' : ''}`);
    return [];
  }

  /** `script` and its like: a text, or texts nested up to ten levels deep, made flat. */
  script(value: YamlValue | undefined, key: string): string[] {
    if (value === undefined || value === null) return [];
    if (typeof value === 'string') return [value];
    const lines: string[] = [];
    const collect = (item: YamlValue, depth: number): boolean => {
      if (typeof item === 'string') return lines.push(item) > 0;
      return (
        Array.isArray(item) && depth < MAX_SCRIPT_DEPTH && item.every((inner) => collect(inner, depth + 1))
      );
    };
    if (Array.isArray(value) && collect(value, 0)) return lines;
    this.fail(`:${key} config should be a string or a nested array of strings up to 10 levels deep`);
    return [];
  }

  /** `variables:`; a value may be a mapping with `value` (and `description`, `options`, `expand`). */
  variables(value: YamlValue | undefined, key = 'variables'): Record<string, string> {
    if (value === undefined || value === null) return {};
    if (!isMapping(value)) {
      this.fail(`:${key} config should be a hash`);
      return {};
    }
    const variables: Record<string, string> = {};
    for (const [name, item] of Object.entries(value)) {
      const text = isMapping(item)
        ? scalarText(item['value'] ?? '')
        : item === null
          ? null
          : scalarText(item);
      if (text === null)
        this.fail(`:${key}:${name} config should be a string, a number or a hash with a value`);
      else variables[name] = text;
    }
    return variables;
  }
}
