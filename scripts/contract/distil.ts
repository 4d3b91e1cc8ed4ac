import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'yaml';

import { shapeOf, type Contract, type Operation } from '@/sandbox/contract/contract';
import { flatten, join, type Fields } from '@/sandbox/contract/flatten';
import { sameInWebhooks, sameOperations } from '@/sandbox/contract/kin';
import { operations, webhooks } from '@/sandbox/contract/operations';

import { add, addSchema, isObject, readParameters, resolver, type Json } from './read-schema';

/**
 * Takes names and types, and nothing else, out of GitLab's published API description (both versions of the format),
 * its webhook schemas and recorded payloads that lie in a folder: for the operations that we use alone.
 */
export async function distil(folder: string): Promise<Contract> {
  const open = path.join(folder, 'openapi');
  const documents: Json[] = [
    parse(await readFile(path.join(open, 'gitlab-openapi-v2.yaml'), 'utf8')) as Json,
    JSON.parse(await readFile(path.join(open, 'gitlab-openapi-v3-corrected.json'), 'utf8')) as Json,
  ];
  const recorded = await readRecordings(path.join(folder, 'responses'));
  const described: Record<string, Operation> = {};
  const onlyRecorded: Record<string, Fields> = {};
  const answers: Record<string, Fields> = {};
  for (const [name, samples] of Object.entries(operations)) {
    const shape = shapeOf(name);
    const operation = readOperation(documents, shape);
    const fields = operation?.fields ?? {};
    addRecordings(fields, recorded, samples);
    if (operation) described[shape] = operation;
    else onlyRecorded[shape] = fields;
    answers[shape] = fields;
  }
  addKin(answers, sameOperations);
  const hooks = await readRecordings(path.join(folder, 'webhooks'));
  const schemas = JSON.parse(await readFile(path.join(open, 'webhook-schemas.json'), 'utf8')) as Json;
  const kinds: Record<string, Fields> = {};
  for (const [kind, samples] of Object.entries(webhooks)) {
    const fields: Fields = {};
    addWebhookSchemas(fields, schemas, kind);
    addRecordings(fields, hooks, samples, (value) => value['object_kind'] === kind);
    kinds[kind] = fields;
  }
  addKin(kinds, sameInWebhooks);
  return {
    operations: mapValues(described, sorted),
    recorded: mapValues(onlyRecorded, sortedFields),
    webhooks: mapValues(kinds, sortedFields),
  };
}

function addKin(of: Record<string, Fields>, same: typeof sameOperations): void {
  for (const [to, place, from, otherPlace] of same) {
    const target = of[to];
    if (!target) continue;
    const prefix = otherPlace === '' ? '' : `${otherPlace}.`;
    for (const [name, types] of Object.entries(of[from] ?? {})) {
      if (!name.startsWith(prefix)) continue;
      for (const type of types) add(target, join(place, name.slice(prefix.length)), type);
    }
  }
}

function mapValues<Value>(
  record: Record<string, Value>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function readOperation(documents: readonly Json[], name: string): Operation | null {
  const [method = '', address = ''] = name.split(' ');
  const fields: Fields = {};
  const parameters: Operation['parameters'] = {};
  let isFound = false;
  for (const document of documents) {
    const resolve = resolver(document);
    const paths = isObject(document['paths']) ? document['paths'] : {};
    const item = Object.entries(paths).find(([pattern]) => shapeOf(pattern) === address)?.[1];
    const described = isObject(item) ? item[method.toLowerCase()] : null;
    if (!isObject(described)) continue;
    isFound = true;
    for (const [parameter, known] of Object.entries(readParameters(described, resolve))) {
      const before = parameters[parameter];
      parameters[parameter] = before
        ? {
            in: [...new Set([...before.in, ...known.in])],
            types: [...new Set([...before.types, ...known.types])],
            required: before.required && known.required,
          }
        : known;
    }
    const responses = isObject(described['responses']) ? described['responses'] : {};
    for (const [status, response] of Object.entries(responses)) {
      if (/^(?:2\d\d|default)$/.test(status))
        for (const schema of schemasOf(response)) addSchema(fields, schema, resolve);
    }
  }
  return isFound ? { parameters, fields } : null;
}

/** One of the documents spells `content` in several ways. */
function schemasOf(response: unknown): unknown[] {
  if (!isObject(response)) return [];
  const media = [response['content'], response['contents']].flatMap((content) =>
    isObject(content) ? Object.values(content) : [],
  );
  return [response['schema'], ...media.map((one) => (isObject(one) ? one['schema'] : null))];
}

type Recordings = ReadonlyMap<string, Json[]>;

/** Recorded JSON by the bare name of its file, all sources together. */
async function readRecordings(folder: string): Promise<Recordings> {
  const found = new Map<string, Json[]>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !/\.json$/.test(entry.name)) continue;
    const text = await readFile(path.join(entry.parentPath, entry.name), 'utf8');
    const values = parseOrNothing(text);
    const name = entry.name.replace(/\.json$/, '').replaceAll('_', '-');
    found.set(name, [...(found.get(name) ?? []), ...values.filter(isObject)]);
  }
  return found;
}

function parseOrNothing(text: string): unknown[] {
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) ? value : [value];
  } catch {
    // Some recordings are templates and no JSON: they are no evidence.
    return [];
  }
}

function addRecordings(
  fields: Fields,
  recorded: Recordings,
  samples: readonly string[],
  isMeant: (value: Json) => boolean = () => true,
): void {
  for (const [name, values] of recorded) {
    if (!samples.some((sample) => belongs(name, sample.replaceAll('_', '-')))) continue;
    for (const value of values.filter(isMeant)) {
      for (const [place, types] of flatten(value)) for (const type of types) add(fields, place, type);
    }
  }
}

// `pipeline`, `pipelines`, `get-pipeline`, `pipeline-event`; not `pipeline-schedule`.
function belongs(name: string, sample: string): boolean {
  return new RegExp(`^(?:get-|list-|create-|update-)?${sample}e?s?(?:-event|-payload|-get|-\\d+)?$`).test(
    name,
  );
}

function addWebhookSchemas(fields: Fields, schemas: Json, kind: string): void {
  const definitions = isObject(schemas['definitions']) ? schemas['definitions'] : {};
  const resolve = resolver(schemas);
  for (const definition of Object.values(definitions)) {
    if (!isObject(definition) || !isObject(definition['properties'])) continue;
    const says = definition['properties']['object_kind'];
    if (isObject(says) && says['const'] === kind) addSchema(fields, definition, resolve);
  }
}

function sorted({ parameters, fields }: Operation): Operation {
  const names = Object.keys(parameters).sort();
  return {
    parameters: Object.fromEntries(names.map((name) => [name, parameters[name]])) as Operation['parameters'],
    fields: sortedFields(fields),
  };
}

function sortedFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}
