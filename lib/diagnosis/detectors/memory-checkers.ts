import type { FoundAt } from '../causes/build-cause';
import { causeOfFindings } from '../causes/build-cause';
import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';

const keywords = [
  'Sanitizer: ',
  'runtime error: ',
  // Behind the number of the process; other tools draw lines of these.
  ...Array.from('0123456789', (digit) => `${digit}== `),
  'Error #',
];
const heads: readonly RegExp[] = [
  /^\s{0,12}(?:==\d{1,9}==\s?)?(?:ERROR|WARNING): (?<tool>Address|Leak|Thread|Memory|HWAddress|UndefinedBehavior|DataFlow)Sanitizer: (?<message>.{1,300})$/,
  /^==\d{1,9}== (?<message>(?:Invalid (?:read|write|free).{0,60}|Conditional jump or move depends on uninitialised value.{0,10}|Use of uninitialised value of size \d{1,6}|Syscall param .{1,120}|Mismatched free.{0,30}|Source and destination overlap .{1,100}|Jump to the invalid address .{1,60}|[\d,]{1,14} (?:\([\d,]{1,14} direct, [\d,]{1,14} indirect\) )?bytes in [\d,]{1,14} blocks are (?:definitely|indirectly|possibly) lost .{1,60}|Process terminating with .{1,100}|Argument '.{1,60}' of function .{1,60} has a fishy.{0,60}))$/,
  /^Error #\d{1,6}: (?<message>(?:UNADDRESSABLE ACCESS|UNINITIALIZED READ|INVALID HEAP ARGUMENT|LEAK|POSSIBLE LEAK|REACHABLE LEAK|GDI USAGE ERROR|HANDLE LEAK|WARNING).{0,300})$/,
];
const inline =
  /^\s{0,12}(?<file>[^\s:]{1,300}):(?<line>\d{1,7}):(?<column>\d{1,5}): runtime error: (?<message>.{1,400})$/;
/** `#0 0x55 in add src/till.c:12:5`, `==12== at 0x10: add (till.c:12)`, `# 1 add [/till/till.c:84]`. */
const frame =
  /^\s{0,12}(?:#\s?\d{1,3} .{0,400}?[ [](?<sanitizer>(?:[A-Za-z]:)?[^\s:()[\]]{1,300}):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?\]?|==\d{1,9}==\s{1,12}(?:at|by) 0x[\dA-Fa-f]{1,16}: .{0,300}\((?<valgrind>[^\s:()]{1,300}):(?<at>\d{1,7})\))$/;
const foreign =
  /(?:^|\/)(?:compiler-rt|sanitizer_common|asan|libsanitizer|sysdeps|vg_replace_\w{1,20}\.c|gcc|llvm|libstdc\+\+-v3|usr\/include|usr\/lib|csu|glibc[\w.-]{0,20}|drmemory_package)(?:\/|$)|^(?:vg_replace_|libc-start\.|start\.S|allocator\.|new_allocator|alloc_replace)/;

/** Memory checkers at run time: the sanitizers of Clang and GCC, Valgrind, Dr. Memory; with the first frame of the project's own. */
export const memoryCheckers: Detector = {
  id: 'memory-checkers',
  keywords,
  detect(view) {
    const found = [...heads.flatMap((head) => reported(view, head)), ...undefinedBehaviour(view)].sort(
      (a, b) => a.index - b.index,
    );
    const cause = causeOfFindings({
      tool: 'memory-checker',
      label: 'The memory checker',
      category: 'test',
      found,
      number: (index) => view.number(index),
      // Valgrind goes on, and its word decides only where it was asked to.
      weight: found.some(({ code }) => code !== null) ? 0.89 : 0.6,
      linesEach: 6,
      nextStep: 'Look at the first frame of your own code: there the memory was misused.',
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: '==4931==ERROR: AddressSanitizer: heap-use-after-free on address 0x61b000080607\nREAD of size 4 at 0x61b000080607 thread T0\n    #0 0x4a1 in memcpy /build/compiler-rt/lib/asan/memcpy.cpp:22\n    #1 0x51f in add /builds/shop/till/src/till.c:12:5\n    #2 0x52a in main /builds/shop/till/src/main.c:3:1',
      category: 'test',
      findings: ['src/till.c:12'],
    },
    {
      log: "src/till.c:12:5: runtime error: signed integer overflow: 2147483647 + 1 cannot be represented in type 'int'",
      category: 'test',
      findings: ['src/till.c:12'],
    },
    {
      log: '==4931== Invalid write of size 4\n==4931==    at 0x10916B: add (till.c:12)\n==4931==    by 0x109180: main (main.c:3)',
      category: 'test',
      findings: ['till.c:12'],
    },
  ],
  lookAlikes: ['==4931== Memcheck, a memory error detector', 'AddressSanitizer: the sanitizer is on'],
};

function reported(view: LogView, head: RegExp): FoundAt[] {
  return view.find(head, keywords).map(({ index, match }) => {
    const own = ownFrame(view, index);
    return {
      index,
      tool: 'memory-checker',
      file: own?.file ?? null,
      line: own?.line ?? null,
      column: own?.column ?? null,
      code: match.groups?.['tool'] ?? null,
      severity: 'error' as const,
      message: match.groups?.['message'] ?? '',
    };
  });
}

function undefinedBehaviour(view: LogView): FoundAt[] {
  return view.find(inline, ['runtime error: ']).map(({ index, match }) => ({
    index,
    tool: 'memory-checker',
    file: view.path(match.groups?.['file'] ?? ''),
    line: Number(match.groups?.['line']),
    column: Number(match.groups?.['column']),
    code: 'UndefinedBehavior',
    severity: 'error' as const,
    message: match.groups?.['message'] ?? '',
  }));
}

/** The first frame below a report that is not of the checker or the system. */
function ownFrame(
  view: LogView,
  index: number,
): { file: string; line: number; column: number | null } | null {
  for (let below = index + 1; below <= index + 25 && below < view.length; below += 1) {
    const text = view.text(below);
    if (text.trim() === '' || /^==\d{1,9}==\s*$/.test(text)) break;
    const groups = frame.exec(text)?.groups;
    const file = groups?.['sanitizer'] ?? groups?.['valgrind'];
    if (file === undefined || foreign.test(file)) continue;
    return {
      file: view.path(file),
      line: Number(groups?.['line'] ?? groups?.['at']),
      column: groups?.['column'] === undefined ? null : Number(groups['column']),
    };
  }
  return null;
}
