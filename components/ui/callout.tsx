import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '@/lib/format/face';
import { classNames } from './class-names';
import { toneClasses } from './tone-classes';

interface CalloutProps {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly role?: 'alert' | 'status' | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Callout({ tone, icon: Icon, role, className, children }: CalloutProps) {
  return (
    <div
      role={role}
      className={classNames(
        'flex gap-2 rounded-md border px-3 py-2 text-[13px]',
        toneClasses[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />}
      <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>
    </div>
  );
}
