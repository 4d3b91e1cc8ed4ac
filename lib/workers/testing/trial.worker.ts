import { answerInWorker } from '../answer-in-worker';

/** Does what a test asks for: answers, fails, ends, spins or eats memory. */
await answerInWorker((input) => {
  const { kind, value } = input as { readonly kind: string; readonly value?: unknown };
  switch (kind) {
    case 'echo':
      return value;
    case 'environment': {
      const { env } = process;
      return Object.keys(env);
    }
    case 'throw':
      throw new Error('as asked');
    case 'exit':
      return process.exit(3);
    case 'spin':
      for (let count = 0; count >= 0; count += 1);
      return null;
    default: {
      const eaten: unknown[] = [];
      for (;;) eaten.push(Array.from({ length: 100_000 }, (_, index) => ({ index })));
    }
  }
});
