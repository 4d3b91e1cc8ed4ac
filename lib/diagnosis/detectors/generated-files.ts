import { signatureDetector } from '../causes/signature-detector';

const nextStep = 'Run the generator or build that the line names, and commit what it changes.';

/** Checks that files which are made from others were made anew and committed. */
export const generatedFiles = signatureDetector({
  id: 'generated-files',
  tool: 'generated-files',
  keywords: [
    'commit',
    'dirty',
    'not clean',
    'out of date',
    'out-of-date',
    'up to date',
    'up-to-date',
    'outdated',
    'files changed when',
    'regenerate',
  ],
  signatures: [
    {
      pattern:
        /^(?:[^"'`]{0,80}: )?(?:.{0,60}\b(?:[Ww]orking (?:tree|directory|copy) is (?:dirty|not clean)|[Uu]ncommitted changes (?:found|detected|after)|[Pp]lease (?:re-?)?(?:run|build|generate|commit)\b.{0,80}\bcommit\b|[Pp]lease commit (?:all |the )?(?:changes|files|changes to)\b|files changed when we (?:built|generated))|.{0,60}\b(?:[Ff]iles?|[Dd]ocs?|[Dd]ocumentation|[Cc]ode|[Mm]ocks|[Bb]indings|[Mm]anifests?|[Aa]ssets|[Ss]chema|[Tt]ypes) (?:is|are) (?:out[- ]of[- ]date|not up[- ]to[- ]date|outdated|stale)\b).{0,200}$/,
      category: 'lint',
      weight: 0.66,
      summary: (match) => `Files that are made from others were not made anew: ${match[0]}`,
      reason: 'The check says what is not as it was committed',
      verdictReason: 'Files that are made from others differ from what is committed.',
      nextStep,
      linesAfter: 2,
      rejects: (view, index) =>
        view.script.failing.to - index > 40 || /up to date in|already up/i.test(view.text(index)),
    },
  ],
  examples: [
    {
      log: '$ make check-generated\n M till.pb.go\nerror: generated code is out of date, run `make generate`',
      category: 'lint',
    },
    { log: '$ ./build\nPlease commit all changes that the build makes', category: 'lint' },
    { log: '$ make verify\nWorking tree is dirty after `make docs`', category: 'lint' },
  ],
  lookAlikes: [
    '$ npm ci\nadded 3 packages; your lockfile is up to date',
    '$ git status\nnothing to commit, working tree clean',
    '$ make\nmake: Nothing to be done, everything is up to date',
  ],
});
