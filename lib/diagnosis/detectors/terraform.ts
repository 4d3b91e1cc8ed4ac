import type { Category } from '@/lib/domain/category';
import type { Finding } from '@/lib/domain/finding';
import { buildCause, place, sentence, shortened } from '../causes/build-cause';
import type { CauseRange, Detector } from '../detector';
import type { LogView } from '../view/log-view';

// `│ Error: words` in a box, or without one where colours are off: https://developer.hashicorp.com/terraform/cli
const title = /^(?:[│|╷] ?)?Error: (\S.{0,300})$/;
const where =
  /^(?:[│|] ?)?\s{0,4}on (\S{1,300}\.(?:tf|tfvars|tofu|hcl)(?:\.json)?) line (\d{1,7})(?:, in (.{1,200}))?:$/;
const MAX_ERRORS = 100;

const kinds: readonly (readonly [RegExp, Category, string])[] = [
  [
    /[Ff]ailed to query available provider packages|[Ff]ailed to install provider|Could not retrieve the list of available versions|Inconsistent dependency lock file|Required plugins are not installed|Module not installed|Unsupported Terraform Core version|Unresolvable module version|Failed to download module/,
    'dependency',
    'Correct the provider or module and its version, run `terraform init -upgrade` and commit .terraform.lock.hcl.',
  ],
  [
    /No valid credential sources|AccessDenied|not authorized|Unauthorized|403|Forbidden|InvalidClientTokenId|ExpiredToken|[Pp]ermission|error configuring .{0,60}(?:credential|authenticat)|No value for required variable|error using credentials|could not find default credentials/i,
    'permission',
    "Check the credentials and rights of the job in the project's CI/CD variables.",
  ],
  [
    /Error acquiring the state lock|state data in S3 does not have the expected content|Backend (?:initialization required|configuration changed)|Error (?:loading|refreshing|locking) state|Failed to (?:get existing workspaces|load state)/,
    'infrastructure',
    'See who holds the state: another pipeline may still run, or the lock was left behind (`terraform force-unlock`).',
  ],
  [
    /timeout|timed out|connection re|no such host|50[0234] |RequestError|Throttl|TooManyRequests|i\/o/i,
    'infrastructure',
    'Retry the job; if it fails again, look at the named service.',
  ],
];

/** Terraform, OpenTofu and Terragrunt: each error with the place that it names. */
export const terraform: Detector = {
  id: 'terraform',
  keywords: ['Error: '],
  detect(view) {
    if (!isTerraform(view)) return [];
    const found = view
      .find(title, ['Error: '], MAX_ERRORS)
      .filter(({ index }) => index <= view.script.to || view.script.command === null);
    const errors = found.map(({ index, match }) => ({
      index,
      words: match[1] ?? '',
      ...placeBelow(view, index),
    }));
    const [first] = errors;
    if (first === undefined) return [];
    const told = `${first.words} ${detailOf(view, first.index)}`;
    const kind = kinds.find(([pattern]) => pattern.test(told));
    const at = first.file === null ? '' : ` at ${place(first.file, first.line)}`;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    const isVariable = /No value for required variable/.test(told);
    return [
      buildCause({
        tool: 'terraform',
        category: isVariable ? 'configuration' : (kind?.[1] ?? 'build'),
        weight: 0.93,
        ranges: errors.slice(0, 3).map(({ index }): CauseRange => ({
          from: index,
          to: endOf(view, index),
          reason: 'Terraform says what is wrong',
        })),
        findings: errors
          .filter(({ file }) => file !== null)
          .map((error): Finding => ({
            tool: 'terraform',
            file: error.file,
            line: error.line,
            column: null,
            code: null,
            severity: 'error',
            message: shortened(`${error.words}: ${detailOf(view, error.index)}`, 300),
            logLine: view.number(error.index),
          })),
        dependency: providerIn(told),
        key: errors.map(({ words, file }) => `${words} ${file ?? ''}`).slice(0, 20),
        summary: sentence(shortened(`Terraform fails${at}: ${first.words}${more}`, 300)),
        nextStep: isVariable
          ? "Give the variable a value: TF_VAR_… in the project's CI/CD variables, a tfvars file, or a default."
          : (kind?.[2] ??
            'Correct the named line; `terraform validate` and `terraform plan` show the same on any machine.'),
      }),
    ];
  },
  examples: [
    {
      log: [
        '$ terraform plan',
        '╷',
        '│ Error: Reference to undeclared resource',
        '│ ',
        '│   on main.tf line 12, in resource "shop_till" "one":',
        '│   12:   drawer = shop_drawer.two.id',
        '│ ',
        '│ A managed resource "shop_drawer" "two" has not been declared in the root module.',
        '╵',
      ].join('\n'),
      category: 'build',
      findings: ['main.tf:12'],
    },
    {
      log: [
        'Initializing provider plugins...',
        '╷',
        '│ Error: Failed to query available provider packages',
        '│ ',
        '│ Could not retrieve the list of available versions for provider shop/till:',
        '│ no available releases match the given constraints ~> 9.0',
        '╵',
      ].join('\n'),
      category: 'dependency',
      dependency: 'shop/till',
    },
    {
      log: '$ terraform apply\n│ Error: No value for required variable\n│ \n│   on variables.tf line 3:\n│    3: variable "coins" {\n',
      category: 'configuration',
      findings: ['variables.tf:3'],
    },
    {
      log: '$ tofu plan\n╷\n│ Error: Error acquiring the state lock\n│ \n│ Lock Info:',
      category: 'infrastructure',
    },
  ],
  lookAlikes: [
    'Error: the till is empty',
    '$ terraform plan\nNo changes. Your infrastructure matches the configuration.',
  ],
};

function isTerraform(view: LogView): boolean {
  const isBoxed = view.has('│ Error: ') && view.has('╷');
  const called = /\b(?:terraform|tofu|terragrunt|tflint)\b/.test(view.script.command ?? '');
  return isBoxed || view.has('.tf line ') || (view.has('│ Error: ') && called);
}

function placeBelow(view: LogView, index: number): { file: string | null; line: number | null } {
  for (let at = index + 1; at <= index + 6; at += 1) {
    const match = where.exec(view.text(at));
    if (match?.[1] !== undefined) return { file: view.path(match[1]), line: Number(match[2]) };
    if (title.test(view.text(at))) break;
  }
  return { file: null, line: null };
}

/** The words below the title that are neither a place nor quoted source. */
function detailOf(view: LogView, index: number): string {
  const told: string[] = [];
  for (let at = index + 1; at <= index + 14 && told.length < 4; at += 1) {
    const text = view
      .text(at)
      .replace(/^[│|╵] ?/, '')
      .trim();
    if (title.test(view.text(at)) || view.text(at).startsWith('╵')) break;
    if (text !== '' && !where.test(view.text(at)) && !/^\d{1,7}: |^[│├]/.test(text)) told.push(text);
  }
  return told.join(' ');
}

function endOf(view: LogView, index: number): number {
  let at = index;
  while (at < index + 9 && /^[│|]/.test(view.text(at + 1))) at += 1;
  return at === index ? index + 4 : at;
}

function providerIn(told: string) {
  const match =
    /provider(?:s)? "?(?:registry\.\S{1,60}?\/)?([\w-]{1,60}\/[\w-]{1,60})"?(?:.{0,120}?constraints? "?([~><=!. \d\w,]{1,40}))?/.exec(
      told,
    );
  return match?.[1] === undefined ? null : { name: match[1], from: null, to: match[2]?.trim() ?? null };
}
