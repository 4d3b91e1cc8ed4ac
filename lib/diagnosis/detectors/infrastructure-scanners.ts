import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Cause, Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { severityOf } from '../rows/severity-words';

/** How a scanner of infrastructure code prints one finding over several lines. */
interface Scanner {
  readonly tool: string;
  readonly label: string;
  /** The line with the place; the groups `file` and `line`. Where it has no text of its own, those of the title are looked for. */
  readonly keyword: string | null;
  readonly place: RegExp;
  /** The words, in a line above; the groups `message` and perhaps `code` and `severity`. */
  readonly title: RegExp;
  readonly within: number;
}

const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

const scanners: readonly Scanner[] = [
  {
    tool: 'tflint',
    label: 'TFLint',
    keyword: ' line ',
    place: /^\s{1,4}on (?<file>\S.{0,300}?) line (?<line>\d{1,7}):$/,
    title: /^(?<severity>Error|Warning|Notice): (?<message>\S.*?) \((?<code>[a-z]\w{2,80})\)$/,
    within: 4,
  },
  {
    tool: 'tfsec',
    label: 'tfsec',
    keyword: null,
    place: /^\s{1,6}(?<file>\S.{0,300}?\.tf(?:vars|\.json)?)(?::| Lines? )(?<line>\d{1,7})(?:-\d{1,7})?/,
    title:
      /^\s{0,4}(?:Result #\d{1,5}|#\d{1,5})\s{1,4}(?<severity>CRITICAL|HIGH|MEDIUM|LOW)\s{1,4}(?<message>\S.*?)\s*$/,
    within: 4,
  },
  {
    tool: 'trivy',
    label: 'Trivy',
    keyword: null,
    place: /^\s{1,6}(?:via )?(?<file>\S.{0,300}?):(?<line>\d{1,7})(?:-\d{1,7})?(?: \(\S{1,100}\))?$/,
    title:
      /^(?:(?<code>[A-Z]{2,6}(?:-[A-Z\d]{1,12}){1,4}) \((?<severity>CRITICAL|HIGH|MEDIUM|LOW)\)|(?:CRITICAL|HIGH|MEDIUM|LOW)): (?<message>\S.*)$/,
    within: 9,
  },
  {
    tool: 'checkov',
    label: 'Checkov',
    keyword: 'File: ',
    place: /^\s{1,8}File: \/?(?<file>\S.{0,300}?):(?<line>\d{1,7})-\d{1,7}$/,
    title: /^Check: (?<code>CKV\d?_\w{1,60}): "(?<message>.{1,500})"$/,
    within: 4,
  },
  {
    tool: 'kics',
    label: 'KICS',
    keyword: ']: ',
    place: /^\s{1,8}\[\d{1,5}\]: (?<file>\S.{0,300}?):(?<line>\d{1,7})$/,
    title:
      /^(?<message>\S.{2,300}?), Severity: (?<severity>CRITICAL|HIGH|MEDIUM|LOW|INFO|TRACE), Results: \d{1,6}$/,
    within: 60,
  },
];

/** Scanners of Terraform, Kubernetes and other infrastructure code: TFLint, tfsec, Trivy, Checkov and KICS. */
export const infrastructureScanners: Detector = {
  id: 'infrastructure-scanners',
  keywords: [
    ' line ',
    'Result #',
    '(CRITICAL)',
    '(HIGH)',
    '(MEDIUM)',
    '(LOW)',
    'HIGH: ',
    'Check: CKV',
    ', Severity: ',
  ],
  lookUps: [...severities, ']: '],
  detect: (view) => scanners.flatMap((scanner) => causesOf(view, scanner)),
  examples: [
    {
      log: 'Warning: variable "coin" is declared but not used (terraform_unused_declarations)\n\n  on main.tf line 12:\n  12: variable "coin" {',
      category: 'lint',
      findings: ['main.tf:12'],
    },
    {
      log: 'Result #1 HIGH The till is open to the world. \n────────────\n  main.tf:12-14\n────────────',
      category: 'lint',
      findings: ['main.tf:12'],
    },
    {
      log: 'AVD-SHOP-0107 (HIGH): The till is open to the world.\n════════════\nClose it\n────────────\n main.tf:12-14\n────────────',
      category: 'lint',
      findings: ['main.tf:12'],
    },
    {
      log: 'Check: CKV_SHOP_20: "The till has a lock"\n\tFAILED for resource: shop_till.front\n\tFile: /main.tf:12-14',
      category: 'lint',
      findings: ['main.tf:12'],
    },
    {
      log: 'Till Without Lock, Severity: HIGH, Results: 1\nDescription: no lock\n\n\t[1]: main.tf:12',
      category: 'lint',
      findings: ['main.tf:12'],
    },
  ],
  lookAlikes: [
    'Error: Unsupported argument\n\n  on main.tf line 12, in resource "shop_till" "front":\n  12:   coin = 1',
    'Check: CKV_SHOP_20: "The till has a lock"\n\tPASSED for resource: shop_till.front\n\tFile: /main.tf:12-14',
  ],
};

function causesOf(view: LogView, scanner: Scanner): Cause[] {
  const { tool, label, place, title, within, keyword } = scanner;
  const places = keyword === null ? belowTitles(view, place, within) : view.find(place, [keyword]);
  const found = places.flatMap(({ index, match }) => {
    for (let above = index - 1; above >= Math.max(0, index - within); above -= 1) {
      if (/^\s*PASSED for /.test(view.text(above))) return [];
      const said = title.exec(view.text(above).slice(0, 1_000))?.groups;
      if (said !== undefined) return [toFinding(view, tool, above, match.groups ?? {}, said)];
    }
    return [];
  });
  const cause = causeOfFindings({
    tool,
    label,
    category: 'lint',
    found,
    number: (index) => view.number(index),
    linesEach: 4,
    failsOnWarnings: true,
  });
  return cause === null ? [] : [cause];
}

/** Lines of that form that stand so near below one which names how severe something is. */
function belowTitles(
  view: LogView,
  place: RegExp,
  within: number,
): { index: number; match: RegExpExecArray }[] {
  const found: { index: number; match: RegExpExecArray }[] = [];
  let next = 0;
  for (const title of view.linesWithAny(severities)) {
    for (next = Math.max(next, title + 1); next <= title + within && found.length < 5_000; next += 1) {
      const match = view.text(next).includes(':') ? place.exec(view.text(next)) : null;
      if (match !== null) found.push({ index: next, match });
    }
  }
  return found;
}

function toFinding(
  view: LogView,
  tool: string,
  index: number,
  { file = '', line }: Record<string, string | undefined>,
  { message = '', code, severity }: Record<string, string | undefined>,
): FoundAt {
  return {
    index,
    tool,
    file: view.path(file),
    line: Number(line),
    column: null,
    code: code ?? null,
    severity: severityOf(severity),
    message,
  };
}
