import type { Finding } from '@/lib/domain/finding';
import { buildCause, place, sentence, shortened } from '../causes/build-cause';
import type { Cause, Detector } from '../detector';
import { lastInFailing } from '../view/last-in-failing';
import type { LogView } from '../view/log-view';

const failed =
  /^(?:failed|fatal): \[([^\]\s]{1,200})(?: -> \S{1,100})?\](?:: |.{0,200}?=> ?)(FAILED!|UNREACHABLE!)?(?: => )?(.{0,4000})$/;
const task = /^(?:TASK|RUNNING HANDLER) \[(.{1,300}?)\] \*+$/;
const general = /^(?:\[?ERROR\]?!?:? ?)(?:! )?(\S.{0,500})$/;
const location =
  /^(?:The error appears to be in|Origin:) '?(\S{1,300}?\.ya?ml)'?: ?(?:line )?(\d{1,7})(?:, column |:)(\d{1,5})/;

/** Ansible: the task that failed on a host, hosts that cannot be reached, playbooks that cannot be read. */
export const ansible: Detector = {
  id: 'ansible',
  keywords: ['fatal: [', 'failed: [', 'ERROR! ', 'The error appears to be in', 'Origin: '],
  detect: (view) => [...taskFailure(view), ...playbookError(view)],
  examples: [
    {
      log: 'TASK [till : count the coins] ****************\nfatal: [shop-1]: FAILED! => {"changed": false, "msg": "No coins found"}',
      category: 'build',
    },
    {
      log: 'TASK [Gathering Facts] ***\nfatal: [shop-1]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh", "unreachable": true}',
      category: 'infrastructure',
    },
    {
      log: "ERROR! Syntax Error while loading YAML.\n  did not find expected key\n\nThe error appears to be in '/builds/shop/till/site.yml': line 12, column 5, but may\nbe elsewhere in the file depending on the exact syntax problem.",
      category: 'configuration',
      findings: ['site.yml:12'],
    },
    {
      log: "ERROR! couldn't resolve module/action 'shop.till.count'. This often indicates a misspelling, missing collection, or incorrect module path.",
      category: 'dependency',
      dependency: 'shop.till',
    },
  ],
  lookAlikes: [
    'fatal: not a git repository',
    'ok: [shop-1] => {"changed": false}',
    'ERROR! the coins are gone',
  ],
};

function taskFailure(view: LogView): Cause[] {
  const rows = view
    .find(failed, ['fatal: [', 'failed: ['])
    .filter(({ index }) => !view.text(index + 1).startsWith('...ignoring'));
  const told = lastInFailing(view, rows);
  if (told === undefined) return [];
  const [, host = '', kind, data = ''] = told.match;
  const isAway = kind === 'UNREACHABLE!';
  const name = taskAbove(view, told.index);
  const words = messageIn(data === '' ? linesBelow(view, told.index) : data);
  return [
    buildCause({
      tool: 'ansible',
      category: isAway
        ? 'infrastructure'
        : /permission denied|Missing sudo password|incorrect sudo/i.test(words)
          ? 'permission'
          : 'build',
      weight: 0.93,
      ranges: [
        {
          from: told.index,
          to: told.index + (data.length > 2 ? 0 : 5),
          reason: 'Ansible names the host and what went wrong',
        },
      ],
      findings: findingBelow(view, told.index, words),
      key: [name ?? '', words],
      summary: sentence(
        shortened(
          isAway
            ? `Ansible cannot reach ${host}: ${words}`
            : `Ansible's task${name === null ? '' : ` "${name}"`} failed on ${host}: ${words}`,
          300,
        ),
      ),
      nextStep: isAway
        ? 'See whether the host is up and whether the job has its key and network.'
        : 'Correct what the message names; `-vvv` shows more of the task.',
    }),
  ];
}

function playbookError(view: LogView): Cause[] {
  const told = view
    .find(/^(?:ERROR! |\[ERROR\]: )(\S.{0,500})$/, ['ERROR! ', '[ERROR]: '])
    .find(({ index }) => index <= view.script.to || view.script.command === null);
  if (told === undefined) return [];
  const words = told.match[1] ?? general.exec(view.text(told.index))?.[1] ?? '';
  const isAnsible = [
    'The error appears to be in',
    'playbook',
    'ansible',
    'PLAY ',
    'module/action',
    'Origin: ',
  ].some((word) => view.has(word));
  if (!isAnsible) return [];
  const missing =
    /couldn't resolve module\/action '([\w]{1,60}\.[\w]{1,60})\.[\w.]{1,100}'|the role '([\w.-]{1,100})' was not found|Failed to (?:resolve|find) .{0,40}collection '?([\w.:-]{1,100})/.exec(
      words,
    );
  const dependency = missing?.[1] ?? missing?.[2] ?? missing?.[3] ?? null;
  const findings = findingBelow(view, told.index, words);
  const [at] = findings;
  return [
    buildCause({
      tool: 'ansible',
      category: dependency === null ? 'configuration' : 'dependency',
      verdict: 'code',
      weight: 0.93,
      ranges: [{ from: told.index, to: told.index + 3, reason: 'Ansible says what it cannot read or find' }],
      findings,
      dependency: dependency === null ? null : { name: dependency, from: null, to: null },
      key: [words],
      summary: sentence(
        shortened(
          `Ansible cannot run the playbook${at?.file == null ? '' : ` (${place(at.file, at.line)})`}: ${words}`,
          300,
        ),
      ),
      nextStep:
        dependency === null
          ? 'Correct the playbook at the named place; `ansible-playbook --syntax-check` shows the same.'
          : 'Install the collection or role before the playbook runs (`ansible-galaxy install`), or correct its name.',
    }),
  ];
}

function taskAbove(view: LogView, index: number): string | null {
  for (let at = index - 1; at > Math.max(-1, index - 200); at -= 1) {
    const match = task.exec(view.text(at));
    if (match?.[1] !== undefined) return match[1];
  }
  return null;
}

/** What the result says for people: its `msg`, else what the command wrote to standard error. */
function messageIn(data: string): string {
  for (const key of ['msg', 'stderr', 'module_stderr', 'reason']) {
    const found = new RegExp(String.raw`"?${key}"?: "?((?:[^"\\]|\\.){1,600})`).exec(data)?.[1];
    if (found !== undefined && found !== 'non-zero return code' && !found.startsWith('MODULE FAILURE'))
      return found.replace(/\\[nrt]/g, ' ').trim();
  }
  return shortened(data, 200);
}

function linesBelow(view: LogView, index: number): string {
  return Array.from({ length: 30 }, (_, line) => view.text(index + line + 1).trim()).join(' ');
}

function findingBelow(view: LogView, index: number, message: string): Finding[] {
  for (let at = index; at <= index + 12; at += 1) {
    const match = location.exec(view.text(at).trim());
    if (match?.[1] === undefined) continue;
    return [
      {
        tool: 'ansible',
        file: view.path(match[1]),
        line: Number(match[2]),
        column: Number(match[3]),
        code: null,
        severity: 'error',
        message: shortened(message, 300),
        logLine: view.number(at),
      },
    ];
  }
  return [];
}
