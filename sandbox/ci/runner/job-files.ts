import path from 'node:path';

/** Where the sandbox keeps what jobs leave behind, below its data folder. */
export const jobFiles = {
  trace: (dataDir: string, jobId: number) => path.join(dataDir, 'traces', `${jobId}.log`),
  artifacts: (dataDir: string, jobId: number) => path.join(dataDir, 'artifacts', String(jobId)),
  /** The files themselves, for jobs that come after; modes and links are kept there. */
  tree: (dataDir: string, jobId: number) => path.join(dataDir, 'artifacts', String(jobId), 'tree'),
  archive: (jobId: number) => path.join('artifacts', String(jobId), 'artifacts.zip'),
  report: (jobId: number, name: string) => path.join('artifacts', String(jobId), 'reports', name),
  cache: (dataDir: string, projectId: number, key: string) =>
    path.join(dataDir, 'cache', String(projectId), key),
};
