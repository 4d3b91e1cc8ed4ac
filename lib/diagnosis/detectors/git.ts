import { signatureDetector } from '../signature-detector';

/** Git where it refuses by itself: references, merges, submodules. */
export const git = signatureDetector({
  id: 'git',
  tool: 'git',
  keywords: ['fatal: ', 'error: ', 'CONFLICT (', ' ! [re'],
  signatures: [
    {
      pattern:
        /^fatal: (?:[Rr]emote branch \S{1,200} not found.{0,60}|couldn't find remote ref \S{1,200}|reference is not a tree: \S{1,80}|repository '.{1,300}' not found\/?|not a git repository.{0,100}|No url found for submodule path '.{1,200}'.{0,60}|refusing to merge unrelated histories|bad (?:object|revision) .{1,200}|ambiguous argument '.{1,200}'.{0,100}|Needed a single revision|detected dubious ownership.{0,200}|Could not read from remote repository\.?|Unable to (?:checkout|find current revision).{0,200})/,
      category: 'configuration',
      weight: 0.82,
      summary: (match) => `Git cannot do what the job asks: ${match[0].replace(/^fatal: /, '')}`,
      reason: 'Git says what it cannot do',
      nextStep:
        'See whether the branch, commit or repository that the line names exists and is fetched deep enough (GIT_DEPTH).',
    },
    {
      pattern:
        /^CONFLICT \([\w/ ]{1,40}\): .{1,300}$|^error: (?:Your local changes to the following files would be overwritten|failed to push some refs to).{0,200}| ! \[(?:remote )?rejected\].{1,200}/,
      category: 'configuration',
      weight: 0.75,
      summary: (match) => `Git refuses: ${match[0].trim()}`,
      reason: 'Git says why it refuses',
    },
  ],
  examples: [{ log: "fatal: couldn't find remote ref refs/heads/till", category: 'configuration' }],
  lookAlikes: ['fatal: the till burned down', 'error: no money'],
});
