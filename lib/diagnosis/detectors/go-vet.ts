import { lineDetector } from '../causes/line-detector';
import type { LogView } from '../view/log-view';

/** What the analysers of `go vet` say and the compiler does not. */
const words =
  /^(?:possible (?:malformed|misuse|formatting directive)|\+build comment|self-assignment|direct assignment to atomic|missing argument|arg list ends|wrong (?:number|type) of args|composite literal uses unkeyed|unreachable code|result of .{1,200} call not used|.{1,200} passes lock by value|.{1,200} copies lock|assignment copies lock|loop variable|range var|struct field (?:tag|\S+ repeats)|method .{1,200} should have signature|the cancel function|this return statement|suspect or|redundant (?:or|and)|defer|.{0,60}\b(?:Printf?|Sprintf?|Errorf?|Fatalf?|Logf?|Fprintf?|Println|Sprintln|Fprintln|Print|Wrapf?)\b (?:call|format|arg)|unusedresult|declaration of .{1,200} shadows|call of reflect|using .{1,100} before checking for errors|bad syntax for struct tag|impossible (?:type|interface)|non-constant format string|no formatting directive|unrecognized printf verb|comparison of function|\S+ \(\d+ bits\) too small for shift|no need to check)/;

/** `go vet`. The compiler's own errors have the same shape: a row is its when its words or the command say so. */
export const goVet = lineDetector({
  id: 'go-vet',
  label: 'go vet',
  category: 'lint',
  keywords: ['.go:'],
  patterns: [
    /^(?:vet: )?(?<file>(?:[A-Za-z]:[\\/])?[\w@./\\+-]{1,400}\.go):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<message>\S.*)$/,
  ],
  accepts: (row, view) => (words.test(row.message) || isVetted(view)) && !/ \([a-z]\w+\)$/.test(row.message),
  weight: 0.945,
  nextStep: 'Correct the named lines.',
  examples: [
    {
      log: 'till.go:12: self-assignment of coins to coins\n./till.go:14:2: fmt.Printf format %s has arg coin of wrong type int\nexit status 1',
      category: 'lint',
      findings: ['till.go:12', 'till.go:14'],
    },
    {
      log: '$ go vet ./...\n# example.org/till\n./till.go:12:2: no coin in here',
      category: 'lint',
      findings: ['till.go:12'],
    },
  ],
  lookAlikes: [
    './till.go:12:9: undefined: total',
    '    till_test.go:12: got 4, want 5',
    'till.go:12: opened',
  ],
});

function isVetted(view: LogView): boolean {
  return /\bgo vet\b/.test(view.script.command ?? '');
}
