import type { Category } from '@/lib/domain/category';
import { buildCause, shortened } from '../causes/build-cause';
import type { Detector } from '../detector';

const failedGoal =
  /^\[ERROR\] Failed to execute goal (?:on project .{1,200}?: )?(?:[\w.-]{1,100}:)?([\w.-]{1,100}?)(?:-maven-plugin|-plugin)?:[\w.${}-]{1,60}:([\w-]{1,60}) \(.{1,200}?\) on project ([\w.-]{1,200}): (.{1,2000})$/;

/** What the goals of well-known plugins do, by a part of the plugin's name. The first that fits counts. */
const kinds: readonly (readonly [RegExp, Category])[] = [
  [/surefire|failsafe|karma|jacoco/, 'test'],
  [/enforcer|dependency|hpi|lock|versions|bnd-baseline|duplicate-finder|revapi|japicmp/, 'dependency'],
  [/checkstyle|pmd|spotbugs|findbugs|error-?prone|license|rat$|forbiddenapis|sortpom/, 'lint'],
  [/spotless|fmt|formatter|impsort/, 'format'],
  [/deploy|release|nexus|gpg|jib|docker/, 'infrastructure'],
  [
    /compiler|kotlin|scala|groovy|antlr|javadoc|shade|jar|war|bundle|exec|frontend|modernizer|plugin/,
    'build',
  ],
];

/** What the message itself says, whatever the plugin is for. */
const messages: readonly (readonly [RegExp, Category])[] = [
  [/There (?:were|are) test failures|^There (?:were|are) \d{1,9} failing tests/, 'test'],
  [
    /An API incompatibility was encountered|A required class was missing|Unable to load the mojo|has been compiled by a more recent version|PluginContainerException/,
    'dependency',
  ],
];

/** Maven's verdict on the goal that failed: less than what the goal's own tool prints, more than nothing. */
export const mavenGoal: Detector = {
  id: 'maven-goal',
  keywords: ['[ERROR] Failed to execute goal '],
  detect(view) {
    const [found] = view.find(failedGoal, ['[ERROR] Failed to execute goal '], 1);
    if (found === undefined) return [];
    const [, plugin = '', goal = '', project = '', message = ''] = found.match;
    const category =
      messages.find(([pattern]) => pattern.test(message) && !plugin.includes('surefire'))?.[1] ??
      kinds.find(([pattern]) => pattern.test(`${plugin} ${goal}`))?.[1];
    if (category === undefined) return [];
    return [
      buildCause({
        tool: 'maven',
        category,
        weight: 0.58,
        ranges: [{ from: found.index, to: found.index, reason: 'Maven names the goal that failed' }],
        key: [plugin, goal, message.slice(0, 300)],
        summary: `Maven's goal ${plugin}:${goal} failed in ${project}: ${shortened(message)}`,
      }),
    ];
  },
  examples: [
    {
      log: '[ERROR] Failed to execute goal se.vandmo:dependency-lock-maven-plugin:0.23:check (check) on project till: Dependencies differ -> [Help 1]',
      category: 'dependency',
    },
    {
      log: '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:2.4.2:test (default-test) on project till: There are test failures.',
      category: 'test',
    },
  ],
  lookAlikes: ['[ERROR] Failed to execute goal of the season'],
};
