import { keepStream } from './open-streams';

const heartbeatMs = 20_000;
/** Then the browser comes back by itself, and with it the question whether the session still holds. */
const lifetimeMs = 15 * 60_000;
const maxUnread = 500;

export interface EventSink {
  send(data: unknown): void;
}

/**
 * A Server-Sent Events answer. `start` gets the sink and gives how to end what feeds it; it ends with the request, with the
 * process, and after a quarter of an hour.
 */
export function eventStream(
  signal: AbortSignal,
  start: (sink: EventSink) => Promise<() => void>,
): Promise<Response> {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  let ended = false;
  const write = (text: string) => {
    if (ended) return;
    // A reader that does not read is let go; it comes back and looks again.
    if ((writer.desiredSize ?? 0) < -maxUnread) end();
    else writer.write(encoder.encode(text)).catch(end);
  };
  const timers = {
    heartbeat: setInterval(() => {
      write(': still here\n\n');
    }, heartbeatMs),
    lifetime: setTimeout(end, lifetimeMs),
  };
  let endSource: () => void = () => undefined;
  const forget = keepStream(end);

  function end(): void {
    if (ended) return;
    ended = true;
    clearInterval(timers.heartbeat);
    clearTimeout(timers.lifetime);
    forget();
    endSource();
    writer.close().catch(() => undefined); // the reader left first
  }

  signal.addEventListener('abort', end);
  const sink: EventSink = {
    send: (data) => {
      write(`data: ${JSON.stringify(data)}\n\n`);
    },
  };
  return start(sink).then(
    (stop) => {
      endSource = stop;
      if (signal.aborted || ended) stop();
      write('retry: 2000\n\n');
      return new Response(readable, {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-cache, no-store, no-transform',
          'x-accel-buffering': 'no',
        },
      });
    },
    (error: unknown) => {
      end();
      throw error;
    },
  );
}
