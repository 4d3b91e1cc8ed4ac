import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const artifact = String.raw`([\w.-]{1,120}:[\w.-]{1,120})(?::([\w.+-]{1,60}))?`;

/** Gradle's and sbt's own "what went wrong", where no tool above it has said more. */
export const gradle = signatureDetector({
  id: 'gradle',
  tool: 'gradle',
  keywords: [
    ...[
      '> Could not ',
      'Execution failed for task',
      'A problem occurred',
      'Conflict(s) found',
      'No matching variant',
      'Dependency verification failed',
    ],
    ...[
      'Could not find ',
      'Could not resolve ',
      'Could not determine java version',
      'Unsupported class file major version',
      'No matching toolchains',
      'Plugin [id:',
      'is not compatible with the Gradle',
      'requires at least JVM runtime',
      'not found: https',
      'unresolved dependency',
      'Error downloading',
      "Task '",
      'lock state',
    ],
  ],
  signatures: [
    {
      pattern: new RegExp(
        `^\\s{0,12}> Could not (?:find|resolve|download|get) (?:resource )?(?:[\\w.-]{1,200}\\.(?:jar|aar|pom) \\()?${artifact}\\)?.{0,200}$`,
      ),
      category: 'dependency',
      weight: 0.93,
      summary: (match) =>
        `Gradle cannot find ${match[1]}${match[2] === undefined ? '' : ` in version ${match[2]}`}`,
      reason: 'Gradle names what it cannot find',
      nextStep: 'Correct the dependency in the build file, or add the repository that has it.',
      dependency: (match) => namedPackage(match[1], match[2]),
      linesAfter: 3,
      rejects: (view, index) => isUnreachable([0, 1, 2, 3].map((line) => view.text(index + line)).join('\n')),
    },
    {
      pattern: new RegExp(
        `^\\s{0,12}> Could not (?:find|resolve|download|get) (?:resource )?(?:[\\w.-]{1,200}\\.(?:jar|aar|pom) \\()?(?:${artifact}|'https?:\\S{1,300}).{0,200}$`,
      ),
      category: 'infrastructure',
      weight: 0.93,
      summary: (match) => `A repository did not answer when Gradle asked for ${match[1] ?? 'a file'}`,
      reason: 'The repository did not answer',
      linesAfter: 3,
      rejects: (view, index) =>
        !isUnreachable([0, 1, 2, 3].map((line) => view.text(index + line)).join('\n')),
    },
    {
      pattern:
        /^\s{0,12}> Could not resolve all (?:files|artifacts|dependencies|task dependencies) for (?:configuration )?'?(.{1,200}?)'?\.$/,
      category: 'dependency',
      weight: 0.8,
      summary: (match) => `Gradle cannot resolve the dependencies of ${match[1]}`,
      reason: 'Gradle names what it cannot resolve',
      linesAfter: 2,
    },
    {
      pattern: new RegExp(
        `^\\s{0,12}> (?:No matching variant of (?:project \\S{1,100}|${artifact}) was found.{0,600}|No matching configuration of ${artifact} was found.{0,400})`,
      ),
      category: 'dependency',
      weight: 0.94,
      summary: (match) =>
        `No variant of ${match[1] ?? match[3] ?? 'a dependency'} goes with the project: often it is made for a newer Java`,
      reason: 'Gradle says what it looked for and what there is',
      nextStep:
        'Use a Java or target that the dependency supports, or another version of it; Gradle lists what does not match.',
      dependency: (match) => namedPackage(match[1] ?? match[3], match[2] ?? match[4]),
      linesAfter: 4,
    },
    {
      pattern: new RegExp(
        `^\\s{0,12}(?:> )?(?:Conflict\\(s\\) found for the following module\\(s\\):|Dependency verification failed for configuration .{1,200}|Did not resolve '${artifact}' which (?:is part of the dependency lock state|has been forced).{0,200}|Resolved '${artifact}' which is not part of the dependency lock state.{0,100})$`,
      ),
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `Gradle refuses the dependencies: ${match[0].replace(/^\s{0,12}(?:> )?/, '')}`,
      reason: 'Gradle says what it refuses',
      nextStep: 'Correct the versions, or update the lock state or verification metadata and commit it.',
      linesAfter: 3,
      dependency: (match, view, index) => {
        const below = /^\s{0,12}-? ?([\w.-]{1,120}:[\w.-]{1,120})(?: between versions ([\w.+-]{1,60}))?/.exec(
          view.text(index + 1),
        );
        return namedPackage(match[1] ?? match[3] ?? below?.[1], match[2] ?? match[4] ?? below?.[2]);
      },
    },
    {
      pattern:
        /^\s{0,12}(?:> )?Plugin \[id: '([^']{1,200})'(?:, version: '([^']{1,60})')?.{0,100}\] was not found in any of the following sources:$/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) =>
        `Gradle cannot find the plugin ${match[1]}${match[2] === undefined ? '' : ` in version ${match[2]}`}`,
      reason: 'Gradle names the plugin that it cannot find',
      nextStep: 'Correct the id or version of the plugin, or add its repository to pluginManagement.',
      linesAfter: 3,
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      pattern:
        /(?:^|> |: )(?:Could not determine java version from '([^']{1,40})'\.?|(?:.{0,100}: )?Unsupported class file major version (\d{2,3})|.{0,200}requires at least JVM runtime version (\d{1,3})\. This build uses a Java (\d{1,3}) JVM\.?|Dependency requires at least JVM runtime version (\d{1,3})\..{0,100}|No matching toolchains found for requested specification: .{1,200}|.{0,200}(?:Cannot find a Java installation|No locally installed toolchains match).{0,300})$/,
      category: 'configuration',
      weight: 0.92,
      summary: (match) =>
        `The Java of the job does not go with the build: ${match[0].replace(/^> |^: /, '')}`,
      reason: 'Gradle says which Java it needs',
      nextStep: 'Use an image with a Java that the build and this Gradle support.',
    },
    {
      pattern:
        /^(?:\* What went wrong:)?\s?Task '([^']{1,100})' not found in (?:root )?project '([^']{1,100})'.*$|^(?:Cannot locate tasks that match '([^']{1,100})').*$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.93,
      summary: (match) => `Gradle has no task ${match[1] ?? match[3]}, which the job calls`,
      reason: 'Gradle names the task that is missing',
      nextStep: 'Correct the name of the task in the CI configuration, or add it to the build.',
    },
    {
      pattern: /^A problem occurred (?:evaluating|configuring) (.{1,200})\.$/,
      category: 'build',
      weight: 0.75,
      summary: (match) => `Gradle cannot read ${match[1]}`,
      reason: 'Gradle says where it went wrong',
      linesAfter: 2,
      finding: (match, view, index) => {
        for (let line = index; line > Math.max(-1, index - 6); line -= 1) {
          const at = /^(?:Build|Settings|Script) file '([^']{1,400})' line: (\d{1,7})$/.exec(view.text(line));
          if (at?.[1] !== undefined)
            return {
              file: at[1],
              line: Number(at[2]),
              message: `${match[0]} ${view.text(index + 1).trim()}`,
            };
        }
        return null;
      },
    },
    {
      pattern: /^(?:\* What went wrong: )?Execution failed for task '(.{1,200})'\.$/,
      category: 'build',
      weight: 0.5,
      summary: (match) => `Gradle's task ${match[1]} failed`,
      reason: 'Gradle names the task that failed',
      linesAfter: 2,
    },
    {
      tool: 'sbt',
      pattern:
        /^\[error\]\s{1,20}(?:\(.{1,100}\) )?(?:sbt\.librarymanagement\.ResolveException: )?(?:Error downloading |unresolved dependency: |not found: )([\w.-]{1,120}(?:#|:)[\w.-]{1,120})[;:]([\w.+-]{1,60}).{0,100}$/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) => `sbt cannot find ${match[1]?.replace('#', ':')} in version ${match[2]}`,
      reason: 'sbt names what it cannot find',
      linesAfter: 2,
      dependency: (match) => namedPackage(match[1]?.replace('#', ':'), match[2]),
    },
    {
      tool: 'sbt',
      pattern:
        /^\[error\]\s{1,10}(?:\(.{1,100}\) )?(?:found version conflict\(s\) in library dependencies; some are suspected to be binary incompatible:|\* ([\w.-]{1,120}:[\w.-]{1,120}):(\S{1,60}) \((?:early-semver|semver-spec|pvp|always)\).{0,200})$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) =>
        `sbt finds versions that do not go together${match[1] === undefined ? '' : `: ${match[1]} ${match[2]}`}`,
      reason: 'sbt names what does not go together',
      linesAfter: 4,
      dependency: (match) => namedPackage(match[1], match[2]),
    },
  ],
  examples: [
    {
      log: "* What went wrong:\nExecution failed for task ':compileJava'.\n> Could not resolve all files for configuration ':compileClasspath'.\n   > Could not find shop:money:2.0.\n     Searched in the following locations:",
      category: 'dependency',
    },
    { log: '   > Could not find shop:money:2.0.', category: 'dependency', dependency: 'shop:money' },
    {
      log: "   > Could not resolve shop:money:2.0.\n      > Could not get resource 'https://repo.example/money-2.0.pom'.\n         > Read timed out",
      category: 'infrastructure',
    },
    {
      log: '   > No matching variant of shop:money:2.0 was found. The consumer was configured to find a library for use during compile-time, compatible with Java 11',
      category: 'dependency',
      dependency: 'shop:money',
    },
    {
      log: "Plugin [id: 'shop.till', version: '9.0'] was not found in any of the following sources:",
      category: 'dependency',
      dependency: 'shop.till',
    },
    { log: '> Unsupported class file major version 65', category: 'configuration' },
    { log: "Task 'lint' not found in root project 'till'.", category: 'configuration' },
    {
      log: "Build file '/builds/shop/till/build.gradle' line: 12\n\n* What went wrong:\nA problem occurred evaluating root project 'till'.\n> Could not find method coins() for arguments [5] on root project 'till'.",
      category: 'build',
      findings: ['build.gradle:12'],
    },
    {
      log: '[error] sbt.librarymanagement.ResolveException: Error downloading shop:money_2.13:9.0',
      category: 'dependency',
      dependency: 'shop:money_2.13',
    },
  ],
  lookAlikes: ['we could not resolve it', '> Task :compileJava', 'Could not find the till'],
});

function isUnreachable(text: string): boolean {
  return /timed out|Connection re(?:fused|set)|UnknownHost|No such host|status code 5\d\d|Server returned HTTP response code: 5|handshake|429|Network is unreachable|Remote host terminated/.test(
    text,
  );
}
