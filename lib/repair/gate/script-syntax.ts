import ts from 'typescript';

/** True for a file that the TypeScript parser reads. */
export function isScript(path: string): boolean {
  return /\.([cm]?[jt]s|[jt]sx)$/.test(path);
}

/** The syntax tree, or null for a text that is too deep to be read. */
export function parseScript(path: string, text: string): ts.SourceFile | null {
  try {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    // Walking recurses like parsing; what exhausts the stack here would do so later.
    depth(file);
    return file;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function depth(node: ts.Node): number {
  let deepest = 0;
  node.forEachChild((child) => {
    deepest = Math.max(deepest, depth(child));
  });
  return deepest + 1;
}

/** Calls `visit` for the node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** The text with all literals blanked out: what is left is code and comments. */
export function withoutLiterals(file: ts.SourceFile): string {
  const spans: [number, number][] = [];
  walk(file, (node) => {
    if (isLiteral(node)) spans.push([node.getStart(file), node.getEnd()]);
  });
  const pieces: string[] = [];
  let at = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    if (start < at) continue;
    pieces.push(file.text.slice(at, start), ' ');
    at = end;
  }
  return pieces.join('') + file.text.slice(at);
}

function isLiteral(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isJsxText(node)
  );
}

/** What a node says whatever its form: no spaces, quotes, trailing commas, parentheses or comments. */
export function meaning(node: ts.Node): string {
  if (ts.isParenthesizedExpression(node)) return meaning(node.expression);
  if (ts.isNumericLiteral(node)) return `#${Number(node.text.replaceAll('_', ''))}`;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return JSON.stringify(node.text);
  if (ts.isJsxText(node)) return JSON.stringify(node.text.trim().replace(/\s+/g, ' '));
  if (ts.isIdentifier(node)) {
    return ts.isPropertyAssignment(node.parent) && node.parent.name === node
      ? JSON.stringify(node.text)
      : node.text;
  }
  const children: string[] = [];
  node.forEachChild((child) => {
    if (child.kind !== ts.SyntaxKind.EndOfFileToken && !ts.isEmptyStatement(child))
      children.push(meaning(child));
  });
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    children.push(ts.tokenToString(node.operator) ?? '');
  if (ts.isVariableDeclarationList(node)) children.push(String(node.flags & ts.NodeFlags.BlockScoped));
  const own = children.length === 0 ? (ts.isToken(node) ? node.getText() : '') : `(${children.join(' ')})`;
  return `${ts.SyntaxKind[node.kind]}${own}`;
}

/** `a.b.c` of a chain of names (calls in between are passed over), outermost name first; empty for anything else. */
export function nameChain(node: ts.Expression): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (node.kind === ts.SyntaxKind.ThisKeyword) return ['this'];
  if (ts.isPropertyAccessExpression(node)) {
    const base = nameChain(node.expression);
    return base.length === 0 ? [] : [...base, node.name.text];
  }
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    const base = nameChain(node.expression);
    return base.length === 0 ? [] : [...base, node.argumentExpression.text];
  }
  if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) {
    return nameChain(node.expression);
  }
  if (ts.isCallExpression(node)) return nameChain(node.expression);
  return ts.isTaggedTemplateExpression(node) ? nameChain(node.tag) : [];
}
