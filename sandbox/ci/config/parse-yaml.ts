import { isSeq, parseAllDocuments } from 'yaml';
import type { CollectionTag, ScalarTag, Tags, YAMLSeq } from 'yaml';
import { Reference } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

const MAX_BYTES = 1024 * 1024;
const MAX_ALIASES = 1000;
const MAX_DEPTH = 100;

const referenceTag: CollectionTag = {
  tag: '!reference',
  collection: 'seq',
  resolve: (node) =>
    new Reference(
      isSeq(node) ? (node as YAMLSeq).items.map((item) => String((item as { value?: unknown }).value)) : [],
    ),
};

/** GitLab's parser takes `yes` and `on` for truth but, other than YAML 1.1 itself, not `y` and `n`. */
function knownTags(tags: Tags): Tags {
  const adapted = tags.map((tag): Tags[number] => {
    if (typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:bool' || !isScalarTag(tag)) return tag;
    const test = tag.test?.test('true') ? /^(?:yes|true|on)$/i : /^(?:no|false|off)$/i;
    return { ...tag, test };
  });
  return [...adapted, referenceTag];
}

const isScalarTag = (tag: ScalarTag | CollectionTag): tag is ScalarTag => tag.collection === undefined;

class Unreadable extends Error {}

/** Text of a CI file to plain values. GitLab reads YAML 1.1 (`yes` is true), so this does too. */
export function parseYaml(
  text: string,
): { kind: 'ok'; value: YamlMapping } | { kind: 'invalid'; message: string } {
  if (text.trim() === '') return { kind: 'invalid', message: 'Please provide content of .gitlab-ci.yml' };
  if (Buffer.byteLength(text) > MAX_BYTES) return { kind: 'invalid', message: 'The parsed YAML is too big' };
  try {
    const documents = parseAllDocuments(text, {
      version: '1.1',
      uniqueKeys: false,
      customTags: knownTags,
    });
    if (!Array.isArray(documents)) return { kind: 'invalid', message: 'Invalid configuration format' };
    const first = documents[0];
    if (!first) return { kind: 'invalid', message: 'Invalid configuration format' };
    for (const document of documents) {
      const error = document.errors[0];
      if (error) return { kind: 'invalid', message: syntaxMessage(error) };
    }
    if (documents.length > 1) {
      return { kind: 'invalid', message: 'Multiple documents (spec:inputs) are not known to this sandbox' };
    }
    const value = plain(first.toJS({ maxAliasCount: MAX_ALIASES }), 0);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Reference) {
      return { kind: 'invalid', message: 'Invalid configuration format' };
    }
    return { kind: 'ok', value };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'invalid', message: error.message };
    // Too many aliases and unresolved anchors are thrown while values are built.
    const message = error instanceof Error ? error.message : 'Invalid configuration format';
    return { kind: 'invalid', message: `(<unknown>): ${message}` };
  }
}

function syntaxMessage(error: {
  message: string;
  linePos?: [{ line: number; col: number }, ...unknown[]] | undefined;
}): string {
  const reason = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  const where = error.linePos?.[0];
  return `(<unknown>): ${reason}${where ? ` at line ${where.line} column ${where.col}` : ''}`;
}

function plain(value: unknown, depth: number): YamlValue {
  if (depth > MAX_DEPTH) throw new Unreadable('The parsed YAML is too deeply nested');
  if (value === undefined) return null;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Reference) return value;
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (value instanceof Map || value instanceof Set || value instanceof Uint8Array) {
    throw new Unreadable('Tried to load unspecified class');
  }
  const mapping: YamlMapping = {};
  for (const [key, item] of Object.entries(value)) {
    // A key of that name would set the prototype of every object it is merged into.
    if (key !== '__proto__') mapping[key] = plain(item, depth + 1);
  }
  return mapping;
}
