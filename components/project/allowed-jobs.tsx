'use client';

import { X } from 'lucide-react';
import { useActionState } from 'react';
import { visibleText } from '@/lib/format/visible-text';
import { type FormAction, idle } from '@/components/ui/action-state';
import { Button } from '@/components/ui/button';

interface AllowedJobsProps {
  readonly projectId: string;
  readonly jobs: readonly string[];
  readonly mayConfigure: boolean;
  readonly allow: FormAction;
  readonly disallow: FormAction;
}

/** Jobs that deploy, or that a failed pipeline did not hold, stop a validation unless a Maintainer lets them run. */
export function AllowedJobs({ projectId, jobs, mayConfigure, allow, disallow }: AllowedJobsProps) {
  const [allowed, submitAllow, allowing] = useActionState(allow, idle);
  const [disallowed, submitDisallow, disallowing] = useActionState(disallow, idle);
  const refusal = [allowed, disallowed].find(({ kind }) => kind === 'refused');
  return (
    <div className="space-y-3 p-4 text-[13px]">
      <p className="text-muted">
        A fix is not validated where a job would start by itself that deploys, releases or was not part of the
        failed pipeline, unless that job is named here.
      </p>
      {jobs.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {jobs.map((job) => (
            <li key={job} className="flex items-center justify-between gap-2 py-1">
              <span className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{visibleText(job)}</span>
              {mayConfigure && (
                <form action={submitDisallow}>
                  <input type="hidden" name="projectId" value={projectId} />
                  <input type="hidden" name="job" value={job} />
                  <Button
                    type="submit"
                    look="quiet"
                    className="h-7 px-1.5"
                    disabled={disallowing}
                    aria-label={`No longer allow ${job}`}
                  >
                    <X aria-hidden />
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {jobs.length === 0 && <p>None.</p>}
      {mayConfigure && (
        <form action={submitAllow} className="flex gap-2">
          <input type="hidden" name="projectId" value={projectId} />
          <input
            name="job"
            required
            maxLength={255}
            autoComplete="off"
            spellCheck={false}
            aria-label="Name of a job"
            placeholder="Name of a job"
            className="h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 font-mono text-xs placeholder:text-muted"
          />
          <Button type="submit" disabled={allowing}>
            Allow
          </Button>
        </form>
      )}
      {refusal && (
        <p role="alert" className="text-danger">
          {refusal.kind === 'refused' ? refusal.message : ''}
        </p>
      )}
    </div>
  );
}
