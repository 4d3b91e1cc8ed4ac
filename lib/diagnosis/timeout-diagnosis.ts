import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import { fingerprint } from './fingerprint';
import type { LogView } from './view/log-view';

/** A job that GitLab stopped for its time: what it was running, and the last it said. */
export function timeoutDiagnosis(job: JobFacts, view: LogView): Diagnosis {
  const { script, log } = view;
  const last = lastSpoken(view);
  const running = script.command === null ? '' : ` while running \`${script.command}\``;
  const after = job.duration === null ? '' : ` after ${timeOf(job.duration)}`;
  return {
    category: 'timeout',
    verdict: 'unknown',
    verdictReason:
      'GitLab stopped the job at its time limit; whether the code hangs or the machine was slow, the log alone does not say.',
    confidence: 0.9,
    summary: `The job "${job.name}" was stopped at its time limit${after}${running}.`,
    nextStep:
      'Retry the job once. If it is stopped again, see what the last command waits for, or raise the timeout.',
    evidence:
      last === null
        ? []
        : [
            {
              start: view.number(last),
              end: view.number(last),
              reason: 'The last that the job said before it was stopped',
              lines: [(view.line(last)?.text ?? '').slice(0, 400)],
            },
          ],
    findings: [],
    failedTests: [],
    dependency: null,
    command: script.command,
    fingerprint: fingerprint('timeout', 'gitlab', [job.name, script.command ?? '']),
    trace: log.condition,
  };
}

function timeOf(seconds: number): string {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function lastSpoken(view: LogView): number | null {
  for (let index = view.script.to; index >= view.script.from; index -= 1) {
    const text = view.text(index);
    if (
      text.trim() !== '' &&
      !/^(?:ERROR: Job failed|WARNING: script canceled|WARNING: step_script could not run)/.test(text)
    ) {
      return index;
    }
  }
  return null;
}
