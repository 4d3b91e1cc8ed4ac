import { lineDetector } from '../causes/line-detector';

/** `dart analyze` and `flutter analyze`, as people read them and in the machine's form. */
export const dartAnalyze = lineDetector({
  id: 'dart-analyze',
  label: 'The Dart analyzer',
  category: 'lint',
  keywords: ['.dart:', '.dart|', '.dart, line'],
  patterns: [
    /^\s{0,10}(?<severity>error|warning|info|hint|lint) [•-] (?<message>\S.*?) [•-] (?<file>\S.{0,300}?\.dart):(?<line>\d{1,7}):(?<column>\d{1,5}) [•-] (?<code>\w{2,80})$/,
    /^\s{0,10}(?<severity>error|warning|info|hint|lint) [•-] (?<file>\S.{0,300}?\.dart):(?<line>\d{1,7}):(?<column>\d{1,5}) [•-] (?<message>\S.*?) [•-] (?<code>\w{2,80})$/,
    /^(?<severity>ERROR|WARNING|INFO)\|[A-Z_]{2,40}\|(?<code>\w{2,80})\|(?<file>[^|]{1,400})\|(?<line>\d{1,7})\|(?<column>\d{1,5})\|\d{1,7}\|(?<message>\S.*)$/,
    /^\s{0,4}\[?(?<severity>error|warning|info|hint|lint)\]?:? (?:[•-] )?(?<message>\S.*?) \((?<file>[^()]{1,400}\.dart), line (?<line>\d{1,7}), col (?<column>\d{1,5})\)$/,
  ],
  failsOnWarnings: true,
  examples: [
    {
      log: "  error • Undefined name 'coin' • lib/till.dart:12:5 • undefined_identifier",
      category: 'lint',
      findings: ['lib/till.dart:12'],
    },
    {
      log: "   info - lib/till.dart:12:5 - Unused import: 'coin'. - unused_import",
      category: 'lint',
      findings: ['lib/till.dart:12'],
    },
    {
      log: 'WARNING|STATIC_WARNING|UNUSED_IMPORT|/builds/shop/till/lib/till.dart|12|5|4|Unused import.',
      category: 'lint',
      findings: ['lib/till.dart:12'],
    },
    {
      log: '[warning] Unused import (/builds/shop/till/lib/till.dart, line 12, col 5)',
      category: 'lint',
      findings: ['lib/till.dart:12'],
    },
  ],
  lookAlikes: ['lib/till.dart:12:5: the till', 'ERROR|the|till|lib/till.dart|12'],
});
