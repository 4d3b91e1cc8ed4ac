import { signatureDetector } from '../signature-detector';

const artifact = '([\\w.-]{1,100}):([\\w.-]{1,100}):(?:[\\w.-]{1,30}:){0,3}([\\w.$\\{}-]{1,60})';

function named(match: RegExpExecArray) {
  const name = match[2];
  return name === undefined ? null : { name: `${match[1]}:${name}`, from: null, to: match[3] ?? null };
}

/** Maven where it refuses by itself: dependencies that cannot be resolved, rules of the enforcer. */
export const maven = signatureDetector({
  id: 'maven',
  tool: 'maven',
  keywords: [
    'Could not resolve dependencies',
    'Could not find artifact',
    'Failure to find',
    'ailed to collect dependencies',
    'maven-enforcer-plugin',
    'Non-resolvable',
    'Could not transfer artifact',
    'Rule ',
    'Unresolveable',
    'There are test failures',
    'dependency:analyze',
    'require',
  ],
  signatures: [
    {
      pattern: new RegExp(
        `(?:Could not find artifact|Failure to find|was not found in .{1,200} Could not find artifact) ${artifact}`,
      ),
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `Maven cannot find ${match[1]}:${match[2]} in version ${match[3]}`,
      reason: 'Maven names the artifact that it cannot find',
      dependency: named,
    },
    {
      pattern: new RegExp(
        `(?:Non-resolvable (?:parent|import) POM .{0,200}?|ailed to collect dependencies .{0,200}?|Failed to read artifact descriptor for )${artifact}`,
      ),
      category: 'dependency',
      weight: 0.86,
      summary: (match) => `Maven cannot resolve ${match[1]}:${match[2]}`,
      reason: 'Maven names what it cannot resolve',
      dependency: named,
    },
    {
      pattern: new RegExp(`Could not transfer artifact ${artifact}.{0,300}`),
      category: 'infrastructure',
      weight: 0.8,
      summary: (match) => `Maven could not download ${match[1]}:${match[2]}`,
      reason: 'The repository did not answer',
    },
    {
      pattern:
        /^\[(?:ERROR|WARNING)\] (?:Rule \d{1,4}: (\S{1,200}) failed with message:.*|Failed to execute goal org\.apache\.maven\.plugins:maven-enforcer-plugin.{0,400})$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) =>
        `A rule of the Maven enforcer is broken${match[1] === undefined ? '' : `: ${match[1]}`}`,
      reason: 'The enforcer names the rule that is broken',
      linesAfter: 5,
    },
    {
      pattern:
        /^\[ERROR\] Failed to execute goal on project \S{1,200}: Could not resolve dependencies for project .{1,600}$/,
      category: 'dependency',
      weight: 0.8,
      summary: () => "Maven cannot resolve the project's dependencies",
      reason: 'Maven says what it cannot resolve',
    },
  ],
  examples: [
    {
      log: '[ERROR] Failed to execute goal on project till: Could not resolve dependencies for project shop:till:jar:1.0: Could not find artifact shop:money:jar:2.0 in central (https://repo.example/maven2)',
      category: 'dependency',
      dependency: 'shop:money',
    },
    {
      log: '[WARNING] Rule 0: org.apache.maven.plugins.enforcer.DependencyConvergence failed with message:\nFailed while enforcing releasability.',
      category: 'dependency',
    },
  ],
  lookAlikes: ['[INFO] --- maven-enforcer-plugin:3.0.0:enforce (enforce) @ till ---', 'Rule 0: be kind'],
});
