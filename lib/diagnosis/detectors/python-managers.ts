import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const lockStep = 'Run the lock command of the tool and commit the lockfile.';
const conflictStep = 'Choose versions that go together; the conflicting demands are named.';

/** Poetry, uv, PDM, Pipenv and conda where they cannot install what is declared. */
export const pythonManagers = signatureDetector({
  id: 'python-managers',
  tool: 'poetry',
  keywords: [
    ...[
      'SolverProblem',
      'version solving failed',
      'No solution found',
      'PackagesNotFoundError',
      'poetry.lock',
    ],
    ...['uv.lock', 'lock file', 'lockfile', 'Pipfile.lock', 'ResolvePackageNotFound', 'UnsatisfiableError'],
    ...['Could not solve for environment', 'nothing provides', 'ResolutionFailure', 'pdm.lock', 'Lock file'],
    ...[
      'ResolutionImpossible',
      'is not supported by the project',
      'Failed to download',
      'Failed to build `',
      'not found in the package registry',
    ],
    ...[
      'Unable to find installation candidates',
      'HTTP 000',
      'CondaHTTPError',
      'PDM',
      'Could not find a matching version',
    ],
  ],
  signatures: [
    {
      pattern:
        /(?:pyproject\.toml changed significantly since poetry\.lock was last generated.{0,200}|poetry\.lock is not up to date with pyproject\.toml.{0,200}|The lockfile at `uv\.lock` needs to be updated.{0,200}|Your Pipfile\.lock \(\S{1,80}\) is out of date.{0,200}|(?:Lock file|Lockfile) (?:hash doesn't match|is not compatible).{0,200}|Unable to find lockfile at `uv\.lock`.{0,200}|Pipfile\.lock (?:is out of date|not found).{0,200}|Warning: poetry\.lock is not up to date.{0,200})/i,
      category: 'dependency',
      weight: 0.95,
      summary: () => 'The lockfile does not match what the project declares',
      reason: 'The tool says that the lockfile is out of step',
      verdictReason: 'The committed lockfile is out of step with the declared dependencies.',
      nextStep: lockStep,
      rejects: (view, index) =>
        /^warning:/i.test(view.text(index)) && !/--locked|--deploy/.test(view.script.command ?? ''),
    },
    {
      pattern:
        /^\s{0,8}(?:And )?[Bb]ecause (?:no versions of )?([\w.-]{1,100})(?: \(([^)]{1,60})\))?.{1,500}(?:version solving failed|is unsatisfiable|are unsatisfiable|cannot be used)\.?$/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) => `The dependencies do not go together: ${match[0].trim()}`,
      reason: 'The solver says what does not go together',
      nextStep: conflictStep,
      dependency: (match) => namedPackage(projectless(match)),
    },
    {
      pattern: /^\s{0,8}So, because .{1,500}version solving failed\.$|^\s{0,8}SolverProblemError$/,
      category: 'dependency',
      weight: 0.88,
      summary: (match) => `Poetry finds no versions that go together: ${match[0].trim()}`,
      reason: 'The solver says what does not go together',
      nextStep: conflictStep,
      linesAfter: 2,
    },
    {
      tool: 'uv',
      pattern:
        /^\s{0,4}[×x] No solution found when resolving (?:dependencies|tool dependencies|script dependencies).{0,100}:$/,
      category: 'dependency',
      weight: 0.93,
      summary: () => 'uv finds no versions that go together',
      reason: 'uv says what does not go together',
      nextStep: conflictStep,
      linesAfter: 4,
      dependency: (_match, view, index) => {
        const told =
          /(?:Because |there (?:is|are) no versions? of |only )(?:there (?:is|are) no versions? of |only )?([\w.-]{1,100})(?:\[[\w,-]{1,60}\])?(?:[=<>!~]{1,3}([\w.*+!-]{1,60}))? /.exec(
            view.text(index + 1),
          ) ?? /Because ([\w.-]{1,100}) was not found in the package registry/.exec(view.text(index + 1));
        return namedPackage(told?.[1], told?.[2]);
      },
    },
    {
      tool: 'uv',
      pattern:
        /^\s{0,4}(?:error: |[×x] )Failed to (?:download and build|build|download|fetch|prepare)(?: distributions| metadata)?:? `([\w.-]{1,100})(?:==|@)?([\w.+!-]{0,60})/,
      category: 'dependency',
      weight: 0.88,
      summary: (match) => `uv could not build or fetch ${match[1]}`,
      reason: 'uv names the package',
      linesAfter: 4,
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      tool: 'uv',
      pattern:
        /^error: (?:The (?:current|requested) (?:Python|interpreter).{1,200}|No interpreter found for .{1,200}|Querying Python .{1,200}|.{1,100} is not supported by the project.{0,200})$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) => `uv finds no Python that the project accepts: ${match[0].replace('error: ', '')}`,
      reason: 'uv says which Python it needs',
      nextStep: 'Use an image with that Python, or change requires-python.',
    },
    {
      pattern:
        /^\s{0,4}(?:Current Python version|The current project's (?:supported )?Python (?:version|requirement)) \(.{1,60}\) is not (?:allowed by the project|compatible).{0,200}/,
      category: 'configuration',
      weight: 0.92,
      summary: (match) => `Poetry finds no Python that the project accepts: ${match[0].trim()}`,
      reason: 'Poetry says which Python it needs',
      nextStep: "Use an image with that Python, or change the project's Python constraint.",
    },
    {
      pattern: /^\s{0,4}Unable to find installation candidates for ([\w.-]{1,100}) \(([^)]{1,60})\)/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) => `Poetry finds no file of ${match[1]} ${match[2]} for this Python and system`,
      reason: 'Poetry names the package that it cannot install',
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      pattern:
        /^\s{0,4}(?:Could not find a matching version of package|Could not find package) ([\w.-]{1,100})/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `Poetry cannot find ${match[1]}`,
      reason: 'Poetry names the package that it cannot find',
      dependency: (match) => namedPackage(match[1]),
    },
    {
      tool: 'pipenv',
      pattern: /^(?:.{0,20}ResolutionFailure.{0,300}|.{0,10}Locking Failed!.{0,100})$/,
      category: 'dependency',
      weight: 0.85,
      summary: () => 'Pipenv cannot lock the dependencies',
      reason: 'Pipenv says that locking failed',
      linesAfter: 3,
    },
    {
      tool: 'conda',
      pattern: /^(?:PackagesNotFoundError: .{1,300}|ResolvePackageNotFound:.{0,200})$/,
      category: 'dependency',
      weight: 0.93,
      summary: () => 'conda cannot find packages that the project asks for',
      reason: 'conda names the packages that it cannot find',
      nextStep: 'Correct the names or versions in the environment file, or add the channel that has them.',
      linesAfter: 4,
      dependency: (_match, view, index) => {
        const told = [1, 2, 3]
          .map((line) => /^\s{0,8}- ([\w.-]{1,100})(?:=+([\w.*]{1,40}))?/.exec(view.text(index + line)))
          .find((row) => row !== null);
        return namedPackage(told?.[1], told?.[2]);
      },
    },
    {
      tool: 'conda',
      pattern:
        /^(?:UnsatisfiableError: .{1,300}|LibMambaUnsatisfiableError: .{1,300}|\s{0,4}(?:error\s{1,6})?(?:libmamba )?Could not solve for environment specs.{0,100}|.{0,60}nothing provides (?:requested )?([\w.-]{1,100}).{0,200})$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) =>
        `conda finds no versions that go together${match[1] === undefined ? '' : `: nothing provides ${match[1]}`}`,
      reason: 'conda says what does not go together',
      nextStep: conflictStep,
      linesAfter: 4,
      dependency: (match) => namedPackage(match[1]),
    },
    {
      tool: 'conda',
      pattern: /^CondaHTTPError: (HTTP .{1,200})$/,
      category: 'infrastructure',
      weight: 0.92,
      summary: (match) => `conda could not reach its channel: ${match[1]}`,
      reason: 'The channel did not answer',
    },
  ],
  examples: [
    {
      log: 'pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.',
      category: 'dependency',
    },
    {
      log: 'error: The lockfile at `uv.lock` needs to be updated, but `--locked` was provided.',
      category: 'dependency',
    },
    {
      log: "Because till depends on money (^9.0) which doesn't match any versions, version solving failed.",
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: "  × No solution found when resolving dependencies:\n  ╰─▶ Because there is no version of money==9.0 and your project depends on money==9.0, we can conclude that your project's requirements are unsatisfiable.",
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: '  × Failed to build `coins==1.0`\n  ├─▶ The build backend returned an error',
      category: 'dependency',
      dependency: 'coins',
    },
    {
      log: '  Unable to find installation candidates for coins (1.0)',
      category: 'dependency',
      dependency: 'coins',
    },
    {
      log: 'PackagesNotFoundError: The following packages are not available from current channels:\n\n  - coins=9.0',
      category: 'dependency',
      dependency: 'coins',
    },
    { log: 'Your Pipfile.lock (a1b2c3) is out of date. Expected: (d4e5f6).', category: 'dependency' },
    {
      log: 'CondaHTTPError: HTTP 503 SERVICE UNAVAILABLE for url <https://conda.example/linux-64/repodata.json>',
      category: 'infrastructure',
    },
  ],
  lookAlikes: ['poetry.lock is read', 'the lock file is up to date', 'No solution found for the riddle'],
});

/** Poetry names the project first and then what it depends on. */
function projectless(match: RegExpExecArray): string | undefined {
  return /(?:depends on|and no versions of|no versions of) ([\w.-]{1,100}) /.exec(match[0])?.[1] ?? match[1];
}
