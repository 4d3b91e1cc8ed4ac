/** Shorter values stand in too many places that have nothing to do with the variable. */
const MIN_LENGTH = 4;

/** One pattern for all exact values, longest first, in the forms in which they get into logs; null when there are none. */
export function secretValues(values: readonly string[]): RegExp | null {
  const forms = new Set<string>();
  for (const value of values) {
    // A value of several lines is printed on several lines.
    for (const part of [value.trim(), ...value.split(/\r?\n/).map((line) => line.trim())]) {
      if (part.length < MIN_LENGTH) continue;
      forms.add(part);
      if (part.length < 8) continue;
      forms.add(Buffer.from(part, 'utf8').toString('base64').replace(/=+$/, ''));
      // Through UTF-8, since half a surrogate pair cannot be percent-encoded.
      forms.add(encodeURIComponent(Buffer.from(part, 'utf8').toString('utf8')));
      forms.add(JSON.stringify(part).slice(1, -1));
    }
  }
  if (forms.size === 0) return null;
  const sources = [...forms]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(sources.join('|'), 'g');
}
