import { Worker } from 'node:worker_threads';

import ignore from 'ignore';
import { version as ownVersion } from 'prettier';

import type { FileEdit } from '@/lib/domain/file-edit';
import type { FixerAnswer, Formatter, SourceTree } from '@/lib/ports/fixers';
import { runInWorker, workerOptions } from '@/lib/workers/run-in-worker';

import type { FormatResult, FormatTask } from './format.worker';
import { foldersAbove, settingsFilesFor, settingsFor } from './prettier-settings';
import { majorOf, projectPackageVersion, versionFilesFor } from './project-package-version';

const MOST_FILES = 50;
const MOST_CHARACTERS = 500_000;
const BUDGET = { milliseconds: 20_000, megabytes: 256 };

/**
 * Prettier as a library, with the project's own settings read as data. Offered only where the result will be what the project's
 * Prettier would write: same major version, no plugins, no configuration that is code.
 */
export const prettierFormatter: Formatter = { format: formatWithPrettier };

async function formatWithPrettier(files: readonly string[], source: SourceTree): Promise<FixerAnswer> {
  const not = (reason: string): FixerAnswer => ({ kind: 'not-offered', reason });
  const inTree = new Set(await source.listFiles());
  const wanted = [...new Set(files)].filter((path) => inTree.has(path));
  if (wanted.length === 0) return not('None of the files that the log names is in the commit.');
  if (wanted.length > MOST_FILES) return not(`More than ${MOST_FILES} files would be formatted.`);

  const settings = new Set(
    wanted.flatMap((path) => [...settingsFilesFor(path), ...versionFilesFor(path), ...ignoreFilesFor(path)]),
  );
  const present = await source.readFiles([...settings, ...wanted].filter((path) => inTree.has(path)));
  const unread = [...settings].find((path) => inTree.has(path) && !present.has(path));
  if (unread !== undefined)
    return not(`${unread} cannot be read, so it is not known how the project formats.`);
  const tasks: FormatTask[] = [];
  const origins = new Set<string>();
  for (const path of wanted) {
    const version = projectPackageVersion('prettier', path, present);
    if (version !== null && majorOf(version) !== majorOf(ownVersion)) {
      return not(
        `The project uses Prettier ${version}; here it is ${ownVersion}, which formats differently.`,
      );
    }
    const found = settingsFor(path, present);
    if (found.kind === 'unsupported') return not(found.reason);
    const text = present.get(path);
    if (text === undefined) return not(`${path} is not a text file.`);
    if (text.length > MOST_CHARACTERS) return not(`${path} is too large to be formatted here.`);
    if (isIgnored(path, present)) continue;
    tasks.push({ path, text, options: found.options });
    origins.add(found.from ?? 'its defaults');
  }
  if (tasks.length === 0) return not('The project ignores all of the files that the log names.');

  const ran = await runInWorker<readonly FormatResult[]>(
    () => new Worker(new URL('./format.worker.ts', import.meta.url), { ...workerOptions(tasks, BUDGET) }),
    BUDGET,
  );
  if (ran.kind === 'stopped') return not(`Formatting was stopped. ${ran.reason}`);
  const edits: FileEdit[] = [];
  for (const [index, result] of ran.answer.entries()) {
    if ('error' in result) return not(`Prettier cannot read ${result.path}: ${result.error}`);
    const before = tasks[index]?.text ?? null;
    if (before !== result.text) edits.push({ path: result.path, before, after: result.text });
  }
  if (edits.length === 0) return not('Prettier would change none of the files that the log names.');
  return { kind: 'edits', edits, strategy: `Prettier ${ownVersion} with ${[...origins].join(', ')}` };
}

function ignoreFilesFor(path: string): string[] {
  return foldersAbove(path).map((folder) =>
    folder === '' ? '.prettierignore' : `${folder}/.prettierignore`,
  );
}

function isIgnored(path: string, present: ReadonlyMap<string, string>): boolean {
  return ignoreFilesFor(path).some((file) => {
    const text = present.get(file);
    const folder = file.slice(0, -'.prettierignore'.length);
    return (
      text !== undefined && text.length <= 100_000 && ignore().add(text).ignores(path.slice(folder.length))
    );
  });
}
