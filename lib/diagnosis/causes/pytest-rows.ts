import type { LogView } from '../view/log-view';
import type { PytestBlock } from './pytest-blocks';

/** What pytest calls a node: a file, and within it classes and a function. */
export interface PytestNode {
  readonly path: string;
  /** What stands behind the file, `TestTill::test_adds[1]`; empty for the file itself. */
  readonly rest: string;
  /** `tests.test_till::TestTill::test_adds[1]`, or `(tests.test_till)` for what could not be loaded. */
  readonly name: string;
}

export interface PytestRow {
  readonly node: PytestNode;
  readonly message: string;
  readonly index: number;
}

const summaryRow = /^(?:FAILED|ERROR|SUBFAIL(?:ED)?(?:\(.{0,200}?\)|\[.{0,200}?\])?) (\S.{0,1000})$/;
const summaryEnd = /^={3,} .* in [\d.]{1,12}|^\d{1,7} \w{1,20}(?:, \d{1,7} \w{1,20}){0,8} in [\d.]{1,12}/;
const verbose = /^(?:\[gw\d{1,4}\] )?(\S{1,300}::.{1,600}?) (?:FAILED|ERROR)(?:\s+\[\s*\d{1,3}%\])?\s*$/;
const distributed = /^\[gw\d{1,4}\] (?:\[\s*\d{1,3}%\] )?(?:FAILED|ERROR) (\S{1,300}::.{1,600}?)\s*$/;
const progress = /^(\S{1,300}\.py) ([.FEsxXRu]{1,400})(?:\s+\[\s*\d{1,3}%\])?\s*$/;
const moreProgress = /^([.FEsxXRu]{1,400})(?:\s+\[\s*\d{1,3}%\])?\s*$/;

/** The failed nodes: from the short summary, else from the rows of each test, else by the dots behind each file. */
export function readPytestRows(view: LogView, blocks: readonly PytestBlock[]): PytestRow[] {
  const summary = summaryRows(view);
  if (summary.length > 0) return summary;
  const rows = [...view.find(verbose, [' FAILED', ' ERROR']), ...view.find(distributed, ['[gw'])].sort(
    (a, b) => a.index - b.index,
  );
  if (rows.length > 0) {
    return rows
      .filter(({ match }) => /\.\w{1,10}::/.test(match[1] ?? ''))
      .map(({ index, match }) => ({ node: nodeOf(match[1] ?? ''), message: '', index }));
  }
  return byProgress(view, blocks);
}

function summaryRows(view: LogView): PytestRow[] {
  const found: PytestRow[] = [];
  const headings = view.find(/^={3,} short test summary info ={3,}$/, ['short test summary info']);
  for (const { index: start } of headings) {
    for (let index = start + 1; index < Math.min(view.length, start + 20_000); index += 1) {
      const text = view.text(index);
      if (summaryEnd.test(text)) break;
      const row = toRow(text, index);
      if (row !== null) found.push(row);
    }
  }
  if (found.length > 0) return found.slice(0, 5_000);
  // The heading may be cut away; a node id alone is telling enough.
  return view.find(summaryRow, ['FAILED ', 'ERROR ']).flatMap(({ index }) => {
    const row = toRow(view.text(index), index);
    return row === null || row.node.rest === '' || !row.node.path.endsWith('.py') ? [] : [row];
  });
}

function toRow(text: string, index: number): PytestRow | null {
  const printed = summaryRow.exec(text)?.[1];
  if (printed === undefined) return null;
  const { id, message } = splitMessage(printed);
  if (/\s/.test(id.split('::', 1)[0] ?? '')) return null;
  return { node: nodeOf(id), message, index };
}

/** The message stands behind ` - `, which may also stand between the brackets of a parameter. */
function splitMessage(text: string): { id: string; message: string } {
  const bracket = text.indexOf('[');
  let at = text.indexOf(' - ');
  if (bracket !== -1 && bracket < at) {
    const closed = text.indexOf('] - ', bracket);
    at = closed === -1 ? (text.endsWith(']') ? -1 : at) : closed + 1;
  }
  return at === -1
    ? { id: text.trim(), message: '' }
    : { id: text.slice(0, at).trim(), message: text.slice(at + 3) };
}

/**
 * A node by the name that it has in pytest's own reports: the module, dotted, then classes and function. A file or
 * folder alone is one that could not be loaded, which the brackets say. A doctest repeats its module.
 */
export function nodeOf(id: string): PytestNode {
  const colons = id.indexOf('::');
  const path = colons === -1 ? id : id.slice(0, colons);
  const rest = colons === -1 ? '' : id.slice(colons + 2);
  const dotted = path.replace(/^\.\//, '').replace(/\.py$/, '').replaceAll('/', '.').replaceAll('\\', '.');
  if (rest === '') return { path, rest, name: `(${dotted})` };
  const own = rest.startsWith(`${dotted}.`) ? rest.slice(dotted.length + 1).replaceAll('.', '::') : rest;
  return { path, rest, name: `${dotted}::${own}` };
}

/** Old versions print no names but in the headings; the letters behind each file tell which file they belong to. */
function byProgress(view: LogView, blocks: readonly PytestBlock[]): PytestRow[] {
  const [first] = blocks;
  if (first === undefined) return [];
  const files: string[] = [];
  const touched = new Set<string>();
  let file: string | null = null;
  for (let index = Math.max(0, first.section - 5_000); index < first.section; index += 1) {
    const text = view.text(index);
    const row = progress.exec(text);
    if (row?.[1] !== undefined) file = row[1];
    const letters = row?.[2] ?? (file === null ? undefined : moreProgress.exec(text)?.[1]);
    if (letters === undefined || file === null) continue;
    for (const letter of letters) {
      if (letter === 'F') files.push(file);
      if ('FEu'.includes(letter)) touched.add(file);
    }
  }
  const failing = blocks.filter(({ isFile, isFixture }) => !isFile && !isFixture);
  const [only] = touched;
  // Blocks and letters do not match where sub-tests failed; it is clear all the same when there is but one file.
  if (files.length !== failing.length && (touched.size !== 1 || only === undefined)) return [];
  let passed = 0;
  return blocks
    .filter(({ isFile, isFixture }) => !isFile && (!isFixture || touched.size === 1))
    .map(({ title, message, shown, isFixture }) => {
      const of = touched.size === 1 ? only : files[passed];
      if (!isFixture) passed += 1;
      return { node: nodeOf(`${of ?? ''}::${withColons(title)}`), message, index: shown.from };
    });
}

/** `TestTill.test_adds[1.5]`: the dots of a parameter are its own. */
function withColons(title: string): string {
  const bracket = title.search(/[[(]/);
  const end = bracket === -1 ? title.length : bracket;
  return `${title.slice(0, end).replaceAll('.', '::')}${title.slice(end)}`;
}
