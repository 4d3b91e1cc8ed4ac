/** So much is looked at; of a text that somebody cut, the end depends on how long the volatile parts are, so less counts. */
const longest = 600;
const cutFrom = 400;
const keptOfCut = 200;

/** What is cut away, and what stands for it; in this order, since a time holds a duration and a path holds an id. */
const changes: readonly (readonly [RegExp, string])[] = [
  [/\[redacted:([a-z-]{1,40}):\d{1,6}\]/g, '<$1>'],

  // Times: 2026-01-31T12:00:00.123Z, 2026/01/31 12:00, 20260131T120000Z, Sat Jan 31 12:00:00 UTC 2026, 31/Jan/2026:12:00:00 +0000, 1/31/2026 9:05:11 PM.
  [
    /\b\d{4}[-/.]\d\d[-/.]\d\d(?:[T _:-]{1,2}\d\d[:._-]\d\d(?:[:._-]\d\d(?:[.,_]\d{1,9})?)?)?(?: ?(?:Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b))?/g,
    '<time>',
  ],
  [/\b20\d{6}[T_-]?\d{4,6}Z?\b/g, '<time>'],
  [
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?\d{1,2}[ /-](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ /-]\d{2,4}(?:[: ]\d\d:\d\d(?::\d\d)?)?(?: ?(?:UTC|GMT|[+-]\d{4})\b)?/g,
    '<time>',
  ],
  [
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? {1,2})?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} {1,2}\d{1,2}(?:,? \d{4})?,?(?: (?:at )?\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(?: ?[AP]M\b)?(?: [A-Z]{3,4}\b)?(?: (?:19|20)\d\d\b)?/g,
    '<time>',
  ],
  [/\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d(?:,? \d{1,2}:\d\d(?::\d\d)?)?(?: ?[AP]M\b)?/g, '<time>'],
  [/(?<![\d:.])\d{1,3}:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[AP]M\b)?(?![\d:])/g, '<time>'],

  // Ids and addresses.
  [/\brunner-[\w-]{1,60}-project-\d{1,12}-concurrent-[\w-]{1,60}/g, '<runner>'],
  [/(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])/gi, '<uuid>'],
  [/\b0x[0-9a-f]{4,16}\b/gi, '<address>'],
  [/\+0x[0-9a-f]{1,16}\b/gi, '+<address>'],
  [/(?:#PID|#Reference)?<\d{1,9}(?:\.\d{1,12}){2,3}>/g, '<address>'],
  [/\bgoroutine \d{1,12}\b/g, 'goroutine <n>'],
  [/(?<=\bthread '[^']{1,80}' )\(\d{1,12}\)/g, '(<n>)'],
  [/(?<=[\w$\])}>;]@)[0-9a-f]{4,16}\b/g, '<address>'],
  [/(?<![0-9A-Za-z])(?=[a-f]{0,64}\d)(?=\d{0,64}[a-f])[0-9a-f]{7,128}(?![0-9A-Za-z])/gi, '<hash>'],
  [/\bsha(?:256|384|512)[-:][\w+/=]{20,128}/g, '<hash>'],
  [/\$\$?(?:Lambda|Proxy)\$?(?:\d{1,9}(?:\/(?:\d{1,20}|<address>))?)/g, '<generated>'],

  // Machines: containers, pods, hosts of clouds.
  [/\b(?:ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}|fv-az\d{1,6}-\d{1,6})(?:\.[a-z0-9.-]{1,80})?/g, '<host>'],
  [/-(?:<hash>|[0-9a-f]{8,10})-[a-z0-9]{5}(?![\w-])/g, '-<pod>'],
  [/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])(?::\d{1,5}\b)?/g, '<ip>'],
  [/\b(localhost|host\.docker\.internal|\[::1?\]):\d{2,5}\b/g, '$1:<port>'],
  [/(:\/\/[\w.-]{1,200}|<ip>|<host>|<runner>):\d{2,5}\b/g, '$1:<port>'],

  // Places: temporary ones, checkouts, homes; of any other absolute path the end tells enough.
  [
    /(?<![\w.])(?:\/private)?\/(?:tmp|var\/tmp|var\/folders|dev\/shm|run\/user)\/[^\s'"`:;,)\]}>]{1,300}/g,
    '<temp>',
  ],
  [/\b[A-Za-z]:[\\/](?:[^\s'":)]{0,100}[\\/])?te?mp[\\/][^\s'":)]{1,300}/gi, '<temp>'],
  [/(?<![0-9A-Za-z])(?:tmp|temp)[-_.]?(?=[a-z_]{0,12}\d)[a-z0-9_]{5,16}(?![0-9A-Za-z])/g, '<temp>'],
  [/\bpytest-(?:of-\w{1,40}|\d{1,6})(?:\/pytest-\d{1,6})?/g, '<temp>'],
  [/[\w./\\-]{1,200}(?:\.{3}|…)/g, '…'],
  [/\bfile:\/\/(?=\/)/g, ''],
  [
    /(?<![\w.])(?:\/builds\/[^/\s:]{1,100}|\/(?:home|Users)\/travis\/build\/[^/\s:]{1,100}|\/(?:home|Users)\/runner\/work\/[^/\s:]{1,100}|\/(?:home|Users)\/[\w.-]{1,60}\/builds\/[\w-]{8,12}\/\d{1,3}\/[^/\s:]{1,100}|\/var\/(?:lib\/)?jenkins(?:_home)?\/workspace|\/home\/circleci|\/codebuild\/output\/[\w-]{1,40}|C:[\\/]projects|[A-Z]:[\\/]a)[\\/][^/\\\s:'"]{1,100}(?:[\\/]|(?=['":\s)]|$))/g,
    '',
  ],
  [
    /(?<![\w.])\/(?:github\/workspace|workspace|drone\/src|usr\/src\/app|bitbucket\/pipelines\/agent\/build)\//g,
    '',
  ],
  [
    /(?<![\w./~<-])(?:[A-Z]:)?(?:[\\/][\w.@+~=<>-]{1,100}){1,24}(?=[\\/][\w.@+~=<>-]{1,100}[\\/][\w.@+~=<>-])/g,
    '',
  ],

  // Where a line stands: it moves with every edit above it.
  [/:\d{1,7}:\d{1,6}\b/g, ':<line>'],
  [/((?:\.[A-Za-z]\w{0,11}|file)):\s?\d{1,7}(?:-\d{1,7})?\b/g, '$1:<line>'],
  [/[([]\d{1,7}[,:]\s?\d{1,6}(?:[,:-]\d{1,7}){0,2}[)\]]/g, '(<line>)'],
  [/(?<=\.\w{1,8})\(\d{1,7}\)/g, '(<line>)'],
  [/#L\d{1,7}\b/g, '#<line>'],
  [
    /\b(lines?|line number|columns?|col|char(?:acter)?|position|offset|row)([ :=]{1,3})\d{1,9}(?:(?: ?- ?|:)\d{1,9})?\b/gi,
    '$1$2<line>',
  ],
  [/^(\s{0,12}>?\s{0,12})\d{1,7}(?=\s{0,4}[|│])/g, '$1<line>'],

  // How long, how much, which try.
  [
    /(?<![\w.])\d{1,12}(?:[.,]\d{1,9})?\s?(?:ms|msecs?|milliseconds?|µs|us|ns|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)(?:[ ,]{0,2}\d{1,9}(?:\.\d{1,9})?\s?(?:ms|s|secs?|seconds?|m|mins?|minutes?))?(?![\w-])/gi,
    '<duration>',
  ],
  [/\b\d{1,3}m\d{1,2}(?:\.\d{1,9})?s\b/g, '<duration>'],
  [/\b\d{1,12}(?:[.,]\d{1,6})?\s?(?:[KMGT]i?B|kB|bytes|bits)(?:\/s(?:ec)?)?(?!\w)/gi, '<size>'],
  [/\b\d{1,3}(?:[.,]\d{1,9})?\s?%/g, '<percent>'],
  [
    /\b(seed|pid|ppid|tid|port|attempt|retry|try|process|thread|build|job|pipeline|run|shard|task|worker|pool|step)(["']?(?:[ :=#]{1,3}|-|\[))\d{1,12}\b/gi,
    '$1$2<n>',
  ],
  [/\b(?:gw|w)\d{1,3}\b/g, '<worker>'],
  [/(?<=[A-Za-z]Worker-)\d{1,4}\b/g, '<n>'],
  [/^(\w[\w.-]{0,60})\[\d{1,7}\](?=:)/g, '$1[<n>]'],
  [/(merge-requests|merge_requests|pipelines|jobs|pull)\/\d{1,12}\b/g, '$1/<n>'],
  [/(?<![\w.])\d{5,30}(?![\w.])/g, '<n>'],
  [/\s{1,200}/g, ' '],
];

/**
 * A line of a log without what differs from run to run and from machine to machine: times, durations, ids, addresses, hosts,
 * ports, seeds, temporary and checkout paths, positions in files. Names, codes and small numbers stay: they tell one cause
 * from another. Of a long text the beginning counts.
 */
export function stableText(text: string): string {
  const stable = changes
    .reduce((so, [pattern, by]) => so.replace(pattern, by), text.slice(0, longest))
    .trim();
  return text.length > cutFrom ? stable.slice(0, keptOfCut) : stable;
}

/** The same without any number: what two lines have in common that differ in counts alone. */
export function lineTemplate(text: string): string {
  return stableText(text).replace(/\d{1,30}(?:[.,]\d{1,30})*/g, '<n>');
}
