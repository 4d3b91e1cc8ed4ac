import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readTraceText } from '@/lib/log/read-trace';

export interface TraceScore {
  /** Of the lines that a terminal shows of captures (those of full-screen programs too), the share that we show. */
  readonly shown: number;
  /** The same for each capture. */
  readonly captures: readonly { readonly name: string; readonly lines: number; readonly shown: number }[];
  /** Of what the runner's own test writes with times, the share of lines that come back whole. */
  readonly prefixed: number;
  /** Of the sections in the runner's real traces, the share that is found. */
  readonly sections: number;
  /** Lines of these traces in which a control character, a marker or a colour is left. */
  readonly dirty: number;
}

/** How the log reader does on traces and terminal captures that others made; `dataDir` holds the unpacked set. */
export async function scoreTraces(dataDir: string): Promise<TraceScore> {
  const runner = path.join(dataDir, 'gitlab-runner/common/buildlogger/internal');
  const captures = await scoreCaptures(
    path.join(dataDir, 'ansi-terminal/buildkite+terminal-to-html/fixtures'),
  );
  const lines = captures.reduce((sum, capture) => sum + capture.lines, 0);
  return {
    shown: captures.reduce((sum, capture) => sum + capture.shown, 0) / lines,
    captures,
    prefixed: await scorePrefixed(path.join(runner, 'timestamper/timestamper_test.go')),
    ...(await scoreRunnerTraces(path.join(runner, 'testdata/corpus'))),
  };
}

async function scoreCaptures(folder: string): Promise<TraceScore['captures']> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.raw'));
  return Promise.all(
    names.sort().map(async (name) => {
      const log = await readTraceText(readFileSync(path.join(folder, name), 'utf8'));
      const ours = new Set([...log.lines].map(({ text }) => text.trim().slice(0, 8_000)));
      const rendered = readFileSync(path.join(folder, name.replace('.raw', '.rendered')), 'utf8');
      const wanted = rendered
        .split('\n')
        .map((line) => plainText(line).trim().slice(0, 8_000))
        .filter((line) => line !== '');
      const shown = wanted.filter((line) => ours.has(line)).length;
      return { name: name.replace('.sh.raw', ''), lines: wanted.length, shown };
    }),
  );
}

/** The text of the HTML that a terminal was rendered to. */
function plainText(html: string): string {
  return html
    .replace(/<time[^>]*>[^<]*<\/time>/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The test writes lines in pieces and lists what the runner makes of them, with times; both are read from its source. */
async function scorePrefixed(file: string): Promise<number> {
  const source = readFileSync(file, 'utf8');
  const body = /func writeLines[^]*?\n}/.exec(source)?.[0] ?? '';
  const repeated = body.replace(/for range (\d+) {\s*([^}]*?)\s*}/g, (_whole, times: string, inner: string) =>
    `${inner}\n`.repeat(Number(times)),
  );
  const written = goTexts(repeated, /Write\(\[\]byte\("((?:[^"\\]|\\.)*)"\)/g).join('');
  const expected = /expected := \[\]string{([^}]*)}/.exec(source)?.[1] ?? '';
  const log = await readTraceText(goTexts(expected, /"((?:[^"\\]|\\.)*)"/g).join(''));
  const wanted = [...(await readTraceText(written)).lines].map(({ text }) => text);
  const ours = [...log.lines].map(({ text }) => text);
  return wanted.filter((text, index) => ours[index] === text).length / wanted.length;
}

function goTexts(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map(
    ([, text = '']) => JSON.parse(`"${text.replaceAll('\\x1b', '\\u001b')}"`) as string,
  );
}

async function scoreRunnerTraces(folder: string): Promise<{ sections: number; dirty: number }> {
  let marked = 0;
  let found = 0;
  let dirty = 0;
  for (const name of readdirSync(folder).filter((each) => each.startsWith('log-'))) {
    const raw = readFileSync(path.join(folder, name), 'utf8');
    const log = await readTraceText(raw);
    marked += raw.match(/section_start:\d+:/g)?.length ?? 0;
    found += log.sections.filter(({ end }) => end !== null).length;
    for (const { text } of log.lines) {
      if (
        text !== stripVTControlCharacters(text) ||
        /section_(?:start|end):\d|[\u0000-\u0008\u000b-\u001f]/.test(text)
      )
        dirty += 1;
    }
  }
  return { sections: found / marked, dirty };
}
