import { buildCause, sentence, shortened } from '../causes/build-cause';
import type { CauseRange, Detector } from '../detector';
import { errorStrength } from '../ranking/error-strength';
import { lastInFailing } from '../view/last-in-failing';
import type { LogView } from '../view/log-view';

// BuildKit, the classic builder, Kaniko and Buildah each say in their own words that a command of the Dockerfile failed.
const failed =
  /(?:failed to solve: |ERROR: |^)process "(?:\/bin\/(?:ba)?sh (?:-o pipefail )?-e?c )?(.{1,2000}?)" did not complete successfully: exit code: (\d{1,3})|^The command '(?:\/bin\/(?:ba)?sh -c )?(.{1,2000}?)' returned a non-zero code: (\d{1,3})|error building image: error building stage: failed to execute command: (?:waiting for process to exit: )?exit status (\d{1,3})|^[Ee]rror: (?:error )?building at STEP "(.{1,2000}?)": (?:error )?while running runtime: exit status (\d{1,3})|executor failed running \[(?:\/bin\/(?:ba)?sh -c )?(.{1,2000}?)\]: exit code: (\d{1,3})/;
const keywords = [
  'did not complete successfully',
  'returned a non-zero code',
  'error building image',
  'building at STEP',
  'executor failed running',
];
const place = /^(Dockerfile\S{0,200}|\S{1,300}[Dd]ockerfile\S{0,100}):(\d{1,6})$/;
const arrow = /^\s{0,8}(\d{1,6}) \|\s{0,40}>>> ?(.{0,500})$/;
const stepLine = /^(?:#\d{1,4} |\s{0,4}=> )?(?:ERROR|CANCELED)? ?\[/;
// What the build tool says around the command's own output.
const around =
  /^(?:#\d{1,4} (?:ERROR|DONE|\[|sha256|resolve|extracting)|-{6,}|>? ?\[.{0,200}\]|ERROR: failed to|Dockerfile|\s{0,8}\d{1,6} \||The command |Removing intermediate|Step \d|\s{0,4}--->|Sending build context|error building image)/;

/** A command of a Dockerfile that failed: its own output above is the cause, the Dockerfile's line its place. */
export const dockerBuild: Detector = {
  id: 'docker-build',
  keywords,
  detect(view) {
    const told = lastInFailing(view, view.find(failed, keywords));
    if (told === undefined) return [];
    const groups = told.match;
    const command = (groups[1] ?? groups[3] ?? groups[6] ?? groups[8] ?? '').replace(/\s+/g, ' ').trim();
    const code = groups[2] ?? groups[4] ?? groups[5] ?? groups[7] ?? groups[9] ?? '';
    const at = dockerfileLine(view, told.index);
    const output = outputAbove(view, told.index);
    const what =
      command === ''
        ? 'A command of the Dockerfile'
        : `The Dockerfile's command \`${shortened(command, 120)}\``;
    return [
      buildCause({
        tool: 'docker',
        category: 'build',
        weight: 0.6,
        ranges: [
          ...output,
          { from: told.index, to: told.index, reason: 'Docker names the command that failed' },
        ],
        findings:
          at === null
            ? []
            : [
                {
                  tool: 'docker',
                  file: view.path(at.file),
                  line: at.line,
                  column: null,
                  code: null,
                  severity: 'error',
                  message: `${shortened(command, 300)} exited with ${code}`,
                  logLine: view.number(told.index),
                },
              ],
        key: [command, code],
        summary: sentence(
          `${what} failed with exit code ${code}${at === null ? '' : ` (${at.file}:${at.line})`}`,
        ),
        nextStep: "Read the command's own output above the line; the exit code alone does not say why.",
      }),
    ];
  },
  examples: [
    {
      log: [
        '#8 [4/4] RUN make coins',
        '#8 0.412 coins.c: no mint found',
        '#8 ERROR: process "/bin/sh -c make coins" did not complete successfully: exit code: 2',
        '------',
        ' > [4/4] RUN make coins:',
        '0.412 coins.c: no mint found',
        '------',
        'Dockerfile:12',
        '--------------------',
        '  10 |     COPY . .',
        '  12 | >>> RUN make coins',
        '--------------------',
        'ERROR: failed to solve: process "/bin/sh -c make coins" did not complete successfully: exit code: 2',
      ].join('\n'),
      category: 'build',
      findings: ['Dockerfile:12'],
    },
    {
      log: "Step 3/4 : RUN make coins\nno mint found\nThe command '/bin/sh -c make coins' returned a non-zero code: 2",
      category: 'build',
    },
    {
      log: 'no mint found\nerror building image: error building stage: failed to execute command: waiting for process to exit: exit status 2',
      category: 'build',
    },
  ],
  lookAlikes: ['#8 DONE 2.1s', 'the process did not complete successfully', 'Step 3/4 : RUN make coins'],
};

function dockerfileLine(view: LogView, index: number): { file: string; line: number } | null {
  for (let at = index; at > Math.max(-1, index - 40); at -= 1) {
    const match = place.exec(view.text(at));
    if (match?.[1] !== undefined) {
      const pointed = Array.from({ length: 30 }, (_, line) => arrow.exec(view.text(at + line))).find(
        (row) => row !== null,
      );
      return { file: match[1], line: Number(pointed?.[1] ?? match[2]) };
    }
  }
  return null;
}

/** The lines of the command's output that speak of an error, nearest to its end. */
function outputAbove(view: LogView, index: number): CauseRange[] {
  const first = view.find(failed, keywords).find(({ index: at }) => at > index - 200)?.index ?? index;
  let best: { at: number; strength: number } | null = null;
  for (let at = first - 1; at > Math.max(-1, first - 60); at -= 1) {
    const text = view.text(at);
    if (around.test(text) || stepLine.test(text)) {
      if (/^Step \d|^#\d{1,4} \[/.test(text)) break;
      continue;
    }
    const strength = errorStrength(text);
    if (strength > 0 && (best === null || strength > best.strength)) best = { at, strength };
  }
  if (best === null) return [];
  return [
    {
      from: best.at,
      to: Math.min(best.at + 2, first - 1),
      reason: 'What the command itself says before it failed',
    },
  ];
}
