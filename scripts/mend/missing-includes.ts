import { isMap, readCiConfiguration } from '@/lib/repair/ci-configuration';

const elsewhere = ['template', 'component', 'project', 'remote'] as const;

/**
 * What a CI file includes that lies outside of its repository, as people would name it: the sandbox GitLab has no templates,
 * no catalog, no other projects and no way to the internet. An entry with rules is left out, since it may not apply.
 */
export function missingIncludes(ciText: string): string[] {
  const read = readCiConfiguration(ciText);
  // What cannot be read is refused by the GitLab itself, in its own words.
  if (read.kind === 'unreadable') return [];
  return [read.root['include'] ?? []].flat().flatMap((entry): string[] => {
    if (typeof entry === 'string') return /^https?:/i.test(entry) ? [`remote ${shortened(entry)}`] : [];
    if (!isMap(entry) || entry['rules'] !== undefined) return [];
    return elsewhere.flatMap((kind) => {
      const named = entry[kind];
      return typeof named === 'string' ? [`${kind} ${shortened(named)}`] : [];
    });
  });
}

function shortened(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 200);
}
