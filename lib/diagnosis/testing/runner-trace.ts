const esc = '\u001b';

function section(name: string, title: string, body: readonly string[]): string {
  const lines = [`${esc}[0K${esc}[36;1m${title}${esc}[0;m${esc}[0;m`, ...body].join('\n');
  return `section_start:1700000000:${name}\r${esc}[0K${lines}\nsection_end:1700000001:${name}\r${esc}[0K`;
}

/** A command of a job's script with what it printed. */
export interface Step {
  readonly command: string;
  readonly output?: string;
}

/** A job's trace as GitLab's runner writes it, the last of its commands having failed. */
export function runnerTrace(
  steps: readonly Step[],
  options: { readonly afterScript?: readonly Step[]; readonly folder?: string; readonly end?: string } = {},
): string {
  const folder = options.folder ?? '/builds/shop/till';
  const echoed = (all: readonly Step[]) =>
    all.flatMap(({ command, output }) => [
      `${esc}[32;1m$ ${command}${esc}[0;m`,
      ...(output === undefined ? [] : [output]),
    ]);
  return [
    `${esc}[0KRunning with gitlab-runner 18.4.0 (139a0ac0)${esc}[0;m\n${esc}[0K  on runner-1 k3lM2xSh${esc}[0;m\n`,
    section('prepare_executor', 'Preparing the "docker" executor', [
      'Using docker image sha256:0011 for node:22 ...',
    ]),
    section('get_sources', 'Getting source from Git repository', [
      `Initialized empty Git repository in ${folder}/.git/`,
      `${esc}[32;1mChecking out 8e953ce1 as detached HEAD (ref is main)...${esc}[0;m`,
    ]),
    section('step_script', 'Executing "step_script" stage of the job script', echoed(steps)),
    ...(options.afterScript === undefined
      ? []
      : [
          section('after_script', 'Running after_script', [
            'Running after script...',
            ...echoed(options.afterScript),
          ]),
        ]),
    section('cleanup_file_variables', 'Cleaning up project directory and file based variables', []),
    `${esc}[31;1m${options.end ?? 'ERROR: Job failed: exit code 1'}${esc}[0;m\n`,
  ].join('');
}
