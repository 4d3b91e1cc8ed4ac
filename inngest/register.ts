import type { EngineLog, ServeHandler } from './embedded/engine-options';
import { servePath } from './serve-handler';

const longestPauseMs = 60_000;

/**
 * Tells the Inngest server which functions there are and where to call them, and tries again until it has
 * been heard. Ends early when `signal` is aborted.
 */
export async function register(handler: ServeHandler, log: EngineLog, signal: AbortSignal): Promise<void> {
  for (let pauseMs = 1_000; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const host = 'embedded.invalid';
    const request = new Request(`http://${host}${servePath}`, { method: 'PUT', headers: { host } });
    const response = await handler(request);
    if (response.ok) {
      log.info({}, 'The functions are registered with the Inngest server');
      return;
    }
    const answer = (await response.text()).slice(0, 500);
    log.warn(
      { status: response.status, answer },
      'The Inngest server did not take the functions; trying again',
    );
    await pause(pauseMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
