import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { detectors } from '@/lib/diagnosis/detectors';
import { knownFormatters } from '@/lib/diagnosis/formatters/known-formatters';
import { findCauses } from '@/lib/diagnosis/ranking/find-causes';
import { guiltyDependency } from '@/lib/diagnosis/java-dependency/guilty-dependency';
import { LogView } from '@/lib/diagnosis/view/log-view';
import { readTraceText } from '@/lib/log/read-trace';
import { root } from './root';

const file = path.join(root, 'lib/diagnosis/view/looked-up-texts.ts');

/** Writes down every text that the detectors look for in their examples: `node scripts/run.mjs remake-looked-up-texts`. */
async function main(): Promise<void> {
  const keywords = new Set(detectors.flatMap(({ keywords: own, lookUps = [] }) => [...own, ...lookUps]));
  // These stand nearly everywhere and are only looked for where a rarer text stands too.
  for (const { keyword, beside } of knownFormatters) if (beside !== undefined) keywords.add(keyword);
  const found = new Set<string>();
  class RecordingView extends LogView {
    override has(text: string): boolean {
      if (!keywords.has(text)) found.add(text);
      return super.has(text);
    }

    override linesWith(text: string): readonly number[] {
      if (!keywords.has(text)) found.add(text);
      return super.linesWith(text);
    }
  }
  for (const { detect, examples, lookAlikes } of detectors) {
    for (const log of [...examples.map((example) => example.log), ...lookAlikes]) {
      const view = new RecordingView(await readTraceText(log));
      detect(view);
      const [best] = findCauses(view);
      if (best === undefined) continue;
      for (const category of ['build', 'test', 'dependency'] as const)
        guiltyDependency(view, { ...best.cause, category, dependency: null });
    }
  }
  const list = [...found].sort().map((text) => JSON.stringify(text));
  const source = await readFile(file, 'utf8');
  const text = source.replace(/= \[[^]*$/, `= [${list.join(',\n')}];\n`);
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
  process.stdout.write(`${found.size} texts.\n`);
}

await main();
