import picomatch from 'picomatch';

const MAX_PATTERN = 500;

/**
 * A matcher for GitLab's path patterns (`changes`, `exists`, `include:local`, `artifacts`): `*` stays within a
 * folder, `**` crosses folders, braces are alternatives, dot files are matched like others.
 */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns
    .filter((pattern) => pattern !== '' && pattern.length <= MAX_PATTERN)
    // Extended globs are not in GitLab's dialect, and they can be made to backtrack for ever.
    .map((pattern) => picomatch(pattern.replace(/^\/+/, ''), { dot: true, noextglob: true, nonegate: true }));
  return (path) => matchers.some((matches) => matches(path));
}
