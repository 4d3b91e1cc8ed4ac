import type { LogView } from '../view/log-view';

/** What pytest prints of one failure between two headings. */
export interface PytestBlock {
  readonly title: string;
  /** The title is a file or folder that could not be collected. */
  readonly isFile: boolean;
  /** It broke before or after the test itself. */
  readonly isFixture: boolean;
  readonly file: string | null;
  readonly line: number | null;
  readonly message: string;
  /** The section that it stands in begins here. */
  readonly section: number;
  /** The lines that say it. */
  readonly shown: { readonly from: number; readonly to: number };
}

const heading =
  /^_{3,}\s(?:\[doctest\] )?(ERROR (?:collecting|at (?:setup|teardown) of) )?(.{1,400}?)\s_{3,}$/;
const section = /^={3,} (?:FAILURES|ERRORS) ={3,}$/;
const blockEnd = /^_{3,}\s.*\s_{3,}$|^={3,}\s.*\s={3,}$/;
const location = /^(\S{1,400}\.\w{1,10}):(\d{1,7}): (?:in )?(\w*)/;
const nativeLocation = /^\s{2}File "(.{1,400}?)", line (\d{1,7}), in (test\w*)/;
const exception = /^[A-Za-z_][\w.]{0,200}(?:Error|Exception|Exit|Interrupt|Failed|Warning)(?::\s.*)?$/;
const errorRow = /^E\s{1,80}(\S.*)$/;

/** The blocks below `FAILURES` and `ERRORS`; expected failures stand below another heading. */
export function readPytestBlocks(view: LogView): PytestBlock[] {
  const blocks: PytestBlock[] = [];
  for (const { index: start } of view.find(section, [' FAILURES ', ' ERRORS '])) {
    let index = start + 1;
    while (index < view.length && blocks.length < 2_000) {
      const text = view.text(index);
      const title = heading.exec(text);
      if (title === null) {
        if (/^={3,} .* ={3,}$/.test(text)) break;
        index += 1;
        continue;
      }
      let end = index + 1;
      while (end < view.length && !blockEnd.test(view.text(end))) end += 1;
      blocks.push(
        readBlock(view, {
          title: title[2] ?? '',
          isFile: title[1]?.startsWith('ERROR collecting') === true,
          isFixture: title[1]?.startsWith('ERROR at') === true,
          section: start,
          from: index,
          to: end - 1,
        }),
      );
      index = end;
    }
  }
  return blocks;
}

interface Extent {
  readonly title: string;
  readonly isFile: boolean;
  readonly isFixture: boolean;
  readonly section: number;
  readonly from: number;
  readonly to: number;
}

function readBlock(view: LogView, extent: Extent): PytestBlock {
  const { from, to } = extent;
  const errors: number[] = [];
  let raised: number | null = null;
  let file: string | null = null;
  let line: number | null = null;
  for (let index = from; index <= to; index += 1) {
    const text = view.text(index);
    if (errorRow.test(text)) errors.push(index);
    else if (exception.test(text)) raised = index;
    const at = location.exec(text) ?? nativeLocation.exec(text);
    if (at?.[1] === undefined || /site-packages|dist-packages|\/lib\/python\d|^<frozen/.test(at[1])) continue;
    // The test's own line stands first, where the exception came from last.
    if (file === null || /^(?:\w*Error|\w*Exception|Failed|DocTestFailure)$/.test(at[3] ?? '')) {
      file = view.path(at[1]);
      line = Number(at[2]);
    }
  }
  // Python's own form of a traceback has no marks; the exception stands last.
  if (errors.length === 0 && raised !== null) errors.push(raised);
  return {
    title: extent.title,
    isFile: extent.isFile,
    isFixture: extent.isFixture,
    file,
    line,
    message: messageOf(errors.map((index) => view.text(index).replace(/^E\s{1,80}/, ''))),
    section: extent.section,
    shown: shownLines(from, to, errors),
  };
}

function messageOf(said: readonly string[]): string {
  // Of a syntax error the place stands first.
  const telling =
    said[0]?.startsWith('File "') === true ? said.findIndex((text) => /^\w*Error: /.test(text)) : 0;
  const start = Math.max(0, telling);
  return said
    .slice(start, start + 3)
    .join(' ')
    .slice(0, 500);
}

function shownLines(from: number, to: number, errors: readonly number[]): { from: number; to: number } {
  const [first] = errors;
  const last = errors.at(-1);
  if (first === undefined || last === undefined) return { from, to: Math.min(to, from + 11) };
  const start = Math.max(from, first - 3);
  return { from: start, to: Math.min(last, start + 9) };
}
