import { createTwoFilesPatch } from 'diff';

import type { FileEdit } from '@/lib/domain/file-edit';

/** The edits as one unified diff, as a person would read it in a merge request. An edit that changes nothing is left out. */
export function editsDiff(edits: readonly FileEdit[]): string {
  return edits
    .filter(({ before, after }) => before !== after)
    .map(({ path, before, after }) => {
      const from = before === null ? '/dev/null' : `a/${path}`;
      const to = after === null ? '/dev/null' : `b/${path}`;
      const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', '', '', { context: 3 });
      const [, hunks] = /^(?:=+\n)?--- .*\n\+\+\+ .*\n([^]*)$/.exec(patch) ?? [];
      if (!isReadable(path) || hunks === undefined) return patch.replace(/^=+\n/, '');
      return `--- ${header(from)}\n+++ ${header(to)}\n${hunks}`;
    })
    .join('');
}

/** Letters of any script and what ASCII prints; everything else (quotes, controls, marks of direction) is left quoted as git does. */
function isReadable(path: string): boolean {
  return /^[\p{L}\p{M}\p{N} !#-[\]-~]+$/u.test(path);
}

/** Git ends a name that holds a space with a tab, so that whoever reads the patch finds its end. */
function header(name: string): string {
  return name.includes(' ') ? `${name}\t` : name;
}
