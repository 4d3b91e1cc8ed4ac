import { compilerDetector, saidBelow } from '../causes/compiler-detector';

/** The OCaml compiler, alone and through dune; Reason and Coq print the same. */
export const ocaml = compilerDetector({
  id: 'ocaml',
  keywords: ['File "'],
  forms: [
    {
      pattern:
        /^\s{0,8}File "(?<file>[^"]{1,300}\.(?:mli?|mll|mly|mlpack|re|rei|v|opam|eliomi?)|[^"]{0,300}\bdune(?:-project|-workspace)?)", lines? (?<line>\d{1,7})(?:-\d{1,7})?(?:, characters (?<start>\d{1,6})-\d{1,6})?:?$/,
      complete: (_row, view, index, { start }) => {
        const match = saidBelow(
          view,
          index,
          /^\s{0,4}(?:(?<error>Error)|(?<warning>Warning|Alert)(?: (?<code>[\w-]{1,60}))?)(?: \((?<kind>[^()]{1,80})\))?(?: \[(?<name>[\w-]{1,80})\])?: ?(?<message>.*)$/,
          30,
        )?.groups;
        if (match === undefined) return null;
        const { error, code, kind, name, message = '' } = match;
        return {
          message:
            message === ''
              ? (saidBelow(view, index + 1, /^\s{2,12}[A-Z]\S.*/, 30)?.[0].trim() ?? '')
              : message,
          severity:
            error === undefined || (kind ?? '').startsWith('warning')
              ? kind === undefined
                ? 'warning'
                : 'error'
              : 'error',
          code: code ?? /warning (\d{1,3})/.exec(kind ?? '')?.[1] ?? name ?? null,
          // Characters are counted from 0.
          column: start === undefined ? null : Number(start) + 1,
        };
      },
    },
  ],
  name: { tool: 'ocaml', label: 'The OCaml compiler', category: 'build' },
  weight: 0.93,
  linesEach: 4,
  examples: [
    {
      log: 'File "src/till.ml", line 12, characters 4-9:\n12 |     total\n         ^^^^^\nError: Unbound value total',
      category: 'build',
      findings: ['src/till.ml:12'],
    },
    {
      log: 'File "src/till.ml", lines 12-14, characters 4-9:\nWarning 26 [unused-var]: unused variable coin.',
      category: 'build',
      findings: ['src/till.ml:12'],
    },
  ],
  lookAlikes: ['  File "till.py", line 12, in add', 'File "till.ml", line 12, characters 4-9:\nopened'],
});
