import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'fflate';
import { tryGit } from '../../git/run-git';
import type { Sandbox } from '../../sandbox';
import { expandText } from '../config/expand-variables';
import type { ArtifactRecord, JobRecord } from '../records';
import { copyFiles } from './copy-files';
import { findFiles } from './find-files';
import type { FoundFile } from './find-files';
import { jobFiles } from './job-files';
import { ARCHIVE_LIMIT, makeArchive } from './make-archive';
import { parseDotenv } from './parse-dotenv';
import type { JobRun } from './run-job';
import type { Trace } from './trace';

/** Puts the artifacts of earlier jobs into the work tree; false where a job that is depended on has none left. */
export async function restoreArtifacts(sandbox: Sandbox, run: JobRun, trace: Trace): Promise<boolean> {
  const sources = run.sources.filter((source) => source.erasedAt !== null || archiveOf(source));
  if (sources.length === 0) return true;
  trace.sectionStart('download_artifacts', 'Downloading artifacts');
  let complete = true;
  for (const source of sources) {
    trace.step(`Downloading artifacts for ${source.name} (${source.id})...`);
    if (!archiveOf(source)) {
      complete = false;
      continue;
    }
    const tree = jobFiles.tree(sandbox.config.dataDir, source.id);
    await copyFiles(tree, run.folders.project, await findFiles(tree, ['.']));
    trace.plain(
      `Downloading artifacts from coordinator... ok        \u001b[0;m  host\u001b[0;m=${new URL(sandbox.config.baseUrl).host} id\u001b[0;m=${source.id} responseStatus\u001b[0;m=200 OK`,
    );
  }
  trace.sectionEnd('download_artifacts');
  return complete;
}

const archiveOf = (job: JobRecord): ArtifactRecord | undefined =>
  job.artifacts.find((one) => one.fileType === 'archive');

/** Stores what the job was told to keep. False where the files are too many for GitLab's limit. */
export async function saveArtifacts(
  sandbox: Sandbox,
  run: JobRun,
  trace: Trace,
  success: boolean,
): Promise<boolean> {
  const { job, folders, environment } = run;
  const config = job.config.artifacts;
  if (!config) return true;
  const outcome = success ? 'on_success' : 'on_failure';
  const wanted = config.when === 'always' || config.when === outcome;
  const reports = Object.entries(config.reports);
  if ((!wanted || (config.paths.length === 0 && !config.untracked)) && reports.length === 0) return true;

  const name = `upload_artifacts_on_${success ? 'success' : 'failure'}`;
  trace.sectionStart(name, `Uploading artifacts for ${success ? 'successful' : 'failed'} job`);
  await rm(jobFiles.artifacts(sandbox.config.dataDir, job.id), { recursive: true, force: true });
  job.artifacts = [];
  const expand = (paths: readonly string[]) => paths.map((one) => expandText(one, environment.env));
  let stored = true;
  if (wanted && (config.paths.length > 0 || config.untracked))
    stored = await saveArchive(sandbox, run, trace, expand(config.paths), expand(config.exclude));
  for (const [kind, paths] of reports) {
    // Reports are kept however the job ended, as GitLab does.
    const found = await findFiles(folders.project, expand(paths));
    trace.step('Uploading artifacts...');
    for (const one of paths) announce(trace, one, found.length);
    for (const [at, file] of found.entries()) {
      if (file.link || file.size > ARCHIVE_LIMIT) continue;
      await saveReport(sandbox, job, kind, at, await readFile(path.join(folders.project, file.path)), trace);
    }
  }
  trace.sectionEnd(name);
  return stored;
}

function announce(trace: Trace, pattern: string, count: number): void {
  if (count === 0)
    trace.warning(
      `${pattern}: no matching files. Ensure that the artifact path is relative to the working directory`,
    );
  else trace.plain(`${pattern}: found ${count} matching artifact files and directories\u001b[0;m `);
}

async function saveArchive(
  sandbox: Sandbox,
  run: JobRun,
  trace: Trace,
  paths: string[],
  exclude: string[],
): Promise<boolean> {
  const { job, folders } = run;
  const files = await chosenFiles(run, paths, exclude);
  trace.step('Uploading artifacts...');
  for (const pattern of paths)
    announce(trace, pattern, (await findFiles(folders.project, [pattern], exclude)).length);
  if (files.length === 0) {
    trace.error('No files to upload');
    return true;
  }
  const zip = await makeArchive(folders.project, files);
  if (!zip) {
    trace.error('Uploading artifacts as "archive" to coordinator... 413 Request Entity Too Large');
    return false;
  }
  const { dataDir } = sandbox.config;
  await copyFiles(folders.project, jobFiles.tree(dataDir, job.id), files);
  const relative = jobFiles.archive(job.id);
  await writeFile(path.join(dataDir, relative), zip);
  const filename = `${expandText(job.config.artifacts?.name ?? 'artifacts', run.environment.env).replaceAll('/', '_')}.zip`;
  job.artifacts.push({ fileType: 'archive', fileFormat: 'zip', filename, size: zip.length, path: relative });
  uploaded(trace, 'archive', job.id);
  return true;
}

/** What `paths` name and, with `untracked`, whatever git does not know. */
async function chosenFiles(run: JobRun, paths: string[], exclude: string[]): Promise<FoundFile[]> {
  const root = run.folders.project;
  const named = await findFiles(root, paths, exclude);
  if (!run.job.config.artifacts?.untracked) return named;
  const { stdout } = await tryGit(root, ['ls-files', '--others', '-z']);
  const untracked = new Set(stdout.toString().split('\0'));
  const known = new Set(named.map((file) => file.path));
  const more = await findFiles(root, ['.'], exclude);
  return [...named, ...more.filter((file) => untracked.has(file.path) && !known.has(file.path))];
}

async function saveReport(
  sandbox: Sandbox,
  job: JobRecord,
  kind: string,
  at: number,
  content: Buffer,
  trace: Trace,
): Promise<void> {
  if (kind === 'dotenv') {
    const parsed = parseDotenv(content.toString('utf8'));
    if (parsed.kind === 'invalid') {
      trace.error(`Uploading artifacts as "dotenv" to coordinator... 400 Bad Request (${parsed.message})`);
      return;
    }
    Object.assign(job.dotenv, parsed.variables);
  }
  const filename = `${kind}.gz`;
  const zipped = gzipSync(content);
  const relative = jobFiles.report(job.id, `${kind}-${at}.gz`);
  const target = path.join(sandbox.config.dataDir, relative);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, zipped);
  job.artifacts.push({ fileType: kind, fileFormat: 'gzip', filename, size: zipped.length, path: relative });
  uploaded(trace, kind, job.id);
}

function uploaded(trace: Trace, kind: string, jobId: number): void {
  trace.plain(
    `Uploading artifacts as "${kind}" to coordinator... 201 Created\u001b[0;m  id\u001b[0;m=${jobId} responseStatus\u001b[0;m=201 Created`,
  );
}
