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
      return patch.replace(/^=+\n/, '');
    })
    .join('');
}
