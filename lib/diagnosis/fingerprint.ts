import { createHash } from 'node:crypto';

/**
 * Hex; the same for the same parts with other timestamps, durations, addresses, ids, ports, temporary paths, seeds and
 * positions in files; different for other categories, tools or messages.
 */
export function fingerprint(category: string, tool: string, parts: readonly string[]): string {
  const stable = [...new Set(parts.map(stableText).filter((part) => part !== ''))].sort().slice(0, 50);
  return createHash('sha256')
    .update(JSON.stringify([category, tool, stable]))
    .digest('hex');
}

/** A message without what differs from run to run. */
export function stableText(text: string): string {
  return text
    .slice(0, 500)
    .replace(/\[redacted:([a-z-]+):\d+\]/g, '<$1>')
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>')
    .replace(/\b\d{4}[-/]\d\d[-/]\d\d\b/g, '<date>')
    .replace(/\b\d{1,2}:\d\d(?::\d\d)(?:[.,]\d{1,9})?\b/g, '<time>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>')
    .replace(/\b0x[0-9a-f]{4,16}\b/gi, '<address>')
    .replace(/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/gi, '<hash>')
    .replace(/(?:\/private)?\/(?:tmp|var\/tmp|var\/folders|dev\/shm)\/[^\s'":)]{1,200}/g, '<temp>')
    .replace(/[A-Za-z]:\\(?:[^\s'":)]{0,100}\\)?Temp\\[^\s'":)]{1,200}/gi, '<temp>')
    .replace(/\/builds\/[^/\s]{1,100}\/[^/\s]{1,100}\//g, '')
    .replace(/\b\d{1,9}(?:[.,]\d{1,9})?\s?(?:ms|µs|us|ns|s|secs?|seconds?|minutes?|mins?)\b/gi, '<duration>')
    .replace(
      /\b(seed|pid|port|attempt|retry|worker|process|thread|build|job|pipeline|run)([ :=#]{1,3})\d{1,12}\b/gi,
      '$1$2<n>',
    )
    .replace(/\b((?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])):\d{2,5}\b/g, '$1:<port>')
    .replace(/:\d{1,7}:\d{1,5}\b/g, ':<line>')
    .replace(/(\.[A-Za-z]{1,5}):\d{1,7}\b/g, '$1:<line>')
    .replace(/\(\d{1,7},\s?\d{1,5}\)/g, '(<line>)')
    .replace(/\bline \d{1,7}\b/gi, 'line <line>')
    .replace(/\s{1,50}/g, ' ')
    .trim();
}
