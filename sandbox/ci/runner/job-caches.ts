import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Sandbox } from '../../sandbox';
import { expandText } from '../config/expand-variables';
import type { CacheConfig } from '../config/job-config';
import { copyFiles } from './copy-files';
import { findFiles } from './find-files';
import { jobFiles } from './job-files';
import type { JobRun } from './run-job';
import type { Trace } from './trace';

/** Puts cached files into the work tree. A cache that is not there yet is no failure. */
export async function restoreCaches(sandbox: Sandbox, run: JobRun, trace: Trace): Promise<void> {
  const caches = run.job.config.cache.filter((cache) => cache.policy !== 'push' && cache.paths.length > 0);
  if (caches.length === 0) return;
  trace.sectionStart('restore_cache', 'Restoring cache');
  for (const cache of caches) {
    const key = await cacheKey(cache, run);
    const folder = folderOf(sandbox, run, key);
    trace.step(`Checking cache for ${key}...`);
    if (existsSync(folder)) {
      await copyFiles(folder, run.folders.project, await findFiles(folder, ['.']));
      trace.step('Successfully extracted cache');
    } else {
      trace.plain(
        'No URL provided, cache will not be downloaded from shared cache server. Instead a local version of cache will be extracted. ',
      );
      trace.warning('Cache file does not exist                          ');
      trace.plain('\u001b[0;33mFailed to extract cache\u001b[0;m');
    }
  }
  trace.sectionEnd('restore_cache');
}

export async function saveCaches(
  sandbox: Sandbox,
  run: JobRun,
  trace: Trace,
  success: boolean,
): Promise<void> {
  const outcome = success ? 'on_success' : 'on_failure';
  const caches = run.job.config.cache.filter(
    (cache) =>
      cache.policy !== 'pull' &&
      cache.paths.length > 0 &&
      (cache.when === 'always' || cache.when === outcome),
  );
  if (caches.length === 0) return;
  trace.sectionStart('archive_cache', `Saving cache for ${success ? 'successful' : 'failed'} job`);
  for (const cache of caches) {
    const key = await cacheKey(cache, run);
    const folder = folderOf(sandbox, run, key);
    const paths = cache.paths.map((one) => expandText(one, run.environment.env));
    const files = await findFiles(run.folders.project, paths);
    trace.step(`Creating cache ${key}...`);
    for (const one of paths) {
      if (files.length === 0)
        trace.warning(
          `${one}: no matching files. Ensure that the artifact path is relative to the working directory`,
        );
    }
    await rm(folder, { recursive: true, force: true });
    await copyFiles(run.folders.project, folder, files);
    trace.step('Created cache');
  }
  trace.sectionEnd('archive_cache');
}

async function cacheKey(cache: CacheConfig, run: JobRun): Promise<string> {
  const written = expandText(cache.key, run.environment.env);
  if (cache.keyFiles.length === 0)
    return `${written}-${run.pipeline.protectedRef ? 'protected' : 'non_protected'}`;
  const hash = createHash('sha1');
  for (const file of cache.keyFiles.slice(0, 2)) {
    const inside = path.resolve(run.folders.project, file);
    if (!inside.startsWith(`${run.folders.project}${path.sep}`) || !existsSync(inside)) continue;
    hash.update(await readFile(inside));
  }
  return `${cache.key === 'default' ? '' : `${written}-`}${hash.digest('hex')}`;
}

/** A key may hold anything, so its digest names the folder. */
function folderOf(sandbox: Sandbox, run: JobRun, key: string): string {
  return jobFiles.cache(
    sandbox.config.dataDir,
    run.job.projectId,
    createHash('sha256').update(key).digest('hex').slice(0, 32),
  );
}
