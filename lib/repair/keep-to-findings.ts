import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { FileEdit } from '@/lib/domain/file-edit';

import { type ToolId, toolById } from './tools';

/**
 * The edits to files that the diagnosis names. A linter's fix mode also touches files that made nothing fail; a fix is no bigger than
 * its failure. Everything is kept where the list of findings may be incomplete (a cut log) or the tool does not list files.
 */
export function keepToFindings(
  edits: readonly FileEdit[],
  diagnosis: Pick<Diagnosis, 'findings' | 'trace'>,
  tool: ToolId,
): readonly FileEdit[] {
  const { findingNames, kind } = toolById(tool);
  const named = diagnosis.findings.filter((finding) => findingNames.includes(finding.tool.toLowerCase()));
  const files = new Set(named.map(({ file }) => file));
  if (kind === 'lockfile' || diagnosis.trace !== 'whole' || named.length === 0 || files.has(null))
    return edits;
  // A tool prints paths as seen from where it ran; where that was unknown, a path may be the end of the real one.
  const paths = new Set(edits.map(({ path }) => path));
  const ends = [...files].filter((file) => file !== null && !paths.has(file)).map((file) => `/${file}`);
  return edits.filter(({ path }) => files.has(path) || ends.some((end) => path.endsWith(end)));
}
