'use client';

import { useSyncExternalStore } from 'react';
import { relativeTime } from '@/lib/format/relative-time';

const tickMs = 15_000;
const subscribers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(onTick: () => void): () => void {
  subscribers.add(onTick);
  timer ??= setInterval(() => {
    for (const tick of subscribers) tick();
  }, tickMs);
  return () => {
    subscribers.delete(onTick);
    if (subscribers.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

const currentTick = () => Math.floor(Date.now() / tickMs) * tickMs;

interface RelativeTimeProps {
  readonly at: Date;
  /** The server's clock when it rendered, so that the first picture in the browser is the same. */
  readonly now: Date;
  readonly className?: string;
}

/** `5 minutes ago`, kept true while the page is open; the exact time in the reader's zone on hover. */
export function RelativeTime({ at, now, className }: RelativeTimeProps) {
  const tick = useSyncExternalStore<number | null>(subscribe, currentTick, () => null);
  const exact = tick === null ? at.toISOString() : exactTime.format(at);
  return (
    <time dateTime={at.toISOString()} title={exact} className={className}>
      {relativeTime(at, tick === null ? now : new Date(Math.max(tick, now.getTime())))}
    </time>
  );
}

const exactTime = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });
