import { shapeOf, type Contract, type Difference, type Parameter, type Undocumented } from './contract';
import { flatten, type Fields, type FieldType } from './flatten';

/** One request with its answer. What is not known (a journal keeps no bodies) is left out and not checked. */
export interface Exchange {
  readonly method: string;
  /** From the root of the GitLab, e.g. `/api/v4/projects/7/jobs`. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  readonly requestBody?: unknown;
  readonly status: number;
  readonly answer?: unknown;
}

export interface Checker {
  /** What is wrong with it, in words; nothing when it is as GitLab's description has it. */
  checkExchange(exchange: Exchange): string[];
  checkWebhook(kind: string, payload: unknown): string[];
}

const errorFields = ['message', 'error', 'error_description', 'scope'];

/** Holds what was sent and answered to the contract, to the listed differences, and to nothing else. */
export function createChecker(
  contract: Contract,
  undocumented: readonly Undocumented[],
  differences: readonly Difference[],
): Checker {
  const documented = Object.keys(contract.operations);
  const listed = undocumented.map(({ operation }) => operation);

  const excused = (of: string, what: Difference['what'], name: string, type: FieldType | null) =>
    differences.some(
      (one) =>
        (one.of === of || one.of === '*') &&
        one.what === what &&
        matchesName(one.name, name) &&
        (one.types === undefined || type === null || one.types.includes(type)),
    );

  function checkFields(of: string, value: unknown, fields: Fields): string[] {
    const problems: string[] = [];
    for (const [name, types] of flatten(value)) {
      if (isBelowAny(name, fields)) continue;
      const known = fields[name];
      for (const type of types) {
        if (excused(of, 'field', name, type)) continue;
        if (!known) problems.push(`${of}: the answer's ${name} is not in GitLab's description`);
        else if (!fits(type, known)) {
          problems.push(`${of}: the answer's ${name} is ${type}, by the description ${known.join(' or ')}`);
        }
      }
    }
    return problems;
  }

  function checkParameters(of: string, exchange: Exchange, known: Record<string, Parameter>): string[] {
    const problems: string[] = [];
    const sent = sentParameters(exchange);
    for (const { name, type, text } of sent) {
      if (excused(of, 'parameter', name, type)) continue;
      const parameter = known[name];
      if (!parameter) problems.push(`${of}: the parameter ${name} is not in GitLab's description`);
      else if (text === null ? !fits(type, parameter.types) : !reads(text, parameter.types)) {
        problems.push(
          `${of}: the parameter ${name} is ${type}, by the description ${parameter.types.join(' or ')}`,
        );
      }
    }
    if (exchange.requestBody === undefined) return problems;
    for (const [name, parameter] of Object.entries(known)) {
      const isTop = parameter.required && !parameter.in.includes('path') && !/[.[]/.test(name);
      if (isTop && !sent.some((one) => one.name === name) && !excused(of, 'parameter', name, null)) {
        problems.push(`${of}: the required parameter ${name} is missing`);
      }
    }
    return problems;
  }

  return {
    checkExchange(exchange) {
      const address = `${exchange.method} ${exchange.path}`;
      const name = best(documented, address) ?? best(listed, address);
      if (name === null) return [`${address}: no description has it, and it is not listed`];
      const operation = contract.operations[name];
      const problems = operation ? checkParameters(name, exchange, operation.parameters) : [];
      if (exchange.answer === undefined || exchange.answer === null) return problems;
      if (exchange.status >= 400) return [...problems, ...checkError(name, exchange.answer)];
      const fields = operation?.fields ?? contract.recorded[name];
      return fields ? [...problems, ...checkFields(name, exchange.answer, fields)] : problems;
    },
    checkWebhook(kind, payload) {
      const fields = contract.webhooks[kind];
      if (!fields) return [`webhook ${kind}: no recording has this kind`];
      return checkFields(`webhook ${kind}`, payload, fields);
    },
  };
}

function checkError(of: string, answer: unknown): string[] {
  if (typeof answer !== 'object' || answer === null) return [`${of}: a refusal is not an object`];
  const odd = Object.keys(answer).filter((name) => !errorFields.includes(name));
  return odd.map((name) => `${of}: a refusal has ${name}`);
}

/** The operation that an address belongs to: of several, the one that says most of it literally. */
function best(operations: readonly string[], address: string): string | null {
  const found = operations.filter((operation) => matchesAddress(operation, address));
  const holes = (operation: string) => operation.split('{}').length;
  return found.sort((a, b) => holes(a) - holes(b))[0] ?? null;
}

function matchesAddress(operation: string, address: string): boolean {
  const [method, pattern = ''] = shapeOf(operation).split(' ');
  const [sentMethod, path = ''] = address.split(' ');
  if (method !== sentMethod) return false;
  const parts = pattern.split('/');
  const segments = path.split('/');
  // The last hole may stand for a path with slashes, as in an artifact's file.
  const isOpen = /artifacts\/\{\}$/.test(pattern);
  if (isOpen ? segments.length < parts.length : segments.length !== parts.length) return false;
  return parts.every((part, index) => part === '{}' || part === segments[index]);
}

interface Sent {
  readonly name: string;
  readonly type: FieldType;
  /** Of a query, where everything is text. */
  readonly text: string | null;
}

function sentParameters({ query, requestBody }: Exchange): Sent[] {
  const fromQuery = [...new URLSearchParams(query)].map(([name, text]): Sent => {
    const isList = name.endsWith('[]');
    return {
      name: isList ? name.slice(0, -2) : name,
      type: isList ? 'array' : 'string',
      text: isList ? null : text,
    };
  });
  const fromBody = [...flatten(requestBody)].flatMap(([name, types]) =>
    [...types].map((type): Sent => ({ name, type, text: null })),
  );
  return [...fromQuery, ...fromBody];
}

function fits(type: FieldType, known: readonly FieldType[]): boolean {
  return known.includes(type) || known.includes('any') || (type === 'integer' && known.includes('number'));
}

function reads(text: string, known: readonly FieldType[]): boolean {
  return known.some((type) => {
    if (type === 'integer') return /^-?\d+$/.test(text);
    if (type === 'boolean') return /^(?:true|false)$/.test(text);
    if (type === 'number') return text !== '' && !Number.isNaN(Number(text));
    return true;
  });
}

/** A place within something whose inside the description leaves open. */
function isBelowAny(name: string, fields: Fields): boolean {
  for (
    let end = name.length;
    end > 0;
    end = Math.max(name.lastIndexOf('.', end - 1), name.lastIndexOf('[', end - 1))
  ) {
    const known = fields[name.slice(0, end)];
    if (known?.includes('any') === true) return true;
  }
  return false;
}

/** `user.*` excuses everything below `user`. */
function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
