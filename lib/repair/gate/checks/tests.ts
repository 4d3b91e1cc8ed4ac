import type { FileEdit } from '@/lib/domain/file-edit';

import { countMatches } from '../count-matches';
import { isExpectedOutput, isTestFile, languageOf } from '../file-kind';
import type { GateCheck, Objection } from '../gate-check';
import { languagePatterns, withoutLineComments } from '../language-patterns';
import { isScript, parseScript } from '../script-syntax';
import { type TestFacts, readTests } from '../script-tests';

/** A test that was thrown out passes too: no test is deleted, skipped, focused, emptied or made to say less. */
export const tests: GateCheck = {
  id: 'tests',
  label: 'No test is removed, skipped or weakened',
  run: ({ edits }) => edits.flatMap((edit) => objectionsTo(edit)),
};

function objectionsTo(edit: FileEdit): Objection[] {
  const { path, before, after } = edit;
  const stop = (detail: string): Objection => ({ path, detail, stops: true });
  if (after === null) return isTestFile(path) ? [stop('a test file is deleted.')] : [];
  if (isExpectedOutput(path)) {
    return [{ path, detail: 'what the tests expect is recorded anew.', stops: false }];
  }
  return isScript(path) ? scriptObjections(path, before, after) : patternObjections(path, before, after);
}

const NONE: TestFacts = {
  running: [],
  focused: 0,
  strength: 0,
  assertions: 0,
  strengthByTitle: new Map(),
  retries: 0,
  mocks: 0,
  values: [],
};

function scriptObjections(path: string, before: string | null, after: string): Objection[] {
  const trees = [before ?? '', after].map((text) => parseScript(path, text));
  const [wasTree, isTree] = trees;
  if (!wasTree || !isTree)
    return [{ path, detail: 'the file is nested too deeply to be read.', stops: true }];
  const was = before === null ? NONE : readTests(wasTree);
  const is = readTests(isTree);
  const objections: Objection[] = [];
  const stop = (detail: string) => void objections.push({ path, detail, stops: true });
  if (is.focused > was.focused) stop('a test is focused, so that the others do not run.');
  if (is.running.length < was.running.length) {
    stop(`${was.running.length - is.running.length} of its tests would not run any more.`);
  }
  if (is.retries > was.retries) stop('tests are repeated until they pass.');
  if (is.assertions < was.assertions) stop('fewer assertions are certain to run.');
  else if (is.strength < was.strength) stop('assertions say less than before.');
  else {
    const weaker = [...was.strengthByTitle].find(([title, strength]) => {
      const now = is.strengthByTitle.get(title);
      return now !== undefined ? now < strength : is.running.includes(title);
    });
    if (weaker !== undefined) stop(`the test${weaker[0].replace(/^ >/, '')} asserts less than before.`);
  }
  const isTest = isTestFile(path) || was.running.length > 0;
  if (before !== null && isTest) {
    if (is.mocks > was.mocks)
      objections.push({ path, detail: 'something is replaced by a mock.', stops: false });
    if (changedValues(was.values, is.values)) {
      objections.push({
        path,
        detail: 'a value that a test is written with, or expects, is changed.',
        stops: false,
      });
    }
    if (removedTitles(was.running, is.running)) {
      objections.push({ path, detail: 'a test has got another name, or was replaced.', stops: false });
    }
  }
  return objections;
}

function changedValues(was: readonly string[], is: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const value of is) left.set(value, (left.get(value) ?? 0) + 1);
  return was.some((value) => {
    const count = left.get(value) ?? 0;
    left.set(value, count - 1);
    return count <= 0;
  });
}

function removedTitles(was: readonly string[], is: readonly string[]): boolean {
  const now = new Set(is);
  return was.some((title) => !now.has(title));
}

function patternObjections(path: string, before: string | null, after: string): Objection[] {
  const language = languageOf(path);
  if (language === null) return [];
  const { lineComment, test, skip, assertion } = languagePatterns[language];
  const [was, is] = [before ?? '', after].map((text) => withoutLineComments(text, lineComment));
  const change = (pattern: RegExp | null, texts: readonly (string | undefined)[]) =>
    countMatches(texts[1] ?? '', pattern) - countMatches(texts[0] ?? '', pattern);
  const objections: Objection[] = [];
  const stop = (detail: string) => void objections.push({ path, detail, stops: true });
  if (change(test, [was, is]) < 0) stop('a test is removed.');
  // Build constraints and the like are comments themselves, so the whole text counts here.
  if (change(skip, [before ?? '', after]) > 0 && hasTests(path, before, after)) stop('a test is skipped.');
  if (change(assertion, [was, is]) < 0 && hasTests(path, before, after)) stop('an assertion is removed.');
  if (
    before !== null &&
    isTestFile(path) &&
    language !== 'settings' &&
    changedValues(literals(was ?? ''), literals(is ?? ''))
  ) {
    objections.push({
      path,
      detail: 'a value that a test is written with, or expects, is changed.',
      stops: false,
    });
  }
  return objections;
}

function hasTests(path: string, before: string | null, after: string): boolean {
  const language = languageOf(path);
  const test = language === null ? null : languagePatterns[language].test;
  return isTestFile(path) || countMatches(before, test) > 0 || countMatches(after, test) > 0;
}

/** Numbers and short texts in quotes, whatever the quotes. */
function literals(text: string): string[] {
  const found: string[] = [];
  for (const [, double, single, number] of text.matchAll(/"([^"\n]*)"|'([^'\n]*)'|\b(\d[\w.]*)\b/g)) {
    found.push(double ?? single ?? `#${number ?? ''}`);
  }
  // Words that mean a value in one language or another.
  for (const [word] of text.matchAll(/\b(true|false|True|False|None|nil|null|not)\b/g)) found.push(word);
  return found;
}
