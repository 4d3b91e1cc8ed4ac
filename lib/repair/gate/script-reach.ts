import ts from 'typescript';

import { nameChain, walk } from './script-syntax';

/** How far the code of one file reaches out of its process, as counts, and the packages it imports. */
export interface Reach {
  readonly network: number;
  readonly environment: number;
  readonly execution: number;
  readonly packages: ReadonlySet<string>;
}

const NETWORK_NAMES = new Set([
  ...[
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'EventSource',
    'WebTransport',
    'RTCPeerConnection',
    'axios',
    'got',
    'superagent',
  ],
  ...['sendBeacon', 'importScripts'],
]);
const NETWORK_MODULES =
  /^(node:)?(https?|http2|net|tls|dgram|dns|dns\/promises|quic)$|^(undici|axios|got|node-fetch|request|superagent|ws|ky|needle|phin|bent|nodemailer|ssh2|ftp|basic-ftp|socket\.io(-client)?|@aws-sdk\/.*|aws-sdk|@google-cloud\/.*|@slack\/.*|openai)$/;
const PROCESS_MODULES =
  /^(node:)?(child_process|cluster|worker_threads|vm|inspector|repl|module|v8|wasi)$|^(execa|shelljs|cross-spawn|zx|node-pty|vm2|isolated-vm)$/;
const PROCESS_NAMES = /^(eval|Function|execSync|spawnSync|execFile|execFileSync|spawn|fork|execa)$/;

/** Reads names, not flows: a call through a variable is seen by the import or the name that it began with. */
export function readReach(file: ts.SourceFile): Reach {
  const reach = { network: 0, environment: 0, execution: 0, packages: new Set<string>() };
  walk(file, (node) => {
    const name = moduleName(node);
    if (name !== null) {
      if (NETWORK_MODULES.test(name)) reach.network += 1;
      if (PROCESS_MODULES.test(name)) reach.execution += 1;
      if (/^(node:)?(process|os)$/.test(name)) reach.environment += 1;
      if (!/^(\.|\/|#|node:|@\/|~\/|\$|virtual:)/.test(name)) reach.packages.add(packageOf(name));
    }
    if (ts.isIdentifier(node) && isUse(node)) {
      if (NETWORK_NAMES.has(node.text)) reach.network += 1;
      if (node.text === 'process' && !isHarmless(node)) reach.environment += 1;
      if (/^(globalThis|global)$/.test(node.text) && ts.isElementAccessExpression(node.parent))
        reach.execution += 1;
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const chain = nameChain(node.expression);
      const [root = ''] = chain;
      const last = chain.at(-1) ?? '';
      if (
        PROCESS_NAMES.test(chain.length === 1 ? root : '') ||
        /^(Bun\.spawn|Deno\.(Command|run)|Bun\.\$)/.test(chain.join('.'))
      )
        reach.execution += 1;
      if (
        /^(setTimeout|setInterval)$/.test(last) &&
        node.arguments?.[0] &&
        ts.isStringLiteralLike(node.arguments[0])
      )
        reach.execution += 1;
      if (isDynamicImport(node)) reach.execution += 1;
    }
    if (ts.isPropertyAccessExpression(node)) {
      const text = nameChain(node).join('.');
      if (/^(import\.meta\.env|Deno\.env|Bun\.env|document\.cookie)$/.test(text) || isImportMetaEnv(node))
        reach.environment += 1;
      if (/\.(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/.test(text)) reach.execution += 1;
    }
    if (ts.isJsxAttribute(node) && node.name.getText() === 'dangerouslySetInnerHTML') reach.execution += 1;
  });
  return reach;
}

function moduleName(node: ts.Node): string | null {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : null;
  }
  if (ts.isExternalModuleReference(node))
    return ts.isStringLiteral(node.expression) ? node.expression.text : null;
  if (!ts.isCallExpression(node)) return null;
  const isLoading =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    /^(require|createRequire)$/.test(nameChain(node.expression)[0] ?? '');
  const [name] = node.arguments;
  return isLoading && name !== undefined && ts.isStringLiteralLike(name) ? name.text : null;
}

/** `import(name)` or `require(name)` of something that the text does not say. */
function isDynamicImport(node: ts.CallExpression | ts.NewExpression): boolean {
  if (!ts.isCallExpression(node)) return false;
  const [name] = node.arguments;
  const chain = nameChain(node.expression);
  const isLoading =
    node.expression.kind === ts.SyntaxKind.ImportKeyword || (chain.length === 1 && chain[0] === 'require');
  return isLoading && name !== undefined && !ts.isStringLiteralLike(name);
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** False for a name that is only declared, or is a property or key of something else. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isMethodDeclaration(parent))
    return false;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return /^(globalThis|window|self|global|navigator)$/.test(nameChain(parent.expression).join('.'));
  }
  return !(ts.isParameter(parent) && parent.name === node);
}

/** Parts of `process` that tell nothing of the environment. */
function isHarmless(node: ts.Identifier): boolean {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return false;
  return /^(exit|exitCode|cwd|nextTick|hrtime|uptime|memoryUsage|on|once|off|emit|stdout|stderr|argv|platform|version|versions|pid|emitWarning)$/.test(
    parent.name.text,
  );
}

function isImportMetaEnv(node: ts.PropertyAccessExpression): boolean {
  return ts.isMetaProperty(node.expression) && node.name.text === 'env';
}
