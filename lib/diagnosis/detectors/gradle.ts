import { signatureDetector } from '../signature-detector';

/** Gradle's own "What went wrong", where no tool above it has said more. */
export const gradle = signatureDetector({
  id: 'gradle',
  tool: 'gradle',
  keywords: ['> Could not ', 'Execution failed for task', 'A problem occurred'],
  signatures: [
    {
      pattern:
        /> Could not (?:resolve|find) (?:all (?:files|artifacts|dependencies) for .{1,200}|([\w.-]{1,100}:[\w.-]{1,100})(?::([\w.-]{1,60}))?.{0,60})$/,
      category: 'dependency',
      weight: 0.82,
      summary: (match) => `Gradle cannot resolve ${match[1] ?? "the project's dependencies"}`,
      reason: 'Gradle names what it cannot resolve',
      dependency: (match) =>
        match[1] === undefined ? null : { name: match[1], from: null, to: match[2] ?? null },
      linesAfter: 1,
    },
    {
      pattern: /^A problem occurred (?:evaluating|configuring) (.{1,200})\.$/,
      category: 'build',
      weight: 0.75,
      summary: (match) => `Gradle cannot read ${match[1]}`,
      reason: 'Gradle says where it went wrong',
      linesAfter: 2,
    },
    {
      pattern: /^(?:\* What went wrong: )?Execution failed for task '(.{1,200})'\.$/,
      category: 'build',
      weight: 0.5,
      summary: (match) => `Gradle's task ${match[1]} failed`,
      reason: 'Gradle names the task that failed',
      linesAfter: 2,
    },
  ],
  examples: [
    {
      log: "* What went wrong:\nExecution failed for task ':compileJava'.\n> Could not resolve shop:money:2.0.",
      category: 'dependency',
      dependency: 'shop:money',
    },
  ],
  lookAlikes: ['we could not resolve it', '> Task :compileJava'],
});
