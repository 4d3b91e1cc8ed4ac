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
  return edits.filter(({ path }) => files.has(path));
}
