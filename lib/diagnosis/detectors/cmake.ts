import { compilerDetector } from '../causes/compiler-detector';
import type { LogView } from '../view/log-view';

const mark = String.raw`^(?:\[[\w .:-]{1,40}\] |C\/C\+\+: |\s{1,8}){0,2}`;

/** CMake where it refuses by itself, and what it warns of. */
export const cmake = compilerDetector({
  id: 'cmake',
  keywords: ['CMake Error', 'CMake Warning', 'CMake Deprecation'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`${mark}CMake (?:Internal )?(?<severity>Error|Warning|Deprecation Error|Deprecation Warning|Deprecation|Debug Log)(?: \(dev\))?(?: at (?<file>[^:]{1,400}?)(?::(?<line>\d{1,7}))?(?: \((?<code>[^()]{1,80})\))?| in (?<other>.{1,400}?))?:?(?: (?<message>\S.*))?$`,
      ),
      complete: (row, view, index, { other, message, file, severity }) => ({
        // What stands behind the first word on the line is the message only where no place is named.
        severity: /Warning|Deprecation$|Log/.test(severity ?? '') ? 'warning' : 'error',
        message: file === undefined && message !== undefined ? row.message : said(view, index),
        ...(other === undefined ? {} : { file: view.path(other) }),
        ...(file === undefined ? {} : callerOf(view, index, file)),
      }),
    },
  ],
  name: {
    tool: 'cmake',
    label: 'CMake',
    category: 'build',
    nextStep: "Correct what CMake names; what it cannot find has to be installed in the job's image.",
  },
  weight: 0.87,
  linesEach: 4,
  examples: [
    {
      log: 'CMake Error at /usr/share/cmake-3.25/Modules/FindPackageHandleStandardArgs.cmake:230 (message):\n  Could NOT find Coins\nCall Stack (most recent call first):\n  /usr/share/cmake-3.25/Modules/FindCoins.cmake:600 (_FPHSA_FAILURE_MESSAGE)\n  CMakeLists.txt:3 (find_package)\n\n',
      category: 'build',
      findings: ['CMakeLists.txt:3'],
    },
    {
      log: 'CMake Error at CMakeLists.txt:12 (find_package):\n  Could not find a package configuration file',
      category: 'build',
      findings: ['CMakeLists.txt:12'],
    },
    {
      log: '[ till ] CMake Warning (dev) at cmake/till.cmake:3 (option):\n  The option is old\n\nCMake Error: The source directory "/builds/shop/till/src" does not exist.',
      category: 'build',
      findings: ['cmake/till.cmake:3', ''],
    },
  ],
  lookAlikes: ['-- Configuring incomplete, errors occurred!', 'see also CMake Errors in the notes'],
});

/** The first paragraph below, on one line. */
function said(view: LogView, index: number): string {
  const words: string[] = [];
  for (let below = index + 1; below <= index + 8; below += 1) {
    const text = view
      .text(below)
      .replace(/^\[[\w .:-]{1,40}\]/, '')
      .trim();
    if ((text === '' && words.length > 0) || text.startsWith('Call Stack (most recent')) break;
    if (text !== '') words.push(text);
  }
  return words.join(' ');
}

/** Of an error within CMake's own modules, the place in the project that called them: the call stack names it last. */
function callerOf(view: LogView, index: number, file: string): { file: string; line: number } | null {
  if (!/\/(?:Modules|cmake-[\d.]{1,9})\/|^\/usr\//.test(file)) return null;
  let place: { file: string; line: number } | null = null;
  let isStack = false;
  for (let below = index + 1; below <= index + 40; below += 1) {
    const text = view.text(below);
    if (text.startsWith('Call Stack (most recent')) isStack = true;
    if (!isStack) continue;
    const row = /^\s{2}(\S[^:]{0,300}):(\d{1,7}) \(\w{1,80}\)$/.exec(text);
    if (row?.[1] !== undefined) place = { file: view.path(row[1]), line: Number(row[2]) };
    else if (text.trim() === '') break;
  }
  return place;
}
