import { Bot, UserRound } from 'lucide-react';
import Link from 'next/link';
import { visibleText } from '@/lib/format/visible-text';
import { RelativeTime } from '@/components/ui/relative-time';

interface ActivityListProps {
  readonly now: Date;
  readonly items: readonly {
    readonly id: string;
    readonly at: Date;
    readonly actorKind: 'person' | 'automation';
    readonly actorName: string;
    readonly summary: string;
    readonly failureId: string | null;
  }[];
}

/** The audit trail in short, newest first. */
export function ActivityList({ items, now }: ActivityListProps) {
  if (items.length === 0) return <p className="px-4 py-3 text-[13px] text-muted">Nothing was done yet.</p>;
  return (
    <ul className="divide-y divide-line text-[13px]">
      {items.map((item) => {
        const Icon = item.actorKind === 'person' ? UserRound : Bot;
        return (
          <li key={item.id} className="flex gap-2.5 px-4 py-2">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="sr-only">{item.actorName}: </span>
              {item.failureId ? (
                <Link href={`/failures/${item.failureId}`} className="hover:text-accent hover:underline">
                  {visibleText(item.summary)}
                </Link>
              ) : (
                visibleText(item.summary)
              )}
            </p>
            <RelativeTime at={item.at} now={now} className="shrink-0 text-xs leading-5 text-muted" />
          </li>
        );
      })}
    </ul>
  );
}
