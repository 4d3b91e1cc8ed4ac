import ts from 'typescript';

import type { FileEdit } from '@/lib/domain/file-edit';

import { countMatches } from '../count-matches';
import { languageOf } from '../file-kind';
import type { GateCheck, Objection } from '../gate-check';
import { languagePatterns, withoutLineComments } from '../language-patterns';
import { isScript, nameChain, parseScript, walk, withoutLiterals } from '../script-syntax';

/** Silencing a check is not mending what it found. */
export const suppressions: GateCheck = {
  id: 'suppressions',
  label: 'No check is silenced and no failure is passed over',
  run: ({ edits }) => edits.flatMap(objectionsTo),
};

/** Comments and annotations that tell a tool to look away, in whatever language. */
const SUPPRESSIONS: readonly (readonly [string, RegExp])[] = [
  ['a TypeScript error is silenced', /@ts-(ignore|expect-error|nocheck)\b/g],
  [
    'a linter is told to look away',
    /\b(es|ox|style|markdown|html|ts|css|sass|yaml|json|deno-|js)(lint|hint)-(disable|ignore)\b|\b(eslint|stylelint|markdownlint)-configure-file\b|\btslint:disable|\bjshint\b|\bbiome-ignore\b|\b(swift|k)lint:disable|\bktlint-disable\b|\bslim-lint\b|\byamllint disable/g,
  ],
  ['ESLint rules are set in a comment', /\/\*\s*(eslint(-env)?|globals?|exported)\s/g],
  [
    'a formatter is told to look away',
    /\b(prettier|dprint|oxfmt)-ignore\b|\bfmt:\s*(off|skip)\b|\byapf:\s*disable|\bclang-format\s+off\b|\bspotless:off\b|@formatter:off|\bgofumpt:|#\[rustfmt::skip\]|\brustfmt::skip\b/g,
  ],
  [
    'coverage is told to look away',
    /\b(istanbul|c8|v8|node:coverage)\s+(ignore|disable)\b|\bpragma:?\s*no\s*cover\b|@codeCoverageIgnore|\bLCOV_EXCL|\bGCOV_EXCL|\[ExcludeFromCodeCoverage|:nocov:|\bGenerated\(/g,
  ],
  [
    'a Python check is silenced',
    /#\s*noqa\b|#\s*type:\s*ignore\b|#\s*pyright:|#\s*mypy:|#\s*pylint:\s*(disable|skip)|#\s*(flake8|ruff):\s*noqa|#\s*isort:\s*(skip|off)|#\s*nosec\b|#\s*pyre-(ignore|fixme)|#\s*pytype:\s*disable|@no_type_check\b|@typing\.no_type_check/g,
  ],
  [
    'a Ruby check is silenced',
    /\brubocop:(disable|todo)\b|\bbrakeman:ignore|\bsteep:ignore|#\s*typed:\s*(false|ignore)|\breek:/g,
  ],
  [
    'a Go check is silenced',
    /\/\/\s*nolint\b|\/\/\s*#nosec\b|\blint:(file-)?ignore\b|\/\/\s*revive:disable|\bexhaustive:ignore\b/g,
  ],
  ['a Rust check is silenced', /#!?\[\s*(cfg_attr\([^\]\n]*)?(allow|expect)\s*\(/g],
  [
    'a Java or Kotlin check is silenced',
    /@(file:)?Suppress(Warnings|Lint|FBWarnings)?\b|\bCHECKSTYLE:OFF|\bNOPMD\b|\bnoinspection\b|\bdetekt:/g,
  ],
  [
    'a C# or C++ check is silenced',
    /#\s*pragma\s+(warning\s+disable|warning\s*\(\s*disable|GCC\s+diagnostic\s+ignored|clang\s+diagnostic\s+ignored)|\bSuppressMessage\b|\bNOLINT\w*|#\s*nullable\s+disable|\bcppcheck-suppress|\bcoverity\[/g,
  ],
  [
    'a PHP check is silenced',
    /\bphpcs:(ignore|disable)\b|@codingStandardsIgnore\w*|@phpstan-ignore\w*|@psalm-suppress|@phan-suppress|@phpcsSuppress/g,
  ],
  [
    'a scanner is told to look away',
    /\bNOSONAR\b|\bnosemgrep\b|\bgitleaks:allow|\bpragma:\s*allowlist|\b(tfsec|trivy|checkov|kics)[: -](ignore|skip)|\bhadolint\s+ignore|\bshellcheck\s+disable|\bsnyk:ignore|\bcspell:\s*(disable|ignore)|\bspell-checker:\s*disable|\btflint-ignore/g,
  ],
  [
    'a type error is silenced',
    /\$Flow(FixMe|Ignore|ExpectedError|Issue)\b|@nocheck\b|\bsvelte-ignore\b|@vue-(ignore|expect-error|nocheck|skip)/g,
  ],
  [
    'the type any is taken as a way out',
    /@(type|param|returns?|typedef|property)\s*\{\s*(any|\*|Function|Object)\s*\}/g,
  ],
];

function objectionsTo({ path, before, after }: FileEdit): Objection[] {
  if (after === null) return [];
  const stop = (detail: string): Objection => ({ path, detail: `${detail}.`, stops: true });
  const ask = (detail: string): Objection => ({ path, detail: `${detail}.`, stops: false });
  if (!isScript(path))
    return [...commentObjections(path, before, after), ...successObjections(path, before, after)].map(stop);
  const [was, is] = [before ?? '', after].map((text) => parseScript(path, text));
  if (!was || !is) return [stop('the file is nested too deeply to be read')];
  const [wasFacts, isFacts] = [scriptFacts(was), scriptFacts(is)];
  return [
    ...commentObjections(path, withoutLiterals(was), withoutLiterals(is)).map(stop),
    ...scriptObjections(wasFacts, isFacts).map(stop),
    ...(isFacts.casts > wasFacts.casts ? [ask('a type is forced by a cast')] : []),
    ...(isFacts.nonNulls > wasFacts.nonNulls ? [ask('a value is claimed not to be null')] : []),
  ];
}

function commentObjections(_path: string, before: string | null, after: string): string[] {
  const added = SUPPRESSIONS.filter(
    ([, pattern]) => countMatches(after, pattern) > countMatches(before, pattern),
  );
  const unchecked = countMatches(
    before,
    /@ts-check\b|@flow\b|\btyped:\s*(true|strict|strong)|\bset\s+-(e|euo?)\b|\bdeclare\s*\(\s*strict_types\s*=\s*1/g,
  );
  const left = countMatches(
    after,
    /@ts-check\b|@flow\b|\btyped:\s*(true|strict|strong)|\bset\s+-(e|euo?)\b|\bdeclare\s*\(\s*strict_types\s*=\s*1/g,
  );
  return [
    ...added.map(([words]) => words),
    ...(left < unchecked ? ['a check is switched off for the file'] : []),
  ];
}

function successObjections(path: string, before: string | null, after: string): string[] {
  const language = languageOf(path);
  if (language === null) return [];
  const { success, lineComment } = languagePatterns[language];
  const count = (text: string | null) => countMatches(withoutLineComments(text ?? '', lineComment), success);
  const swallowed = (text: string | null) =>
    countMatches(withoutLineComments(text ?? '', lineComment), SWALLOWED);
  return [
    ...(count(after) > count(before) ? ['a failure is made to look like a success'] : []),
    ...(swallowed(after) > swallowed(before) ? ['an error is swallowed'] : []),
  ];
}

/** An error caught and dropped: Python, Ruby, the languages with braces. */
const SWALLOWED =
  /\bexcept\b[^\n:]*:\s*(pass|\.\.\.|continue)\b|\bexcept\b[^\n:]*:\s*\.\.\.|\bcontextlib\.suppress\b|\brescue\b[^\n]*\n?[ \t]*(nil|end)\b|\bcatch\s*(\([^)\n]*\))?\s*\{\s*\}|\b_\s*=\s*err\b/g;

interface ScriptFacts {
  readonly anys: number;
  readonly forced: number;
  readonly casts: number;
  readonly nonNulls: number;
  readonly emptyCatches: number;
  readonly successes: number;
}

function scriptObjections(was: ScriptFacts, is: ScriptFacts): string[] {
  return [
    ...(is.anys > was.anys ? ['the type any is taken as a way out'] : []),
    ...(is.forced > was.forced ? ['a type is forced through unknown or never'] : []),
    ...(is.emptyCatches > was.emptyCatches ? ['an error is swallowed'] : []),
    ...(is.successes > was.successes ? ['the process is ended as if all was well'] : []),
  ];
}

function scriptFacts(file: ts.SourceFile): ScriptFacts {
  const facts = { anys: 0, forced: 0, casts: 0, nonNulls: 0, emptyCatches: 0, successes: 0 };
  walk(file, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) facts.anys += 1;
    else if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
      if (isForcing(node.type)) facts.forced += 1;
      else if (!isConstAssertion(node.type)) facts.casts += 1;
    } else if (ts.isNonNullExpression(node) || (ts.isPropertyDeclaration(node) && node.exclamationToken))
      facts.nonNulls += 1;
    else if (ts.isCatchClause(node) && node.block.statements.length === 0) facts.emptyCatches += 1;
    else if (ts.isCallExpression(node)) {
      if (endsWell(node)) facts.successes += 1;
      if (isSwallowingCatch(node)) facts.emptyCatches += 1;
    } else if (ts.isBinaryExpression(node) && nameChainOf(node.left) === 'process.exitCode')
      facts.successes += 1;
  });
  return facts;
}

function isForcing({ kind }: ts.TypeNode): boolean {
  return kind === ts.SyntaxKind.UnknownKeyword || kind === ts.SyntaxKind.NeverKeyword;
}

function isConstAssertion(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === 'const';
}

function endsWell(call: ts.CallExpression): boolean {
  const name = nameChainOf(call.expression);
  const [code] = call.arguments;
  const isZero = code === undefined || (ts.isNumericLiteral(code) && Number(code.text) === 0);
  return /^(process\.(exit|reallyExit)|Deno\.exit)$/.test(name) && isZero;
}

/** `promise.catch(() => {})`. */
function isSwallowingCatch(call: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== 'catch') return false;
  const [handler] = call.arguments;
  if (handler === undefined || !(ts.isArrowFunction(handler) || ts.isFunctionExpression(handler)))
    return false;
  const { body } = handler;
  return ts.isBlock(body)
    ? body.statements.length === 0
    : ts.isIdentifier(body) || body.kind === ts.SyntaxKind.NullKeyword;
}

function nameChainOf(node: ts.Expression): string {
  return nameChain(node).join('.');
}
