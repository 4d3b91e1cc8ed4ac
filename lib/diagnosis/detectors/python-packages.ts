import { signatureDetector } from '../signature-detector';

/** pip, Poetry, uv and conda where they cannot install what is declared. */
export const pythonPackages = signatureDetector({
  id: 'python-packages',
  tool: 'pip',
  keywords: [
    'No matching distribution',
    'Could not find a version',
    'ResolutionImpossible',
    'conflicting dependencies',
    'SolverProblem',
    'No solution found',
    'PackagesNotFoundError',
    'poetry.lock',
    'uv.lock',
    'metadata-generation-failed',
    'Could not install packages',
    'lock file',
  ],
  signatures: [
    {
      pattern:
        /(?:ERROR: )?No matching distribution found for ([\w.[\],-]{1,100})(?:[=<>!~]{1,2}(\S{1,60}))?/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) =>
        `pip cannot find ${match[1]}${match[2] === undefined ? '' : ` in version ${match[2]}`}`,
      reason: 'pip names the package that it cannot find',
      dependency: (match) => ({ name: match[1] ?? '', from: null, to: match[2] ?? null }),
    },
    {
      pattern:
        /^ERROR: Cannot install (.{1,300}) because these package versions have conflicting dependencies\.?$|ResolutionImpossible/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) =>
        `pip cannot install packages whose demands do not go together${match[1] === undefined ? '' : `: ${match[1]}`}`,
      reason: 'pip names what does not go together',
      linesAfter: 4,
    },
    {
      pattern:
        /^\s*(?:SolverProblemError|Because .{1,400}(?:version solving failed|is unsatisfiable)\.?|× No solution found when resolving .{1,100})$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `The dependencies do not go together: ${match[0].trim()}`,
      reason: 'The solver says what does not go together',
      linesAfter: 2,
    },
    {
      pattern: /^(?:PackagesNotFoundError: .{1,200}|ResolvePackageNotFound:.{0,200})$/,
      category: 'dependency',
      weight: 0.9,
      summary: () => 'conda cannot find packages that the project asks for',
      reason: 'conda names the packages that it cannot find',
      linesAfter: 4,
    },
    {
      pattern:
        /(?:pyproject\.toml changed significantly since poetry\.lock was last generated.*|poetry\.lock is not up to date with pyproject\.toml.*|The lockfile at `uv\.lock` needs to be updated.*)/,
      category: 'dependency',
      weight: 0.95,
      summary: () => 'The lockfile does not match pyproject.toml',
      reason: 'The tool says that the lockfile is out of step',
      nextStep: 'Run the lock command of the tool and commit the lockfile.',
    },
  ],
  examples: [
    {
      log: 'ERROR: No matching distribution found for till==9.0',
      category: 'dependency',
      dependency: 'till',
    },
  ],
  lookAlikes: ['poetry.lock is read', 'the lock file is up to date'],
});
