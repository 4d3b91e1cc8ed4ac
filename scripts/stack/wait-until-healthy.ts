import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the address answers 2xx. Throws when its process ends first or the time is up. */
export async function waitUntilHealthy(
  url: string,
  ended: Promise<unknown>,
  explain: () => Promise<string>,
  limitMs = 120_000,
): Promise<void> {
  const process = { gone: false };
  void ended.then(() => (process.gone = true));
  const giveUpAt = Date.now() + limitMs;
  let last = 'no answer';
  while (Date.now() < giveUpAt) {
    if (process.gone) throw new Error(`It ended before it answered.\n${await explain()}`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(30_000), redirect: 'manual' });
      await response.body?.cancel();
      if (response.ok) return;
      last = `answer ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(100);
  }
  throw new Error(`${url} did not become healthy within ${limitMs / 1000} s (${last}).\n${await explain()}`);
}
