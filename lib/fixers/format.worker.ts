import { format, type Options } from 'prettier';

import { answerInWorker } from '@/lib/workers/answer-in-worker';

export interface FormatTask {
  readonly path: string;
  readonly text: string;
  readonly options: Options;
}
export type FormatResult =
  { readonly path: string; readonly text: string } | { readonly path: string; readonly error: string };

await answerInWorker(async (input): Promise<FormatResult[]> => {
  const tasks = input as readonly FormatTask[];
  const results: FormatResult[] = [];
  for (const { path, text, options } of tasks) {
    try {
      // No plugins whatever the options say: naming one would import it.
      results.push({ path, text: await format(text, { ...options, filepath: path, plugins: [] }) });
    } catch (error) {
      const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      results.push({ path, error: line });
    }
  }
  return results;
});
