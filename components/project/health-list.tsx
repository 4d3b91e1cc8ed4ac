import { CircleAlert, CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import type { Tone } from '@/lib/format/face';
import type { HealthCheck } from '@/lib/format/project-health';
import { classNames } from '@/components/ui/class-names';
import { RelativeTime } from '@/components/ui/relative-time';
import { toneText } from '@/components/ui/tone-classes';

const icons: Readonly<Record<Tone, LucideIcon>> = {
  success: CircleCheck,
  warning: CircleAlert,
  danger: CircleX,
  neutral: CircleDashed,
  info: CircleDashed,
  attention: CircleAlert,
};

export function HealthList({ checks, now }: { readonly checks: readonly HealthCheck[]; readonly now: Date }) {
  return (
    <ul className="space-y-2.5 p-4 text-[13px]">
      {checks.map((check) => {
        const Icon = icons[check.tone];
        return (
          <li key={check.id} className="flex gap-2">
            <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', toneText[check.tone])} />
            <span className="min-w-0">
              <span className="font-medium">{check.label}</span>
              <span className="block text-muted">
                {check.detail} {check.at && <RelativeTime at={check.at} now={now} />}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
