import type { Category } from '@/lib/domain/category';
import type { MovedVersion } from '@/lib/domain/changed-since-green';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { Cause } from '../detector';
import type { LogView } from '../view/log-view';

type Dependency = Diagnosis['dependency'];

// A trace of a failed test goes through packages that are not to blame; these say that one is no longer what it was.
const brokenInterface =
  /has no attribute|cannot import name|No module named|unexpected keyword argument|missing \d{1,2} required|takes \d{1,2} positional|is not a (?:function|constructor)|is not exported|Cannot find module|does not provide an export|undefined (?:method|function|local variable)|NoMethodError|uninitialized constant|UndefinedFunctionError|DeprecationWarning/i;

export interface MovedDependency {
  readonly dependency: Dependency;
  /** What moved since green, where the dependency is of it. */
  readonly moved: MovedVersion | null;
}

const mostLines = 40;
/** A name that stands more often in one line is looked at so many times. */
const mostPlaces = 10;
const ofCode: readonly Category[] = ['dependency', 'build', 'type-check', 'test'];
// They stand in the traces of every failed test and are not to blame for it.
const runners =
  /^(?:jest|vitest|mocha|ava|tap|karma|jasmine|pytest|pluggy|nose2?|tox|unittest2|phpunit\/phpunit|rspec(?:-\w{1,20})?|minitest|surefire.{0,40}|junit.{0,40}|node|npm|pnpm|yarn|bun|deno|go|ruby|python|java|php|openjdk|rustc|cargo|gradle)$/;

/**
 * The dependency of a failure in the light of what moved since the last green run: with both versions where it is one of those
 * that moved, and where the log alone gives none away, the one that moved and that the lines of the cause name as a package. What
 * merely moved is not accused.
 */
export function movedDependency(
  named: Dependency,
  cause: Cause,
  view: LogView,
  versions: readonly MovedVersion[],
): MovedDependency {
  if (named !== null) {
    const moved = versions.find(({ what }) => isSame(what, named.name)) ?? null;
    return { dependency: moved === null ? named : filled(named, moved), moved };
  }
  if (!ofCode.includes(cause.category)) return { dependency: null, moved: null };
  const lines = linesOf(cause, view);
  if (cause.category === 'test' && !lines.some((line) => brokenInterface.test(line)))
    return { dependency: null, moved: null };
  const found = versions.filter(
    ({ what }) =>
      isPackage(what) && lines.some((line) => speaksOf(line, what) || speaksOf(line, what.toLowerCase())),
  );
  // Of several the log does not say which it is.
  const [moved] = found;
  if (moved === undefined || found.length > 1) return { dependency: null, moved: null };
  return { dependency: filled({ name: moved.what, from: null, to: null }, moved), moved };
}

/** Several versions of one name are listed with commas; which of them was used is not known. */
function filled(named: NonNullable<Dependency>, { from, to }: MovedVersion): Dependency {
  return {
    name: named.name,
    from: from.includes(', ') ? named.from : from,
    to: to.includes(', ') ? named.to : to,
  };
}

/** Names as package managers take them for the same: `Shop_Coins` and `shop-coins`, `org.coins:purse` and `purse`. */
function isSame(what: string, name: string): boolean {
  const [short, long] = [plain(what), plain(name)];
  return short === long || long.endsWith(`:${short}`);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

function isPackage(what: string): boolean {
  return what.length >= 3 && !what.includes(' ') && !what.includes(':') && !runners.test(what.toLowerCase());
}

/** The ways in which a line names a package and not just a word: quoted, by its folder, with its version, or by a path that is its name. */
function speaksOf(line: string, what: string): boolean {
  // A package's name is seldom in capitals, the name of a class often.
  const text = line.replaceAll('_', '-');
  const name = what.replaceAll('_', '-');
  const isPath = /[\w-]\.[a-z]{2,10}\//.test(what);
  for (let at = text.indexOf(name), seen = 0; at >= 0 && seen < mostPlaces; seen += 1) {
    const before = text.slice(Math.max(0, at - 200), at);
    const after = text.slice(at + name.length, at + name.length + 200);
    at = text.indexOf(name, at + name.length);
    if (/[\w-]$/.test(before)) continue;
    if (/^[A-Za-z0-9]/.test(after)) continue;
    const isQuoted = /['"`\u2018]$/.test(before) && /^(?:\/[\w./-]{1,100})?['"`\u2019]/.test(after);
    const isFolder =
      /(?:node-modules|site-packages|dist-packages|vendor|gems|pkg\/mod|registry\/src\/[\w.-]{1,80})\/$/.test(
        before,
      ) && /^[/@-]/.test(after);
    const isVersioned = /^(?:@v?\d|==\d| \(v?\d|:\d| v?\d{1,5}\.\d)/.test(after);
    if (isQuoted || isFolder || isVersioned || (isPath && !/[/.]$/.test(before))) return true;
  }
  return false;
}

function linesOf(cause: Cause, view: LogView): string[] {
  // Where a test failed stands right below what it says.
  const below = cause.category === 'test' ? 4 : 0;
  return cause.ranges.slice(0, 3).flatMap(({ from, to }) => {
    const last = Math.min(to + below, from + mostLines - 1, view.length - 1);
    return Array.from({ length: last - from + 1 }, (_, line) => view.text(from + line).slice(0, 1_000));
  });
}
