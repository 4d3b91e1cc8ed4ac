import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const nameStep =
  'Correct the name or version in the requirements, or use a Python that the package has a release for.';

/** pip where it cannot install what is declared. */
export const pip = signatureDetector({
  id: 'pip',
  tool: 'pip',
  keywords: [
    ...[
      'No matching distribution',
      'conflicting dependencies',
      'ResolutionImpossible',
      'Failed building wheel',
    ],
    ...[
      'THESE PACKAGES DO NOT MATCH THE HASHES',
      'subprocess-exited-with-error',
      'requires a different Python',
    ],
    ...['externally-managed-environment', 'Could not install packages', 'Could not open requirements file'],
    ...[
      'Invalid requirement',
      'Failed to build',
      'is not a supported wheel',
      'but you have',
      'In --require-hashes mode',
    ],
    ...['Could not fetch URL', 'Connection broken', 'metadata-generation-failed', 'file requirement'],
  ],
  signatures: [
    {
      pattern:
        /(?:ERROR: )?No matching distribution found for ([\w.-]{1,100})(?:\[[\w,.-]{1,100}\])?(?: ?([=<>!~]{1,3} ?[^\s;()]{1,100}))?/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) =>
        `pip cannot find ${match[1]}${match[2] === undefined ? '' : ` in version ${bare(match[2])}`}`,
      reason: 'pip names the package that it cannot find',
      nextStep: nameStep,
      dependency: (match) => namedPackage(match[1], match[2] === undefined ? null : bare(match[2])),
      // Without an answer from the index nothing is found either.
      rejects: (view, index) => /Retrying|NewConnectionError|Could not fetch URL/.test(above(view, index, 4)),
    },
    {
      pattern:
        /^ERROR: Cannot install (.{1,400}) because these package versions have conflicting dependencies\.?$/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `pip cannot install packages whose demands do not go together: ${match[1]}`,
      reason: 'pip names what does not go together',
      nextStep: 'Choose versions that go together; the conflict is listed below the line.',
      linesAfter: 6,
      dependency: (match) => {
        const wanted =
          /([\w.-]{1,100})(?:\[[\w,.-]{1,100}\])?(?:[=<>!~]{1,3}([\w.*+!-]{1,60})| ([\d][\w.]{0,40}))?/.exec(
            match[1] ?? '',
          );
        return namedPackage(wanted?.[1], wanted?.[2] ?? wanted?.[3]);
      },
    },
    {
      pattern: /^ERROR: ResolutionImpossible: .{1,300}$/,
      category: 'dependency',
      weight: 0.85,
      summary: () => 'pip cannot find versions that satisfy all demands',
      reason: 'pip says that there is no solution',
    },
    {
      pattern: /^ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.{0,300}$/,
      category: 'dependency',
      weight: 0.95,
      summary: () => 'A package is not what its hash in the requirements says it is',
      reason: 'pip names the package and both hashes',
      nextStep:
        'See why the package changed before anything else; then write its new hash into the requirements.',
      linesAfter: 3,
      dependency: (_match, view, index) => {
        const told = /^\s{1,8}([\w.-]{1,100})(?:\[[\w,.-]{1,60}\])?(?:==([\w.+!-]{1,60}))? from https?:/.exec(
          view.text(index + 1),
        );
        return namedPackage(told?.[1], told?.[2]);
      },
    },
    {
      pattern:
        /^ERROR: In --require-hashes mode, all requirements must have (?:their versions pinned|hashes).{0,200}|^ERROR: Hashes are required in --require-hashes mode.{0,200}/i,
      category: 'dependency',
      weight: 0.92,
      summary: () => 'pip wants a hash for every package, and one has none',
      reason: 'pip says what is missing',
      linesAfter: 2,
    },
    {
      pattern:
        /^ERROR: Package '?([\w.-]{1,100})'? requires a different Python: (\S{1,40}) not in '?([^']{1,60})'?$/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) => `${match[1]} needs Python ${match[3]}, and the job has ${match[2]}`,
      reason: 'pip names the package and the Python that it needs',
      nextStep: 'Use an image with that Python, or a version of the package for the Python of the job.',
      dependency: (match) => namedPackage(match[1]),
    },
    {
      pattern:
        /^\s{0,4}(?:ERROR: )?(?:Failed building wheel for ([\w.-]{1,100})|Failed to build installable wheels for some pyproject\.toml based projects \(?([\w.-]{1,100}).{0,200}|Could not build wheels for ([\w.-]{1,100}).{0,300}|Failed to build '?([\w.-]{1,100})'? when .{1,200})$/,
      category: 'dependency',
      weight: 0.86,
      summary: (match) => `${match[1] ?? match[2] ?? match[3] ?? match[4]} cannot be built from source`,
      reason: 'pip names the package that does not build',
      nextStep:
        "Read the build's output above: a compiler or library is often missing in the image, or there is no wheel for this Python.",
      dependency: (match) => namedPackage(match[1] ?? match[2] ?? match[3] ?? match[4]),
    },
    {
      pattern:
        /^\s{0,4}(?:error: subprocess-exited-with-error|× (?:python setup\.py \w{1,30}|Preparing metadata|Getting requirements to build|Building wheel for) .{1,200}|error: metadata-generation-failed)$/,
      category: 'dependency',
      weight: 0.72,
      summary: () => 'A package cannot be built from source',
      reason: "pip says that the package's own build failed",
      linesAfter: 4,
    },
    {
      pattern: /^error: externally-managed-environment$/,
      category: 'configuration',
      weight: 0.95,
      summary: () => "pip may not install into the system's own Python",
      reason: 'pip says that the environment belongs to the system',
      nextStep: 'Install into a virtual environment (`python -m venv`), or use the official Python image.',
    },
    {
      pattern:
        /^ERROR: (?:Could not open requirements file: .{1,200}|.{1,200} is not a supported wheel on this platform\.?|Invalid requirement: .{1,200}|Directory '.{1,200}' is not installable\..{0,100}|.{0,40}file requirement.{0,200})$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.92,
      summary: (match) => `pip cannot use what it is given: ${match[0].replace('ERROR: ', '')}`,
      reason: 'pip says what it cannot use',
      nextStep: 'Correct the file or requirement that the line names.',
    },
    {
      pattern: /^ERROR: Could not install packages due to an (?:OSError|EnvironmentError): (.{1,300})$/,
      category: 'infrastructure',
      weight: 0.86,
      summary: (match) => `pip could not install: ${match[1]}`,
      reason: 'pip says what went wrong',
    },
    {
      pattern:
        /^([\w.-]{1,100}) (\S{1,40}) (?:has requirement|requires) ([\w.-]{1,100})([^\s,]{0,60}).{0,100}, but you(?:'ll| will)? have (\3) (\S{1,40})(?: which is incompatible)?\.?$/,
      category: 'dependency',
      weight: 0.55,
      summary: (match) => `${match[1]} ${match[2]} does not go with ${match[3]} ${match[6]}`,
      reason: 'pip names two packages that do not go together',
      dependency: (match) => namedPackage(match[3], match[6]),
    },
  ],
  examples: [
    {
      log: 'ERROR: No matching distribution found for till==9.0',
      category: 'dependency',
      dependency: 'till',
    },
    {
      log: 'ERROR: Cannot install till and money==2.0 because these package versions have conflicting dependencies.\n\nThe conflict is caused by:\n    till 1.0 depends on money<2',
      category: 'dependency',
      dependency: 'till',
    },
    {
      log: 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes.\n    money==2.0 from https://files.example/money-2.0.tar.gz:\n        Expected sha256 aa\n             Got        bb',
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: "ERROR: Package 'money' requires a different Python: 3.8.18 not in '>=3.10'",
      category: 'dependency',
      dependency: 'money',
    },
    { log: '  ERROR: Failed building wheel for coins', category: 'dependency', dependency: 'coins' },
    { log: 'error: externally-managed-environment', category: 'configuration' },
    {
      log: "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'dev.txt'",
      category: 'configuration',
    },
  ],
  lookAlikes: [
    'Requirement already satisfied: till',
    'no matching distribution of the money',
    'Building wheel for coins (setup.py): finished',
  ],
});

function bare(constraint: string): string {
  return constraint.replace(/^[=~]{2,3} ?/, '').trim();
}

function above(view: { text(index: number): string }, index: number, count: number): string {
  return Array.from({ length: count }, (_, back) => view.text(index - back - 1)).join('\n');
}
