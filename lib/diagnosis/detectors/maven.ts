import { guiltyList } from '../java-dependency/named-dependency';
import type { LogView } from '../view/log-view';
import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const artifact = '([\\w.-]{1,100}):([\\w.-]{1,100}):(?:[\\w.-]{1,30}:){0,3}([\\w.$\\{}-]{1,60})';

function named(match: RegExpExecArray) {
  const name = match[2];
  return name === undefined ? null : { name: `${match[1]}:${name}`, from: null, to: match[3] ?? null };
}

/** The artifact within what Maven says of a project's dependencies. */
const unresolved =
  /(?:artifacts? could not be resolved: |the artifact |find artifact |Failure to find |read artifact descriptor for |collect dependencies at |transfer artifact )([\w.-]{1,120}:[\w.-]{1,120}):(?:[\w-]{1,30}:){0,2}([\w.+-]{1,80})/;
const unreachable =
  /timed out|Connection re(?:fused|set)|UnknownHost|Unknown host|50[0234] |handshake|Premature end|Network is unreachable/;

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
    "'dependencies.dependency.",
    ' @ ',
    'could not be resolved',
    'Unresolveable build extension',
    'No plugin found for prefix',
    'Error resolving version',
    'Unknown lifecycle phase',
    'Non-readable POM',
    'requires a project to execute',
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
      // Only looked at, to see whether a prefix is its: Maven goes on without it.
      rejects: (view, index) => /^\[WARNING\] Failed to retrieve plugin descriptor/.test(view.text(index)),
    },
    {
      pattern:
        /^\[ERROR\]\s{1,8}(?:\[ERROR\] )?('dependencies\.dependency\.(?:\(\S{1,200}\)\.)?version' for ([\w.-]{1,120}:[\w.-]{1,120}):\S{1,60} (?:is missing|must be a valid version.{0,100}))\.? @ (?:[^\s,]{1,200}, (\S{1,400}?), )?line (\d{1,7}), column (\d{1,5})$/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `The POM gives no usable version for ${match[2]}, and nothing that it imports does`,
      reason: 'Maven names the dependency without a version',
      nextStep:
        'Give the dependency a version, or import a list of versions (BOM) that still holds it under this name.',
      dependency: (match, view) => guiltyList(view) ?? { name: match[2] ?? '', from: null, to: null },
      finding: (match, view, index) => ({
        file: match[3] ?? pomAbove(view, index) ?? 'pom.xml',
        line: Number(match[4]),
        column: Number(match[5]),
        message: match[1] ?? match[0],
      }),
    },
    {
      pattern:
        /^\[(?:ERROR|FATAL)\]\s{1,8}(?:\[(?:ERROR|FATAL)\] )?((?:Non-parseable POM|Malformed POM|'[\w.\[\]()-]{1,200}' |Duplicat|Child module |Unknown packaging|Invalid packaging|Project build error)\S{0,200}.{0,400}?) @ (?:[^\s,]{1,200}, (\S{1,400}?), )?line (\d{1,7}), column (\d{1,5})$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.92,
      summary: (match) => `Maven cannot read the project: ${match[1]}`,
      reason: 'Maven says what is wrong with the POM',
      nextStep: 'Correct the POM at the named line.',
      finding: (match, view, index) => ({
        file: match[2] ?? pomAbove(view, index) ?? 'pom.xml',
        line: Number(match[3]),
        column: Number(match[4]),
        message: match[1] ?? match[0],
      }),
      rejects: (view, index) => view.text(index).includes("'dependencies.dependency."),
    },
    {
      pattern:
        /^\[(?:ERROR|FATAL)\]\s{1,8}(Non-readable POM (\S{1,300}): .{1,400}?)(?: @(\d{1,7}):(\d{1,5}))?(?: @ ?)?$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.92,
      summary: (match) => `Maven cannot read the project: ${match[1]}`,
      reason: 'Maven says what is wrong with the POM',
      nextStep: 'Correct the POM at the named line.',
      finding: (match) => ({
        file: match[2] ?? 'pom.xml',
        line: match[3] === undefined ? null : Number(match[3]),
        column: match[4] === undefined ? null : Number(match[4]),
        message: match[1] ?? match[0],
      }),
    },
    {
      pattern:
        /^\[ERROR\] (?:Unknown lifecycle phase "([^"]{1,100})"|The goal you specified requires a project to execute but there is no POM in this directory).{0,2000}$/,
      category: 'configuration',
      weight: 0.92,
      summary: (match) =>
        match[1] === undefined
          ? 'There is no pom.xml where the job runs Maven'
          : `Maven has no phase ${match[1]}`,
      reason: 'Maven says what it cannot do',
      nextStep: 'Correct the command of the job, or the folder that it runs in.',
    },
    {
      pattern:
        /^\[ERROR\] (?:Plugin ([\w.-]{1,120}:[\w.-]{1,120}):(\S{1,60}) or one of its dependencies could not be resolved|Unresolveable build extension: Plugin ([\w.-]{1,120}:[\w.-]{1,120}):(\S{1,60})|No plugin found for prefix '([\w-]{1,60})'|Error resolving version for plugin '([\w.-]{1,120}:[\w.-]{1,120})').{0,600}$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `Maven cannot resolve the plugin ${match[1] ?? match[3] ?? match[6] ?? match[5]}`,
      reason: 'Maven names the plugin that it cannot resolve',
      nextStep: 'Correct the plugin or its version in the POM, or add the repository that has it.',
      dependency: (match) => namedPackage(match[1] ?? match[3] ?? match[6] ?? match[5], match[2] ?? match[4]),
      rejects: (view, index) => unreachable.test(view.text(index)),
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
      summary: (match) => {
        const told = unresolved.exec(match[0]);
        return told?.[1] === undefined
          ? "Maven cannot resolve the project's dependencies"
          : `Maven cannot resolve ${told[1]} in version ${told[2]}`;
      },
      reason: 'Maven says what it cannot resolve',
      dependency: (match) => {
        const told = unresolved.exec(match[0]);
        return namedPackage(told?.[1], told?.[2]);
      },
    },
  ],
  examples: [
    {
      log: '[ERROR] Unknown lifecycle phase "compiile". You must specify a valid lifecycle phase or a goal',
      category: 'configuration',
    },
    {
      log: '[FATAL] Non-readable POM /builds/shop/till/pom.xml: no more data available - expected end tag </project> @1:64 @ ',
      category: 'configuration',
      findings: ['pom.xml:1'],
    },
    {
      log: '[ERROR] Failed to execute goal on project till: Could not resolve dependencies for project shop:till:jar:1: Cannot access central (https://repo.example/maven2) in offline mode and the artifact shop:money:jar:9 has not been downloaded from it before. -> [Help 1]',
      category: 'dependency',
      dependency: 'shop:money',
    },
    {
      log: "[ERROR]   The project shop:till:1.0 (/builds/shop/till/pom.xml) has 1 error\n[ERROR]     'dependencies.dependency.version' for shop:money:jar is missing. @ line 35, column 17",
      category: 'dependency',
      dependency: 'shop:money',
      findings: ['pom.xml:35'],
    },
    {
      log: '[FATAL] Non-parseable POM /builds/shop/till/pom.xml: unexpected end tag </money> @ line 12, column 5',
      category: 'configuration',
      findings: ['pom.xml:12'],
    },
    {
      log: '[ERROR] Plugin shop.till:till-maven-plugin:9.0 or one of its dependencies could not be resolved: Could not find artifact shop.till:till-maven-plugin:jar:9.0 in central',
      category: 'dependency',
      dependency: 'shop.till:till-maven-plugin',
    },
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

/** The POM that Maven names above its errors: `The project g:a:v (/builds/shop/till/pom.xml) has 1 error`. */
function pomAbove(view: LogView, index: number): string | null {
  for (let at = index - 1; at > Math.max(-1, index - 20); at -= 1) {
    const match = /^\[ERROR\]\s{1,8}The project \S{1,300} \((\S{1,400})\) has \d{1,5} errors?$/.exec(
      view.text(at),
    );
    if (match?.[1] !== undefined) return match[1];
  }
  return null;
}
