import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'fflate';
import type { Sandbox } from '../../sandbox';
import type { JobRecord } from '../records';
import { jobFiles } from '../runner/job-files';

/** A job's log so far; null where it left none. */
export async function readJobTrace(sandbox: Sandbox, jobId: number): Promise<Buffer | null> {
  return readOrNull(jobFiles.trace(sandbox.config.dataDir, jobId));
}

/** The zip of a job's artifacts; null where there is none. */
export async function readJobArchive(sandbox: Sandbox, job: JobRecord): Promise<Buffer | null> {
  const archive = job.artifacts.find((one) => one.fileType === 'archive');
  return archive ? readOrNull(path.join(sandbox.config.dataDir, archive.path)) : null;
}

/** Reports of one kind, unpacked. */
export async function readJobReports(sandbox: Sandbox, job: JobRecord, fileType: string): Promise<Buffer[]> {
  const reports: Buffer[] = [];
  for (const one of job.artifacts.filter((artifact) => artifact.fileType === fileType)) {
    const bytes = await readOrNull(path.join(sandbox.config.dataDir, one.path));
    if (bytes) reports.push(Buffer.from(gunzipSync(bytes)));
  }
  return reports;
}

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
