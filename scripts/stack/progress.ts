/** One line about what is going on, for the person who waits. Standard output stays free for results. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says what is begun and, when it has ended, how long it took. */
export async function inStep<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  progress(`… ${name}`);
  const reminder = setInterval(() => {
    progress(`… ${name} (${seconds(began)} s)`);
  }, 15_000);
  try {
    const result = await work();
    progress(`✓ ${name} (${seconds(began)} s)`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

const seconds = (began: number) => ((performance.now() - began) / 1000).toFixed(1);
