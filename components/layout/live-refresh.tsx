'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { classNames } from '@/components/ui/class-names';

interface LiveRefreshProps {
  /** Only changes of this failure; without it of all that the person may see. */
  readonly failureId?: string;
  /** Said to screen readers when it changes, e.g. the status that the page shows. */
  readonly announce?: string;
}

const settleMs = 120;
const longestWaitMs = 700;
const retryMs = [1_000, 2_000, 5_000, 10_000];

/** Keeps the page true while it is open: hears of changes and has the server render again what changed. */
export function LiveRefresh({ failureId, announce }: LiveRefreshProps) {
  const isLive = useLiveChanges(failureId);
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-muted">
      <span
        aria-hidden
        className={classNames('size-2 rounded-full', isLive ? 'bg-success' : 'border border-line-strong')}
      />
      {isLive ? 'Live' : 'Connecting…'}
      <span role="status" className="sr-only">
        {announce}
      </span>
    </span>
  );
}

function useLiveChanges(failureId: string | undefined): boolean {
  const router = useRouter();
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    let source: EventSource | null = null;
    let settle: ReturnType<typeof setTimeout> | undefined;
    let reconnect: ReturnType<typeof setTimeout> | undefined;
    let firstUnshown: number | null = null;
    let failures = 0;

    const refresh = () => {
      firstUnshown ??= Date.now();
      clearTimeout(settle);
      const left = firstUnshown + longestWaitMs - Date.now();
      settle = setTimeout(
        () => {
          firstUnshown = null;
          router.refresh();
        },
        Math.max(0, Math.min(settleMs, left)),
      );
    };
    const open = () => {
      const address = failureId ? `/api/live?failure=${encodeURIComponent(failureId)}` : '/api/live';
      const next = new EventSource(address);
      source = next;
      next.addEventListener('open', () => {
        setIsLive(true);
        // What changed while nobody listened; the first picture may be older than the stream as well.
        refresh();
        failures = 0;
      });
      next.addEventListener('message', refresh);
      next.addEventListener('error', () => {
        setIsLive(false);
        // The browser tries again by itself after a cut; not after an answer that was no stream.
        if (next.readyState !== EventSource.CLOSED) return;
        reconnect = setTimeout(open, retryMs[Math.min(failures, retryMs.length - 1)]);
        failures += 1;
      });
    };
    open();
    return () => {
      source?.close();
      clearTimeout(settle);
      clearTimeout(reconnect);
    };
  }, [failureId, router]);
  return isLive;
}
