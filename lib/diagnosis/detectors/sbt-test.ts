import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, lineBefore, type FailedAt } from '../causes/test-cause';

const marks = /^(?:\[(?:info|error|warn|debug)\] ?){0,3}/;
const junit = /^Test (\S{1,400}) failed: (.*?)(?:, took [\d.]{1,12} sec|, took [\d.]{1,12}s)?$/;
const munit = /^==> X (\S{1,300}\..{1,300}?)\s{1,4}[\d.]{1,12}s\s*(.*)$/;
const scalatest = /^(\s*)- (\S.{0,400}?) \*\*\* FAILED \*\*\*(?: \(.{1,60}\))?$/;
const specs2 = /^(\s{2,20})(?:x|✕|!) (\S.{0,300})$/;
const place = /\((\w{1,200}\.scala):(\d{1,7})\)/;

/** Tests under sbt and Mill: ScalaTest, MUnit, specs2 and JUnit's interface for sbt. */
export const sbtTest: Detector = {
  id: 'sbt-test',
  keywords: ['*** FAILED ***', ' failed: ', '==> X ', 'Failed tests:', ' x ', ' ! '],
  detect(view) {
    const failed = failures(view);
    return causeOfTests(view, {
      tool: 'sbt-test',
      label: 'sbt',
      failed: failed.length > 0 ? failed : failedClasses(view),
    });
  },
  examples: [
    {
      log: [
        '[info] TillSpec:',
        '[info] A till',
        '[info] - should open',
        '[info] - should add money *** FAILED ***',
        '[info]   4 did not equal 5 (TillSpec.scala:12)',
        '[info] *** 1 TEST FAILED ***',
      ].join('\n'),
      category: 'test',
      failedTests: ['A till should add money'],
      messages: ['4 did not equal 5 (TillSpec.scala:12)'],
      findings: ['TillSpec.scala:12'],
    },
    {
      log: [
        '[error] Test shop.TillTest.adds failed: java.lang.AssertionError: 4, took 0.002 sec',
        '[error]     at shop.TillTest.adds(TillTest.java:12)',
        '[error] Failed tests:',
        '[error] \tshop.TillTest',
      ].join('\n'),
      category: 'test',
      failedTests: ['shop.TillTest.adds'],
      messages: ['java.lang.AssertionError: 4'],
      findings: ['TillTest.java:12'],
    },
    {
      log: '==> X shop.TillSuite.adds money  0.02s munit.ComparisonFailException: /builds/shop/till/src/TillSuite.scala:12\n12:  assertEquals(add(2, 2), 5)',
      category: 'test',
      failedTests: ['shop.TillSuite.adds money'],
    },
    {
      log: '[info] TillSpec\n[info] The till should\n[error]   x add money\n[error]    4 != 5 (TillSpec.scala:12)\n[info] Total for specification TillSpec',
      category: 'test',
      failedTests: ['add money'],
      findings: ['TillSpec.scala:12'],
    },
    {
      log: '[error] Failed tests:\n[error] \tshop.TillTest\n[error] (Test / test) sbt.TestsFailedException: Tests unsuccessful',
      category: 'test',
      failedTests: ['(shop.TillTest)'],
    },
  ],
  lookAlikes: [
    '[info] - should add money',
    'Test deploy failed: the key is missing',
    '  x is unknown\n  x marks the spot',
    '[error] Failed tests: none',
  ],
};

function failures(view: LogView): FailedAt[] {
  const found: FailedAt[] = [];
  const isSpecs2 = view.has('Total for specification');
  for (const index of linesOf(view, isSpecs2)) {
    const text = bare(view, index);
    const byJunit = junit.exec(text);
    if (byJunit?.[1]?.includes('.') === true) {
      found.push(failure(view, index, byJunit[1].replace(/\$?#/, '.'), byJunit[2] ?? ''));
      continue;
    }
    const byMunit = munit.exec(text);
    if (byMunit !== null) {
      found.push(failure(view, index, byMunit[1] ?? '', byMunit[2] ?? ''));
      continue;
    }
    const byScalatest = scalatest.exec(text);
    if (byScalatest !== null) {
      const scope = scopes(view, index, byScalatest[1]?.length ?? 0);
      found.push(
        failure(view, index, [...scope, byScalatest[2] ?? ''].join(' '), bare(view, index + 1).trim()),
      );
      continue;
    }
    const bySpecs2 = isSpecs2 ? specs2.exec(text) : null;
    if (bySpecs2 !== null) found.push(failure(view, index, bySpecs2[2] ?? '', bare(view, index + 1).trim()));
  }
  return found;
}

function linesOf(view: LogView, isSpecs2: boolean): number[] {
  const words = ['*** FAILED ***', ' failed: ', '==> X ', ...(isSpecs2 ? [' x ', ' ✕ ', ' ! '] : [])];
  return [...new Set(words.flatMap((word) => view.linesWith(word)))].sort((a, b) => a - b);
}

function bare(view: LogView, index: number): string {
  return view.text(index).replace(marks, '');
}

function failure(view: LogView, index: number, name: string, message: string): FailedAt {
  const to = lineBefore(view, index + 1, 20, /^(?:\[\w+\] ?){0,3}(?:\s*- |\s*$|Test |==> |\S)/);
  const owner = name.slice(0, Math.max(0, name.lastIndexOf('.')));
  const frame = owner === '' ? null : frameIn(view, index + 1, index + 20, owner);
  const at = place.exec(message) ?? place.exec(bare(view, index + 1)) ?? place.exec(bare(view, index + 2));
  const munitPlace = /(\/\S{1,300}\.scala):(\d{1,7})/.exec(message);
  return {
    test: {
      name,
      file: frame?.file ?? at?.[1] ?? (munitPlace?.[1] === undefined ? null : view.path(munitPlace[1])),
      line:
        frame?.line ?? (at === null ? (munitPlace === null ? null : Number(munitPlace[2])) : Number(at[2])),
      message: message.slice(0, 500),
    },
    from: index,
    to: Math.max(index + 1, Math.min(to, index + 6)),
  };
}

function frameIn(
  view: LogView,
  from: number,
  to: number,
  owner: string,
): { file: string; line: number } | null {
  for (let index = from; index <= to; index += 1) {
    const match = /^\s*at ([\w.$<>]{1,300})\((\w{1,200}\.(?:java|scala|kt)):(\d{1,7})\)/.exec(
      bare(view, index),
    );
    if (match?.[1]?.startsWith(owner) === true) return { file: match[2] ?? '', line: Number(match[3]) };
    if (match === null && !/^\s/.test(bare(view, index))) break;
  }
  return null;
}

/** The headings above a test, outermost first, without the suite's own. */
function scopes(view: LogView, index: number, depth: number): string[] {
  const found: string[] = [];
  let indent = depth + 1;
  for (let above = index - 1; above >= Math.max(0, index - 500) && indent > 0; above -= 1) {
    const text = bare(view, above);
    const width = text.length - text.trimStart().length;
    if (text.trim() === '' || /^\s*- /.test(text) || width >= indent) continue;
    if (/^[A-Z][\w.]{0,200}:$/.test(text) || !/^\s*[^\s\d*[]/.test(text)) break;
    if (/\(\w+\.scala:\d+\)$/.test(text)) continue;
    found.unshift(text.trim());
    indent = width;
  }
  return found;
}

/** Where the tests themselves are not in the log, sbt's list of their classes. */
function failedClasses(view: LogView): FailedAt[] {
  return view.find(/^\[error\] Failed tests:$/, ['Failed tests:']).flatMap(({ index }) => {
    const found: FailedAt[] = [];
    for (let at = index + 1; at < Math.min(view.length, index + 500); at += 1) {
      const name = /^\[error\] \t(\S{1,300})$/.exec(view.text(at))?.[1];
      if (name === undefined) break;
      found.push({ test: { name: `(${name})`, file: null, line: null, message: '' }, from: at, to: at });
    }
    return found;
  });
}
