import { Worker } from 'node:worker_threads';

import ts from 'typescript';

import type { FileEdit } from '@/lib/domain/file-edit';
import type { Finding } from '@/lib/domain/finding';
import type { CompilerFixer, FixerAnswer, SourceTree } from '@/lib/ports/fixers';
import { runInWorker, workerOptions } from '@/lib/workers/run-in-worker';

import type { CompilerFixTask } from './compiler-fix.worker';
import type { Corrections } from './typescript-corrections';
import { majorOf, projectPackageVersion, versionFilesFor } from './project-package-version';
import { readTypeScriptProject } from './typescript-project';
import { readTypeScriptSources } from './typescript-sources';

const MOST_FINDINGS = 50;
const BUDGET = { milliseconds: 45_000, megabytes: 768 };

/** TypeScript's own code fixes, checked again by TypeScript, on the repository's texts alone (no node_modules). */
export const typescriptFixer: CompilerFixer = { fix: fixWithTypeScript };

async function fixWithTypeScript(findings: readonly Finding[], source: SourceTree): Promise<FixerAnswer> {
  const not = (reason: string): FixerAnswer => ({ kind: 'not-offered', reason });
  const inTree = new Set(await source.listFiles());
  const errors = findings.flatMap((finding) => {
    const code = /^(?:TS)?(\d{4,5})$/.exec(finding.code ?? '')?.[1];
    const { file, severity } = finding;
    if (code === undefined || file === null || severity !== 'error') return [];
    return [{ ...finding, code: `TS${code}`, file }];
  });
  const [first] = errors;
  if (first === undefined) return not('The log names no TypeScript error with its place.');
  if (errors.length > MOST_FINDINGS) return not(`There are more than ${MOST_FINDINGS} TypeScript errors.`);
  const outside = errors.find(({ file }) => !inTree.has(file));
  if (outside !== undefined) return not(`${outside.file}, which the log names, is not in the commit.`);

  const answer = await readTypeScriptProject(first.file, inTree, source);
  if (answer.kind === 'unreadable') return not(answer.reason);
  const { project } = answer;
  const manifests = versionFilesFor(first.file).filter((path) => inTree.has(path));
  const version = projectPackageVersion('typescript', first.file, await source.readFiles(manifests));
  const sources = await readTypeScriptSources(errors, project, inTree, source);
  if (sources.kind === 'too-many') return not(sources.reason);

  const task: CompilerFixTask = {
    texts: sources.texts,
    options: checkingOptions(project.options, version),
    findings: errors,
  };
  const ran = await runInWorker<Corrections>(
    () =>
      new Worker(new URL('./compiler-fix.worker.ts', import.meta.url), { ...workerOptions(task, BUDGET) }),
    BUDGET,
  );
  if (ran.kind === 'stopped') return not(`The compiler was stopped. ${ran.reason}`);
  if (ran.answer.kind === 'none') return not(ran.answer.reason);
  const edits: FileEdit[] = [...ran.answer.texts].map(([path, after]) => ({
    path,
    before: sources.texts.get(path) ?? null,
    after,
  }));
  return { kind: 'edits', edits, strategy: `TypeScript ${ts.version}: ${ran.answer.fixes.join('; ')}` };
}

/** Without node_modules nothing is emitted, no type packages are looked for, and old option names are not worth a word. */
function checkingOptions(options: ts.CompilerOptions, version: string | null): ts.CompilerOptions {
  const major = version === null ? null : majorOf(version);
  return {
    // TypeScript is strict by itself since 6.0; what an older one let pass is no error of this project.
    ...(major !== null && major < 6 ? { strict: false } : {}),
    ...options,
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    skipLibCheck: true,
    types: [],
    ignoreDeprecations: '6.0',
  };
}
