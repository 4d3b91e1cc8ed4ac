import ts from 'typescript';

import { assertionStrength } from './script-assertions';
import { nameChain, walk } from './script-syntax';

/** What the tests of one file do, as far as a patch could weaken them. */
export interface TestFacts {
  /** Titles of the tests that run (table rows count each), in order. */
  readonly running: readonly string[];
  readonly focused: number;
  /** Sum of what the assertions say that run for certain, and their number. */
  readonly strength: number;
  readonly assertions: number;
  /** The same for each title, to see one test weakened while another is made longer. */
  readonly strengthByTitle: ReadonlyMap<string, number>;
  readonly retries: number;
  readonly mocks: number;
  /** The values that the tests are written with: inputs and expectations. */
  readonly values: readonly string[];
}

const RUNNERS = new Set(['it', 'test', 'specify', 'Deno', 'QUnit', 'bench']);
const SUITES = new Set(['describe', 'suite', 'context']);
const SKIPPED = /^(skip|todo|failing|fails|fail|fixme|skipIf|runIf|skipping|if|todoIf)$/;
const ALIASES = new Map([
  ...['xit', 'xtest', 'xspecify', 'fit', 'ftest'].map((name) => [name, 'it'] as const),
  ...['xdescribe', 'xcontext', 'fdescribe', 'xsuite'].map((name) => [name, 'describe'] as const),
]);
const CHAINED =
  /^(skip|todo|failing|fails|fail|fixme|skipIf|runIf|only|each|for|concurrent|sequential|serial|parallel|shuffle|extend|describe|test|it|step|if|todoIf|ignore)$/;

export function readTests(file: ts.SourceFile): TestFacts {
  const facts = {
    running: [] as string[],
    focused: 0,
    strength: 0,
    assertions: 0,
    strengthByTitle: new Map<string, number>(),
    retries: 0,
    mocks: 0,
    values: values(file),
  };
  const visit = (node: ts.Node, isSkipped: boolean, title: string, isCertain: boolean): void => {
    if (ts.isCallExpression(node)) {
      const call = testCall(node);
      if (call !== null) {
        if (call.isFocused) facts.focused += 1;
        const skips = isSkipped || call.isSkipped;
        const full = `${title} > ${call.title}`;
        const body = call.body;
        if (call.kind === 'test' && body !== null && !skips && !skipsItself(body)) {
          for (let row = 0; row < call.rows; row += 1) facts.running.push(full);
        }
        if (body !== null)
          visitBody(body, skips || (call.kind === 'test' && skipsItself(body)), full, call.rows > 0);
        return;
      }
      note(node);
      const strength = isSkipped || !isCertain ? null : assertionStrength(node);
      if (strength !== null && strength > 0) {
        facts.assertions += 1;
        facts.strength += strength;
        facts.strengthByTitle.set(title, (facts.strengthByTitle.get(title) ?? 0) + strength);
      }
    }
    visitChildren(node, isSkipped, title, isCertain);
  };
  const visitBody = (body: ts.Node, isSkipped: boolean, title: string, isCertain: boolean) => {
    visitChildren(body, isSkipped, title, isCertain);
  };
  const visitChildren = (node: ts.Node, isSkipped: boolean, title: string, isCertain: boolean) => {
    let reached = true;
    node.forEachChild((child) => {
      visit(child, isSkipped, title, isCertain && reached && !isMaybe(node, child));
      if (ts.isBlock(node) && (ts.isReturnStatement(child) || ts.isThrowStatement(child))) reached = false;
    });
  };
  const note = (call: ts.CallExpression) => {
    const chain = nameChain(call.expression);
    const last = chain.at(-1) ?? '';
    if (/^(retryTimes|retries|retry)$/.test(last)) facts.retries += 1;
    if (
      /^(mock|doMock|unstable_mockModule|spyOn|stub|mockImplementation(Once)?|mock(Return|Resolved|Rejected)Value(Once)?|method|replace|module)$/.test(
        last,
      )
    ) {
      if (/^(vi|jest|sinon|mock|t|td|sandbox)$/.test(chain[0] ?? '') || last.startsWith('mock'))
        facts.mocks += 1;
    }
  };
  visit(file, false, '', true);
  walk(file, (node) => {
    if (
      ts.isPropertyAssignment(node) &&
      /^(retry|retries|repeats)$/.test(node.name.getText(file).replace(/['"]/g, ''))
    ) {
      facts.retries += 1;
    }
  });
  return facts;
}

interface TestCall {
  readonly kind: 'test' | 'suite';
  readonly title: string;
  readonly body: ts.Node | null;
  readonly isSkipped: boolean;
  readonly isFocused: boolean;
  readonly rows: number;
}

function testCall(call: ts.CallExpression): TestCall | null {
  const chain = nameChain(call.expression);
  const [first = '', ...rest] = chain;
  const root = ALIASES.get(first) ?? first;
  const isTest = RUNNERS.has(root) || (first === 't' && rest[0] === 'test');
  if ((!isTest && !SUITES.has(root)) || !rest.every((name) => CHAINED.test(name))) return null;
  const body = call.arguments.find(
    (argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument),
  );
  const [named] = call.arguments;
  // `test.each(table)` alone is the inside of `test.each(table)(title, body)`.
  if (named === undefined || (body === undefined && !isMarked(first, rest) && call.arguments.length < 2))
    return null;
  if (ts.isArrayLiteralExpression(named)) return null;
  const options = call.arguments
    .filter(ts.isObjectLiteralExpression)
    .flatMap(({ properties }) => [...properties]);
  const option = (names: RegExp) =>
    options.some(
      (property) =>
        property.name !== undefined &&
        names.test(property.name.getText().replace(/['"]/g, '')) &&
        !(ts.isPropertyAssignment(property) && property.initializer.kind === ts.SyntaxKind.FalseKeyword),
    );
  return {
    kind: SUITES.has(root) || rest.includes('describe') ? 'suite' : 'test',
    title: ts.isStringLiteralLike(named) ? named.text : named.getText(),
    body: body ?? null,
    isSkipped:
      first.startsWith('x') ||
      rest.some((name) => SKIPPED.test(name) || name === 'ignore') ||
      option(/^(skip|todo|ignore|fails)$/),
    isFocused: /^f(it|test|describe)$/.test(first) || rest.includes('only') || option(/^only$/),
    rows: tableRows(call.expression),
  };
}

function isMarked(first: string, rest: readonly string[]): boolean {
  return first.startsWith('x') || rest.some((name) => SKIPPED.test(name));
}

function tableRows(callee: ts.Expression): number {
  if (!ts.isCallExpression(callee)) return 1;
  const [table] = callee.arguments;
  return table !== undefined && ts.isArrayLiteralExpression(table) ? table.elements.length : 1;
}

/** `t.skip()`, `this.skip()` and the like in the test itself. */
function skipsItself(body: ts.Node): boolean {
  let found = false;
  walk(body, (node) => {
    if (!ts.isCallExpression(node)) return;
    const chain = nameChain(node.expression);
    if (chain.length === 2 && /^(t|ctx|context|this|test|it|task)$/.test(chain[0] ?? '')) {
      found ||= /^(skip|todo|fixme|fail|pending)$/.test(chain[1] ?? '');
    }
    found ||= chain.length === 1 && chain[0] === 'pending';
  });
  return found;
}

/** True for what may be passed over when `node` runs: branches, the right side of `&&`, and a `try` whose failure is swallowed. */
function isMaybe(node: ts.Node, child: ts.Node): boolean {
  if (ts.isIfStatement(node)) return child !== node.expression;
  if (ts.isConditionalExpression(node)) return child !== node.condition;
  if (ts.isSwitchStatement(node)) return child !== node.expression;
  if (ts.isBinaryExpression(node)) {
    const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = ts.SyntaxKind;
    const { kind } = node.operatorToken;
    return (
      child === node.right &&
      [AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken].some((one) => one === kind)
    );
  }
  if (ts.isTryStatement(node)) {
    return child === node.tryBlock && node.catchClause !== undefined && swallows(node.catchClause);
  }
  return ts.isWhileStatement(node) && child === node.statement;
}

/** A catch clause that neither throws again nor says anything about the error. */
function swallows(clause: ts.CatchClause): boolean {
  let speaks = false;
  walk(clause.block, (node) => {
    speaks ||= ts.isThrowStatement(node);
    if (ts.isCallExpression(node)) {
      const [root = ''] = nameChain(node.expression);
      speaks ||= /^(expect|assert|fail|done|t|should|reject|chai)$/.test(root);
    }
  });
  return !speaks;
}

/** Every literal of the file but titles of tests, names of modules and JSX text, whatever its form. */
function values(file: ts.SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    if (ts.isNumericLiteral(node)) found.push(`#${Number(node.text.replaceAll('_', ''))}`);
    else if (ts.isStringLiteralLike(node) && isValue(node)) found.push(JSON.stringify(node.text));
    else if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (node.text !== '') found.push(JSON.stringify(node.text));
    } else if (ts.isRegularExpressionLiteral(node) || ts.isBigIntLiteral(node)) found.push(node.text);
    else if (
      [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
    ) {
      found.push(ts.SyntaxKind[node.kind]);
    } else if (ts.isPrefixUnaryExpression(node) && node.operator !== ts.SyntaxKind.PlusToken) {
      found.push(`prefix ${node.operator}`);
    }
  });
  return found;
}

function isValue(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  if (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isExternalModuleReference(parent)
  )
    return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isElementAccessExpression(parent) || ts.isLiteralTypeNode(parent)) return false;
  if (ts.isExpressionStatement(parent)) return false;
  return !(
    ts.isCallExpression(parent) &&
    parent.arguments[0] === node &&
    (testCall(parent) !== null || isModuleCall(parent))
  );
}

function isModuleCall(call: ts.CallExpression): boolean {
  return call.expression.kind === ts.SyntaxKind.ImportKeyword || nameChain(call.expression)[0] === 'require';
}
