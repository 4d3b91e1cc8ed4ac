import type { FileEdit } from '@/lib/domain/file-edit';
import type { Finding } from '@/lib/domain/finding';

/** The repository at one commit, read on demand. Paths are relative to its root. */
export interface SourceTree {
  listFiles(): Promise<readonly string[]>;
  /** Absent: no such file, or not UTF-8 text. */
  readFiles(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export type FixerAnswer =
  | { readonly kind: 'edits'; readonly edits: readonly FileEdit[]; readonly strategy: string }
  | { readonly kind: 'not-offered'; readonly reason: string };

/** Formats files in this process, with the project's own settings, without running any of the project's code. */
export interface Formatter {
  format(files: readonly string[], source: SourceTree): Promise<FixerAnswer>;
}

/** Applies the compiler's own code fixes for exactly these diagnostics, if they are unambiguous and invent nothing. */
export interface CompilerFixer {
  fix(findings: readonly Finding[], source: SourceTree): Promise<FixerAnswer>;
}
