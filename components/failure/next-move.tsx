import type { ReactNode } from 'react';
import type { FailureStatus } from '@/lib/domain/failure-status';
import { failureStatusFace } from '@/lib/format/failure-status-face';
import { visibleText } from '@/lib/format/visible-text';
import { classNames } from '@/components/ui/class-names';
import { toneClasses } from '@/components/ui/tone-classes';

interface NextMoveProps {
  readonly status: FailureStatus;
  readonly reason: string;
  readonly actions: ReactNode;
}

/** How it stands and what one can press now. */
export function NextMove({ status, reason, actions }: NextMoveProps) {
  const face = failureStatusFace[status];
  return (
    <section
      aria-label="How it stands"
      className={classNames(
        'flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border px-4 py-3',
        toneClasses[face.tone],
      )}
    >
      <div className="min-w-0 flex-1 basis-80">
        <p className="font-semibold">{face.explanation}</p>
        {reason && reason !== face.explanation && (
          <p className="mt-0.5 text-[13px] [overflow-wrap:anywhere] text-ink">{visibleText(reason)}</p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </section>
  );
}
