import type { LogView } from '../view/log-view';
import { archivesIn } from './artifact-inventory';
import { movedClasses } from './moved-classes';

/** A package, a class or a path that a failure names, and how much it speaks for the artifact behind it. */
export interface ClassClue {
  readonly name: string;
  readonly weight: number;
  /** True for the path of a file in a repository or on a class path, false for a package or class. */
  readonly isPath: boolean;
  /** True for a package that the compiler does not find at all. */
  readonly isMissing?: boolean;
}

const qualified = /(?<![\w$./-])(?:[a-z_][\w]{0,60}\.){1,15}[A-Z]\w{0,120}/g;
const internalForm = /(?<![\w$./-])(?:[a-z_][\w]{0,60}\/){2,15}[A-Z]\w{0,120}/g;
// Classes of the Java platform, of what runs tests, and of what builds: no artifact of the project's is behind them.
const platform =
  /^(?:java|sun|jdk|com\.sun\.(?:proxy|tools|net|jndi|management|crypto)|javax\.(?:swing|crypto|net|sql|naming|management|security|tools|script|imageio|print|sound|rmi|lang|annotation\.processing|xml\.(?:parsers|transform|stream|validation|xpath|namespace))|org\.w3c\.dom|org\.xml\.sax|org\.ietf|netscape)\./;
const harness =
  /^(?:org\.junit|junit|org\.testng|org\.hamcrest|org\.opentest4j|org\.apache\.maven\.(?:surefire|plugins\.surefire|failsafe)|org\.gradle|worker\.org\.gradle|org\.apache\.tools\.ant|org\.codehaus\.(?:groovy|mojo)|groovy|jdk|net\.bytebuddy|org\.jacoco|org\.assertj|org\.mockito|reactor)\./;

const compileRow =
  /^(?:\[(?:ERROR|error)\] |\s*\[javac\] |\s*\[ant:javac\] )?\S[^:[\]]{0,400}\.(?:java|kt|groovy|scala):(?:\[\d{1,7}|\d{1,7}:)/;
const MAX_ROWS = 120;

/** What the compiler says of packages and classes that are missing, changed or cannot be read. */
export function compileClues(view: LogView): ClassClue[] {
  const clues: ClassClue[] = [];
  const rows = view.find(compileRow, ['.java:', '.kt:', '.scala:', '.groovy:'], MAX_ROWS * 4);
  let read = 0;
  for (const { index } of rows) {
    if (/^\[(?:WARNING|INFO)\]|: warning: /.test(view.text(index)) || read >= MAX_ROWS) continue;
    read += 1;
    for (let line = index; line < index + 8; line += 1) {
      const text = view.text(line);
      if (line > index && (compileRow.test(text) || /^\[(?:INFO|WARNING)\]/.test(text))) break;
      clues.push(...compileLine(text, line === index));
    }
  }
  return clues;
}

/** What the compiler warns of where a warning is enough to fail the build. */
export function deprecationClues(view: LogView): ClassClue[] {
  if (!view.has('-Werror') && !view.has('warnings found and')) return [];
  const rows = view.find(/ has been deprecated(?: and marked for removal)?$/, ['has been deprecated'], 50);
  return rows.flatMap(({ index }) => classes(view.text(index).replace(compileRow, ''), 0.7));
}

/** True where a class that another one needs is not there: the one that needs it is newer than the one that should have it. */
export function lacksClassFile(view: LogView): boolean {
  return view.has('class file for ') && !view.has('bad class file');
}

function compileLine(text: string, isFirst: boolean): ClassClue[] {
  const message = isFirst ? text.replace(compileRow, '') : text;
  if (message.includes('.jar')) return paths(message, 1);
  const missing =
    /\bpackage ([a-z_][\w]{0,60}(?:\.[a-z_]\w{0,60}){1,15}) does not exist|^\s*(?:\[ERROR\]\s+)?location:\s{1,10}package ([\w.]{3,300})|import ([a-z]\w{0,60}(?:\.\w{1,60}){1,15}) cannot be resolved|object (\w{1,60}) is not a member of package/.exec(
      message,
    );
  const name = missing?.[1] ?? missing?.[2] ?? missing?.[3];
  if (name !== undefined)
    return platform.test(`${name}.`) ? [] : [{ name, weight: 0.9, isPath: false, isMissing: true }];
  const weight = /cannot access|class file for|of type|unreported exception|cannot be applied/.test(message)
    ? 0.8
    : 0.55;
  return classes(message, weight);
}

const linkage =
  /\b(?:NoSuchMethodError|NoSuchFieldError|NoClassDefFoundError|ClassNotFoundException|UnsupportedClassVersionError|AbstractMethodError|IncompatibleClassChangeError|VerifyError|IllegalAccessError|BootstrapMethodError|LinkageError|ServiceConfigurationError|NoSuchMethodException|has been compiled by a more recent version)\b/;
const linkageWords = [
  ...['NoSuchMethod', 'NoSuchFieldError', 'NoClassDefFoundError', 'ClassNotFoundException', 'VerifyError'],
  ...[
    'UnsupportedClassVersionError',
    'AbstractMethodError',
    'IncompatibleClassChangeError',
    'IllegalAccessError',
  ],
  ...[
    'BootstrapMethodError',
    'LinkageError',
    'ServiceConfigurationError',
    'compiled by a more recent version',
  ],
];

/** Errors of linking: a class or method that was there when the code was compiled and is not there now, or is too new. */
export function linkageClues(view: LogView): ClassClue[] {
  const clues: ClassClue[] = movedClasses(view).map((name) => ({ name, weight: 1.15, isPath: false }));
  clues.push(...bareSignatures(view));
  for (const { index } of view.find(linkage, linkageWords, 200)) {
    const text = view.text(index);
    // What stands before the error's name are the exceptions around it.
    const at = Math.max(...linkageWords.map((word) => text.lastIndexOf(word)));
    const told = at > 0 && !text.slice(at).startsWith('compiled by') ? text.slice(at) : text;
    const weight = told.includes('Could not initialize class') ? 0.5 : 1;
    clues.push(...classes(told, weight).slice(0, 2), ...paths(told, 1));
    if (told !== text)
      clues.push(
        ...classes(text.slice(0, at), 0.3)
          .slice(0, 3)
          .filter(({ name }) => !harness.test(name)),
      );
    clues.push(...frames(view, index + 1, 3, 0.45));
  }
  return clues;
}

/** The message of a NoSuchMethodError alone, as Java 11 and later write it, where its name was lost on the way. */
function bareSignatures(view: LogView): ClassClue[] {
  const bare = /(?:^|[\]:] )'[\w.$[\]]{1,200} ([a-z][\w.$]{3,300})\.[\w$<>]{1,200}\([\w.$[\], ]{0,400}\)'$/;
  const rows = view.find(bare, [")'"], 40);
  return rows.flatMap(({ match }) => classes(match[1] ?? '', 0.9));
}

/** Exceptions of failed tests and where they were thrown: weaker than errors of linking. */
export function exceptionClues(view: LogView): ClassClue[] {
  const clues: ClassClue[] = [];
  const marks = ['<<< FAILURE!', '<<< ERROR!', 'Caused by:', ' FAILED'];
  for (const { index, match } of view.find(/<<< (?:FAILURE|ERROR)!|Caused by:| FAILED$/, marks, 120)) {
    const isCause = match[0] === 'Caused by:';
    const at = isCause ? index : index + 1;
    const end = messageEnd(view, at);
    const thrown = classes(view.text(at), isCause ? 0.5 : 0.45);
    // A message may go on below the exception's name, and says more than the name.
    const told = Array.from({ length: end - at }, (_, line) =>
      classes(view.text(at + 1 + line), 0.55),
    ).flat();
    clues.push(...[...thrown, ...told.slice(0, 4)].filter(({ name }) => !harness.test(name)));
    clues.push(...frames(view, end + 1, 4, 0.4));
  }
  return clues;
}

/** The last of at most three lines of an exception's message. */
function messageEnd(view: LogView, from: number): number {
  for (let index = from + 1; index <= from + 3; index += 1) {
    const text = view.text(index);
    if (text.trim() === '' || /^\s*(?:\[ERROR\]\s+)?at [\w.$/]{1,300}\(|Caused by:|<<< /.test(text))
      return index - 1;
  }
  return from;
}

/** The class path of a Maven plugin that failed: what the project added to it stands right behind the plugin. */
export function pluginClues(view: LogView): ClassClue[] {
  const added = view.find(/^\[ERROR\] urls\[1\] = file:(\S{1,600}\.jar)$/, ['urls[1] = file:'], 5);
  return added.map(({ match }) => ({ name: match[1] ?? '', weight: 1.2, isPath: true }));
}

function frames(view: LogView, from: number, count: number, weight: number): ClassClue[] {
  const clues: ClassClue[] = [];
  for (let index = from, seen = 0; index < from + 25 && seen < count; index += 1) {
    const frame =
      /^\s*(?:\[ERROR\]\s+)?at (?:[\w.-]{1,60}\/{1,2})?([\w.$]{1,300})\.[\w$<>]{1,200}\(([^)]{0,200})\)(.{0,200})/.exec(
        view.text(index),
      );
    if (frame?.[1] === undefined) {
      if (index > from + 3) break;
      continue;
    }
    const jar = /\[([\w.+-]{1,200}\.jar)/.exec(frame[3] ?? '')?.[1];
    if (platform.test(frame[1]) || harness.test(frame[1])) continue;
    seen += 1;
    clues.push({ name: frame[1], weight: weight * (1 - 0.15 * (seen - 1)), isPath: false });
    if (jar !== undefined) clues.push({ name: jar, weight: weight * (1 - 0.15 * (seen - 1)), isPath: true });
  }
  return clues;
}

function classes(text: string, weight: number): ClassClue[] {
  const short = text.slice(0, 2_000);
  const names = [...short.matchAll(qualified), ...short.matchAll(internalForm)].map(([name]) =>
    name.replaceAll('/', '.'),
  );
  return [...new Set(names)]
    .filter((name) => !platform.test(name))
    .map((name) => ({ name, weight, isPath: false }));
}

function paths(text: string, weight: number): ClassClue[] {
  const archives = archivesIn(text).filter((name) => name.endsWith('.jar'));
  return archives.map((name) => ({ name, weight, isPath: true }));
}
