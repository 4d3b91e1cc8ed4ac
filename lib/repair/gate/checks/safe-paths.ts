import type { GateCheck, GateInput, Objection } from '../gate-check';

/** Each path is plain, lies inside the repository and cannot be taken for another one. */
export const safePaths: GateCheck = {
  id: 'safe-paths',
  label: 'Every path lies plainly inside the repository',
  run: ({ edits, repositoryPaths }: GateInput) => {
    const known = new Set(repositoryPaths);
    const folded = new Map(repositoryPaths.map((path) => [fold(path), path]));
    const seen = new Set<string>();
    const objections: Objection[] = [];
    for (const { path, before, after } of edits) {
      const object = (detail: string) => void objections.push({ path, detail, stops: true });
      const strange = strangeness(path);
      if (strange !== null) object(strange);
      if (before === after) object('the edit changes nothing.');
      if (before !== null && !known.has(path)) object('the commit has no such file.');
      if (before === null && known.has(path)) object('it would be created, yet the commit has it.');
      const twin = folded.get(fold(path));
      if (twin !== undefined && twin !== path)
        object(`it differs from ${twin} only by case or Unicode form.`);
      if (
        before === null &&
        repositoryPaths.some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`))
      ) {
        object('a file would take the place of a folder, or a folder that of a file.');
      }
      if (seen.has(fold(path))) object('it is edited twice.');
      seen.add(fold(path));
    }
    return objections;
  },
};

function fold(path: string): string {
  return path.normalize('NFKC').toLowerCase();
}

function strangeness(path: string): string | null {
  if (path === '' || path.length > 1_000) return 'the path is empty or too long.';
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\ufffd]/u.test(path))
    return 'the path holds invisible or broken characters.';
  if (path.includes('\\') || path.includes(':')) return 'the path holds a backslash or a colon.';
  if (path !== path.normalize('NFC')) return 'the path is not in normal Unicode form.';
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'the path is absolute or leaves its folder.';
    if (/[. ]$/.test(part) || part.startsWith(' '))
      return 'a part of the path begins with a space or ends with a dot or space.';
    if (/^(\.git|git~\d+)$/.test(fold(part))) return 'the path lies inside .git.';
    if (fold(part) === '.gitmodules') return 'submodules are not edited.';
  }
  return null;
}
