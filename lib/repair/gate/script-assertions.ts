import ts from 'typescript';

import { meaning, nameChain } from './script-syntax';

/** How much an assertion says: 0 nothing, 1 that something is there, 2 a part of it, 3 exactly what it is. */
export type Strength = 0 | 1 | 2 | 3;

const LOOSE = new Set([
  ...[
    'toBeDefined',
    'toBeTruthy',
    'toBeFalsy',
    'toHaveBeenCalled',
    'toBeCalled',
    'toReturn',
    'toHaveReturned',
    'exist',
  ],
  ...[
    'ok',
    'isOk',
    'truthy',
    'falsy',
    'pass',
    'assert',
    'notEqual',
    'notStrictEqual',
    'notDeepEqual',
    'notDeepStrictEqual',
  ],
  ...[
    'doesNotThrow',
    'doesNotReject',
    'isDefined',
    'exists',
    'not',
    'isTrue',
    'notThrows',
    'notOk',
    'toBeInTheDocument',
    'toBeVisible',
  ],
]);
const PARTIAL = new Set([
  ...[
    'toMatchObject',
    'toContain',
    'toContainEqual',
    'toMatch',
    'toHaveLength',
    'toHaveProperty',
    'toThrow',
    'toThrowError',
  ],
  ...[
    'toBeGreaterThan',
    'toBeGreaterThanOrEqual',
    'toBeLessThan',
    'toBeLessThanOrEqual',
    'toBeInstanceOf',
    'toBeCloseTo',
  ],
  ...[
    'throws',
    'rejects',
    'match',
    'include',
    'includes',
    'contains',
    'above',
    'below',
    'property',
    'like',
    'throwsAsync',
    'toSatisfy',
  ],
  ...[
    'instanceOf',
    'instanceof',
    'lengthOf',
    'satisfies',
    'partialDeepStrictEqual',
    'toHaveText',
    'toContainText',
    'toBeOneOf',
  ],
]);
const ANYTHING = new Set([
  'anything',
  'any',
  'objectContaining',
  'arrayContaining',
  'stringContaining',
  'stringMatching',
]);

/** How much a call asserts; null when it is no assertion at all. */
export function assertionStrength(call: ts.CallExpression): Strength | null {
  // `expect(a)` is the inside of `expect(a).toBe(b)`: only the whole is judged.
  if (isInsideLongerChain(call)) return null;
  const chain = nameChain(call.expression);
  const [root = ''] = chain;
  const last = chain.at(-1) ?? '';
  const isExpect = (root === 'expect' || root === 'expectTypeOf') && chain.length > 1;
  const isAssert =
    /^(assert|chai|should|tap|QUnit)$/.test(root) &&
    !['fail', 'plan', 'test', 'module', 'use'].includes(last);
  const isContext = /^(t|test|assertions)$/.test(root) && chain.length === 2 && CONTEXT_ASSERTIONS.has(last);
  if (!isExpect && !isAssert && !isContext) return null;
  if (
    isExpect &&
    /^(assertions|hasAssertions|extend|addSnapshotSerializer|soft|poll|any|anything|.*Containing)$/.test(last)
  )
    return null;
  if (saysNothing(call, chain)) return 0;
  if ((chain.includes('rejects') || chain.includes('resolves')) && isExpect && !isWaitedFor(call)) return 0;
  const strength: Strength = LOOSE.has(last) || chain.includes('not') ? 1 : PARTIAL.has(last) ? 2 : 3;
  return strength === 3 && call.arguments.some(holdsAnything) ? 2 : strength;
}

const CONTEXT_ASSERTIONS = new Set([
  ...[
    'is',
    'not',
    'deepEqual',
    'notDeepEqual',
    'like',
    'throws',
    'throwsAsync',
    'notThrows',
    'true',
    'false',
    'truthy',
    'falsy',
  ],
  ...['regex', 'snapshot', 'equal', 'same', 'ok', 'notOk', 'strictEqual', 'match', 'rejects', 'has'],
]);

function isInsideLongerChain(call: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(call.parent) && call.parent.expression === call;
}

/** Compares a literal with a literal, or a thing with itself: true whatever the code does. */
function saysNothing(call: ts.CallExpression, chain: readonly string[]): boolean {
  const subject = chain[0] === 'expect' ? expectSubject(call) : call.arguments[0];
  if (subject === undefined) return true;
  const other = chain[0] === 'expect' ? call.arguments[0] : call.arguments[1];
  if (isConstant(subject) && (other === undefined || isConstant(other))) return true;
  return other !== undefined && meaning(subject) === meaning(other);
}

function expectSubject(call: ts.CallExpression): ts.Expression | undefined {
  let node: ts.Expression = call;
  while (!ts.isIdentifier(node)) {
    if (ts.isCallExpression(node)) {
      if (ts.isIdentifier(node.expression)) return node.arguments[0];
      node = node.expression;
    } else if (ts.isPropertyAccessExpression(node)) node = node.expression;
    else return undefined;
  }
  return undefined;
}

function isConstant(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind) ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    (ts.isPrefixUnaryExpression(node) && isConstant(node.operand)) ||
    (ts.isArrayLiteralExpression(node) && node.elements.every(isConstant)) ||
    (ts.isObjectLiteralExpression(node) && node.properties.length === 0)
  );
}

function holdsAnything(node: ts.Node): boolean {
  let found = false;
  const look = (inner: ts.Node): void => {
    if (ts.isCallExpression(inner)) {
      const chain = nameChain(inner.expression);
      found ||= chain[0] === 'expect' && ANYTHING.has(chain.at(-1) ?? '');
    }
    inner.forEachChild(look);
  };
  look(node);
  return found;
}

function isWaitedFor(call: ts.CallExpression): boolean {
  const { parent } = call;
  return (
    ts.isAwaitExpression(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isArrayLiteralExpression(parent)
  );
}
