import { compilerDetector } from '../causes/compiler-detector';

const mark = String.raw`^\s{0,4}\[(?<severity>ERROR|WARNING|WARN|INFO)\] `;

/** Analysers that Maven runs and whose findings it prints in forms of its own: Checkstyle, SpotBugs, PMD. */
export const mavenAnalysers = compilerDetector({
  id: 'maven-analysers',
  keywords: ['[ERROR] ', '[WARNING] ', '[WARN] ', 'PMD Failure: '],
  forms: [
    {
      // [ERROR] src/Till.java:[12,5] (sizes) LineLength: message
      pattern: new RegExp(
        String.raw`${mark}(?<file>(?:[A-Za-z]:(?=[\\/]))?[^:"<>|*]{1,300}):\[(?<line>\d{1,7})(?:,(?<column>\d{1,5}))?\] \([a-z]\w{2,30}\) (?<code>[A-Z]\w{2,60}): (?<message>\S.*)$`,
      ),
      keywords: ['] ('],
    },
    {
      // [ERROR] High: message [shop.Till] At Till.java:[line 12] RULE
      pattern: new RegExp(
        String.raw`${mark}(?:(?<rank>High|Medium|Low): )?(?<message>\S.{0,400}?) \[[\w.$, ]{1,400}\] (?:At|In) (?<file>[^\s:]{1,200}):\[lines? (?<line>\d{1,7})(?:-\d{1,7})?\](?:.{0,200}? (?<code>[A-Z][A-Z\d]{1,9}(?:_[A-Z\d]{1,40}){0,12}))?$`,
      ),
      keywords: [':[line'],
    },
    {
      // [INFO] PMD Failure: shop.Till:12 Rule:UnusedField Priority:3 message.
      pattern:
        /^\s{0,4}\[(?:ERROR|WARNING|INFO)\] PMD Failure: (?<type>[\w.$/]{1,300}):(?<line>\d{1,7}) Rule:(?<code>\w{1,80}) Priority:(?<priority>[1-5]) (?<message>\S.*?)\.?$/,
      keywords: ['PMD Failure: '],
      complete: (_row, view, _index, { type = '' }) => ({
        // PMD names the class; the file is known by its name alone.
        file:
          /\.\w{2,6}$/.test(type) && type.includes('/')
            ? view.path(type)
            : `${type.replaceAll('.', '/').replace(/\$.*$/, '')}.java`,
      }),
    },
  ],
  name: (found) => {
    const label = (found[0]?.code ?? '').includes('_') ? 'SpotBugs' : 'The analyser';
    return { tool: 'maven-analysers', label, category: 'lint' };
  },
  weight: 0.93,
  examples: [
    {
      log: '[ERROR] src/main/java/shop/Till.java:[12,5] (sizes) LineLength: Line is longer than 100 characters (found 120).',
      category: 'lint',
      findings: ['src/main/java/shop/Till.java:12'],
    },
    {
      log: '[ERROR] High: Null pointer dereference of coin in shop.Till.add() [shop.Till] At Till.java:[line 12] NP_ALWAYS_NULL',
      category: 'lint',
      findings: ['Till.java:12'],
    },
    {
      log: '[INFO] PMD Failure: shop.Till:12 Rule:UnusedPrivateField Priority:3 Avoid unused private fields such as coin..',
      category: 'lint',
      findings: ['shop/Till.java:12'],
    },
  ],
  lookAlikes: [
    '[ERROR] src/main/java/shop/Till.java:[12,5] cannot find symbol',
    '[ERROR]   TillTest.adds:12 expected: <3> but was: <4>',
  ],
});
