import { lineDetector } from '../line-detector';

/** javac, kotlinc and scalac, alone and through Maven, Gradle, Ant and sbt. */
export const javac = lineDetector({
  id: 'javac',
  label: 'The compiler',
  category: 'build',
  keywords: ['.java', '.kt', '.scala', '.groovy'],
  patterns: [
    /^(?:\[ERROR\] )(?<file>(?:[A-Za-z]:)?\S[^:[\]]{0,400}\.(?:java|kt|groovy|scala)):\[(?<line>\d{1,7})(?:,(?<column>\d{1,5}))?\]\s?(?:error: )?(?<message>.*)$/,
    /^\s*(?:\[javac\] |\[scalac?\] |\[ant:javac\] )?(?<file>(?:[A-Za-z]:)?[^\s:[\]][^:[\]]{0,400}\.(?:java|kt|scala)):(?<line>\d{1,7}): (?<severity>error|warning): (?<message>.*)$/,
    /^(?<severity>[ew]): (?:file:\/\/)?(?<file>[^\s:(][^:(]{0,400}\.kts?):(?: \()?(?<line>\d{1,7})[,:]\s?(?<column>\d{1,5})\)?:? (?<message>.*)$/,
    /^\[(?:ERROR|error)\] (?<file>[^\s:[\]][^:[\]]{0,400}\.(?:scala|sbt|java)):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?:error: )?(?<message>.*)$/,
  ],
  accepts: (row) => row.message !== '' && !/^(?:warning|\[?(?:deprecation|unchecked)\]?)/.test(row.message),
  weight: 0.94,
  linesEach: 3,
  examples: [
    {
      log: 'src/main/java/shop/Money.java:12: error: cannot find symbol\n        total = 5;\n        ^\n  symbol:   variable total',
      category: 'build',
      findings: ['src/main/java/shop/Money.java:12'],
    },
    {
      log: '[ERROR] COMPILATION ERROR : \n[ERROR] /builds/shop/till/src/main/java/shop/Money.java:[12,9] cannot find symbol\n  symbol:   variable total',
      category: 'build',
      findings: ['src/main/java/shop/Money.java:12'],
    },
    {
      log: 'e: file:///builds/shop/till/src/Money.kt:12:9 Unresolved reference: total',
      category: 'build',
      findings: ['src/Money.kt:12'],
    },
    {
      log: '[error] /builds/shop/till/src/Money.scala:12:9: not found: value total\n[error]     total = 5\n[error]     ^',
      category: 'build',
      findings: ['src/Money.scala:12'],
    },
  ],
  lookAlikes: ['\tat shop.Money.add(Money.java:12)', 'Note: src/Money.java uses unchecked operations.'],
});
