import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '@/lib/format/face';
import { classNames } from './class-names';
import { toneClasses } from './tone-classes';

interface BadgeProps {
  readonly tone: Tone;
  readonly icon?: LucideIcon | undefined;
  readonly spinning?: boolean | undefined;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A word with its tone; the shape beside it says the same to those who see no colour. */
export function Badge({ tone, icon: Icon, spinning, title, className, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-[22px] w-fit shrink-0 items-center gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap',
        toneClasses[tone],
        className,
      )}
    >
      {Icon && (
        <Icon
          aria-hidden
          className={classNames('size-3.5 shrink-0', spinning && 'animate-spin [animation-duration:2.5s]')}
        />
      )}
      {children}
    </span>
  );
}
