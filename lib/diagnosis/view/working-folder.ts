import type { CleanLog } from '@/lib/log/clean-log';
import type { LineTexts } from './line-texts';
import type { ScriptPart } from './script-part';

const MAX_FOLDER = 1_000;
const echo = /^\$ (\S.{0,2000})$/;
/** A folder as a plain word: nothing that a shell would still work on. */
const plainFolder = /^(?:[\w@+-][\w@.+-]*|\.{1,2})(?:\/(?:[\w@+-][\w@.+-]*|\.{1,2}))*\/?$/;
const checkout = /^"?\$(?:CI_PROJECT_DIR|\{CI_PROJECT_DIR\})(?:\/|$)/;

/**
 * Where the failing command ran, relative to the checkout ('' is the checkout itself), as far as the commands that the runner
 * echoed tell; null when one of them goes where only a shell knows.
 */
export function workingFolder(log: CleanLog, texts: LineTexts, script: ScriptPart): string | null {
  let folder: string | null = '';
  const last = script.failing.from;
  const candidates = texts.linesWithAny(['$ ']);
  const isEchoed = candidates.some((index) => log.lines.isCommand(index));
  for (const index of candidates) {
    if (index < script.from || index > last || (isEchoed && !log.lines.isCommand(index))) continue;
    const command = echo.exec(log.lines.text(index))?.[1];
    if (command !== undefined) folder = afterCommand(folder, command, index === last);
    // No checkout is that deep; a log may be made of `cd`.
    if (folder !== null && folder.length > MAX_FOLDER) return null;
  }
  return folder;
}

/** Where a shell stands after a line; of the line that failed, where its last command ran. */
function afterCommand(from: string | null, line: string, isFailing: boolean): string | null {
  // A list in parentheses leaves the shell where it was; what follows it runs there again.
  const inner = /^\(([^()]*)\)$/.exec(line.trim())?.[1];
  if (inner !== undefined && !isFailing) return from;
  let folder = from;
  for (const command of (inner ?? line).split(/&&|;/)) {
    const [program, ...words] = command.trim().split(/\s+/);
    if (program === 'cd' || program === 'pushd') folder = entered(folder, words);
    else if (program === 'popd') folder = null;
    else if (isFailing) folder = toldFolder(folder, program ?? '', words);
  }
  return folder;
}

/** Package managers can be told to work elsewhere. */
function toldFolder(from: string | null, program: string, words: readonly string[]): string | null {
  const option = { npm: /^(?:--prefix|-C)(?:=|$)/, pnpm: /^(?:--dir|-C)(?:=|$)/, yarn: /^--cwd(?:=|$)/ }[
    program
  ];
  const at = option === undefined ? -1 : words.findIndex((word) => option.test(word));
  if (at < 0) return from;
  const inline = words[at]?.split('=')[1];
  return entered(from, [inline ?? words[at + 1] ?? '']);
}

function entered(from: string | null, words: readonly string[]): string | null {
  const [target = ''] = words.filter((word) => word !== '--');
  const isCheckout = checkout.test(target);
  const path = (isCheckout ? target.replace(checkout, '') : target).replace(/^["']|["']$/g, '');
  if (isCheckout && path === '') return '';
  const start = isCheckout ? '' : from;
  if (start === null || !plainFolder.test(path)) return null;
  const parts = start === '' ? [] : start.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      // Above the checkout nothing is known.
      if (parts.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
