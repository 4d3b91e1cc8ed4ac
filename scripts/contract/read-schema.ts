import type { Parameter } from '@/sandbox/contract/contract';
import { join, type Fields, type FieldType } from '@/sandbox/contract/flatten';

export type Json = Record<string, unknown>;

const deepest = 6;

/** Looks up what `$ref` points to within one document. */
export type Resolve = (reference: string) => Json | null;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function resolver(document: Json): Resolve {
  return (reference) => {
    let at: unknown = document;
    for (const part of reference.replace(/^#\//, '').split('/')) at = isObject(at) ? at[part] : null;
    return isObject(at) ? at : null;
  };
}

/** Adds every field that a schema names, with its type, to `fields`; a list at the top counts as its elements. */
export function addSchema(fields: Fields, schema: unknown, resolve: Resolve, place = '', depth = 0): void {
  const real = dereference(schema, resolve);
  if (!real || depth > deepest) return;
  for (const part of ['allOf', 'oneOf', 'anyOf']) {
    const parts = real[part];
    if (Array.isArray(parts)) for (const one of parts) addSchema(fields, one, resolve, place, depth + 1);
  }
  const { properties, items, type, additionalProperties } = real;
  if (items !== undefined || type === 'array') {
    if (place !== '') add(fields, place, 'array');
    if (items !== undefined) addSchema(fields, items, resolve, place === '' ? '' : `${place}[]`, depth + 1);
    return;
  }
  if (place !== '') {
    const isOpen = type === 'object' && !isObject(properties) && real['allOf'] === undefined;
    add(fields, place, isOpen || isObject(additionalProperties) ? 'any' : typeOf(type, properties));
  }
  if (!isObject(properties)) return;
  for (const [name, inner] of Object.entries(properties)) {
    addSchema(fields, inner, resolve, join(place, name), depth + 1);
  }
}

/** The parameters of one operation, in path, query or body, out of either version of the format. */
export function readParameters(operation: Json, resolve: Resolve): Record<string, Parameter> {
  const parameters: Record<string, Parameter> = {};
  const list = Array.isArray(operation['parameters']) ? (operation['parameters'] as unknown[]) : [];
  for (const one of list) {
    const parameter = dereference(one, resolve);
    if (!parameter) continue;
    if (parameter['in'] === 'body') addBody(parameters, parameter['schema'], resolve);
    else {
      const schema = isObject(parameter['schema']) ? parameter['schema'] : parameter;
      const place = parameter['in'] === 'path' ? 'path' : 'query';
      const name = String(parameter['name']).replace(/\[\]$/, '');
      addParameter(
        parameters,
        name,
        place,
        typeOf(schema['type'], schema['properties']),
        parameter['required'] === true,
      );
    }
  }
  const body = dereference(operation['requestBody'], resolve);
  const content = isObject(body?.['content']) ? Object.values(body['content']) : [];
  for (const media of content) if (isObject(media)) addBody(parameters, media['schema'], resolve);
  return parameters;
}

function addBody(parameters: Record<string, Parameter>, schema: unknown, resolve: Resolve): void {
  const fields: Fields = {};
  addSchema(fields, schema, resolve);
  const required = dereference(schema, resolve)?.['required'];
  const names: unknown[] = Array.isArray(required) ? required : [];
  for (const [name, types] of Object.entries(fields)) {
    for (const type of types) addParameter(parameters, name, 'body', type, names.includes(name));
  }
}

function addParameter(
  parameters: Record<string, Parameter>,
  name: string,
  place: 'path' | 'query' | 'body',
  type: FieldType,
  required: boolean,
): void {
  const known = parameters[name] ?? { in: [], types: [], required };
  parameters[name] = {
    in: [...new Set([...known.in, place])],
    types: [...new Set([...known.types, type])],
    // Required only where every description says so.
    required: known.required && required,
  };
}

export function add(fields: Fields, place: string, type: FieldType): void {
  fields[place] = [...new Set([...(fields[place] ?? []), type])].sort();
}

function dereference(schema: unknown, resolve: Resolve): Json | null {
  if (!isObject(schema)) return null;
  const reference = schema['$ref'];
  return typeof reference === 'string' ? resolve(reference) : schema;
}

function typeOf(type: unknown, properties: unknown): FieldType {
  const one: unknown = Array.isArray(type) ? type.find((name) => name !== 'null') : type;
  if (one === 'file') return 'string';
  if (
    typeof one === 'string' &&
    ['string', 'integer', 'number', 'boolean', 'object', 'array'].includes(one)
  ) {
    return one as FieldType;
  }
  return isObject(properties) ? 'object' : 'any';
}
