import { signatureDetector } from '../causes/signature-detector';

/** tar, gzip, unzip and zip: archives that cannot be read, files that are to go into one and are not there. */
export const archive = signatureDetector({
  id: 'archive',
  tool: 'tar',
  keywords: ['tar: ', 'gzip: ', 'unzip', 'zip ', 'central-directory'],
  signatures: [
    {
      pattern:
        /^tar: (.{1,300}): (?:Cannot (?:stat|open)|Not found in archive)(?:: No such file or directory)?$/,
      category: 'configuration',
      weight: 0.7,
      summary: (match) => `tar does not find ${match[1]}`,
      reason: 'tar names what it does not find',
      nextStep: 'See whether the path is right, is committed, or should have come from an earlier job.',
    },
    {
      pattern:
        /^(?:tar: (?:This does not look like a tar archive|Unexpected EOF in archive|Skipping to next header|Unrecognized archive format|invalid magic|short read)|(?:gzip|bzip2|xz|zstd): .{1,200}: (?:not in gzip format|unexpected end of file|invalid compressed data.{0,60}|File format not recognized)|(?:gzip: )?stdin: (?:not in gzip format|unexpected end of file).{0,40})$/,
      category: 'configuration',
      weight: 0.72,
      summary: (match) => `An archive cannot be read: ${match[0]}`,
      reason: 'The tool says what is wrong with the archive',
      nextStep:
        'Look at how the archive came to the job: a download that failed often leaves an error page or half a file.',
    },
    {
      tool: 'unzip',
      pattern:
        /^\s{0,4}(?:End-of-central-directory signature not found\.? .{0,100}|unzip:  cannot find or open (\S{1,300}), .{1,300})$/,
      category: 'configuration',
      weight: 0.74,
      summary: (match) =>
        match[1] === undefined
          ? 'A file is not a zip archive, or only a part of one'
          : `unzip does not find ${match[1].replace(/,$/, '')}`,
      reason: 'unzip says what is wrong with the archive',
      nextStep:
        'Look at how the archive came to the job: a download that failed often leaves an error page or half a file.',
    },
    {
      tool: 'zip',
      pattern: /^zip (?:error|I\/O error): (.{1,300})$/,
      category: 'configuration',
      weight: 0.74,
      summary: (match) => `zip cannot make the archive: ${match[1]}`,
      reason: 'zip says what is wrong',
    },
  ],
  examples: [
    { log: 'tar: dist: Cannot stat: No such file or directory', category: 'configuration' },
    { log: 'gzip: stdin: not in gzip format\ntar: Child returned status 1', category: 'configuration' },
    {
      log: '  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.',
      category: 'configuration',
    },
    { log: 'zip error: Nothing to do! (till.zip)', category: 'configuration' },
  ],
  lookAlikes: ["tar: Removing leading `/' from member names", 'the till is a zip of coins'],
});
