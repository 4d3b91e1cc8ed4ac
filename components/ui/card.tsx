import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface CardProps {
  readonly id?: string | undefined;
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A bordered section with a heading and, at its end, something small beside it. */
export function Card({ id, title, aside, className, children }: CardProps) {
  return (
    <section
      id={id}
      aria-labelledby={id && title ? `${id}-title` : undefined}
      className={classNames('rounded-lg border border-line bg-surface', className)}
    >
      {title !== undefined && (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b border-line px-4 py-2">
          <h2 id={id && `${id}-title`} className="min-w-0 text-sm font-semibold">
            {title}
          </h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
