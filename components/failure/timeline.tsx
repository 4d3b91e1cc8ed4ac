import { Bot, UserRound } from 'lucide-react';
import { visibleText } from '@/lib/format/visible-text';
import { RelativeTime } from '@/components/ui/relative-time';

interface TimelineProps {
  readonly now: Date;
  readonly entries: readonly {
    readonly id: string;
    readonly at: Date;
    readonly actorKind: 'person' | 'automation';
    readonly actorName: string;
    readonly text: string;
  }[];
}

/** What happened and who did it, oldest first. */
export function Timeline({ entries, now }: TimelineProps) {
  return (
    <ol className="px-4 py-3">
      {entries.map((entry) => {
        const Icon = entry.actorKind === 'person' ? UserRound : Bot;
        return (
          <li
            key={entry.id}
            className="relative flex gap-3 pb-3 text-[13px] not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-[11px] not-last:before:w-px not-last:before:bg-line last:pb-0"
          >
            <span className="grid size-[23px] shrink-0 place-items-center rounded-full border border-line bg-subtle text-muted">
              <Icon aria-hidden className="size-3.5" />
            </span>
            <p className="min-w-0 flex-1 pt-0.5 [overflow-wrap:anywhere]">
              <Sentence actor={entry.actorName} isPerson={entry.actorKind === 'person'} text={entry.text} />{' '}
              <RelativeTime at={entry.at} now={now} className="text-xs whitespace-nowrap text-muted" />
            </p>
          </li>
        );
      })}
    </ol>
  );
}

/** Most sentences of the audit trail name the person who acted; where one does not, the name stands before it. */
function Sentence({ actor, isPerson, text }: { actor: string; isPerson: boolean; text: string }) {
  const namesActor = text.startsWith(`${actor} `);
  const rest = namesActor ? text.slice(actor.length) : text;
  return (
    <>
      {isPerson || namesActor ? (
        <span className="font-medium">{visibleText(actor)}</span>
      ) : (
        <span className="sr-only">{actor}:</span>
      )}
      {isPerson && !namesActor && ': '}
      {visibleText(rest)}
    </>
  );
}
