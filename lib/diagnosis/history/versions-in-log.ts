import type { CleanLog } from '@/lib/log/clean-log';

/** A name with its versions, as a log prints them; more than a few of one name say nothing. */
export type Versions = ReadonlyMap<string, ReadonlySet<string>>;

interface VersionLine {
  /** One of these stands in every line that `pattern` matches. */
  readonly hints: readonly string[];
  /** With the named groups `what` and `version`. */
  readonly pattern: RegExp;
  /** Goes in front of what the line names, where the bare name would not be understood. */
  readonly prefix?: string;
}

/** Lines by which runners, package managers and tools say what they use, one format each. */
const lines: readonly VersionLine[] = [
  {
    hints: ['Running with gitlab-runner'],
    pattern: /Running with (?<what>gitlab-runner) (?<version>\d[\w.-]{0,40})/,
  },
  {
    hints: ['Using docker image'],
    prefix: 'image ',
    pattern:
      /^Using docker image sha256:[0-9a-f]{4,64} for (?<what>\S{1,200}) with digest \S{0,200}@sha256:(?<version>[0-9a-f]{12})/,
  },
  {
    hints: ['Using docker image sha256'],
    prefix: 'image ',
    pattern:
      /^Using docker image sha256:(?<version>[0-9a-f]{4,12})[0-9a-f]{0,60} for (?<what>[^\s.][^\s]{0,200})(?: \.{3})?$/,
  },
  {
    hints: [': digest: sha256'],
    prefix: 'image ',
    pattern: /^(?<what>[\w.-]{1,120}): digest: sha256:(?<version>[0-9a-f]{12})/,
  },
  // pip, uv, poetry
  {
    hints: ['Downloading', 'Using cached'],
    pattern:
      /^\s{0,8}(?:Downloading|Using cached) (?:https?:\/\/\S{1,200}\/)?(?<what>[A-Za-z][\w.]{0,80})-(?<version>\d[\w.!+]{0,40}?)(?:-(?:\d\w{0,10}-)?(?:py|cp|pp)\d\S{0,120}\.whl|\.tar\.gz|\.zip)/,
  },
  { hints: ['=='], pattern: /^ [+~] (?<what>[A-Za-z][\w.-]{0,80})==(?<version>\d[\w.!+-]{0,40})$/ },
  {
    hints: ['Installing', 'Updating', 'Upgrading', 'Downloading', 'Locking'],
    pattern:
      /^\s{0,4}[-•*] (?:Installing|Updating|Upgrading|Downloading|Locking) (?<what>[\w./@-]{1,120}) \((?:\S{1,60} (?:->|=>) )?(?<version>v?\d[\w.+-]{0,60})\)/,
  },
  // apt, apk, dnf
  {
    hints: ['Setting up'],
    pattern:
      /^Setting up (?<what>[a-z0-9][a-z0-9+.-]{0,80})(?::[a-z0-9]{1,12})? \((?<version>[\w.+:~-]{1,80})\)/,
  },
  {
    hints: ['Get:'],
    pattern:
      /^Get:\d{1,5} \S{1,200} \S{1,80} \S{1,20} (?<what>[a-z0-9][a-z0-9+.-]{0,80}) \S{1,20} (?<version>[\w.+:~-]{1,80}) \[/,
  },
  {
    hints: ['Installing'],
    pattern:
      /^\(\d{1,4}\/\d{1,4}\) (?:Installing|Upgrading) (?<what>[a-z0-9][\w.+-]{0,80}) \((?:\S{1,60} -> )?(?<version>\d[\w.+-]{0,60})\)/,
  },
  {
    hints: ['Installing'],
    pattern:
      /^\s{0,4}Installing\s{1,8}: (?<what>[a-zA-Z][\w+-]{0,80}?)-(?:\d{1,2}:)?(?<version>\d[\w.]{0,40}-[\w.]{1,40})\.(?:x86_64|noarch|aarch64|i686)/,
  },
  // gems, crates, modules
  {
    hints: ['Installing', 'Using', 'Fetching'],
    pattern:
      /^(?:Installing|Using|Fetching) (?<what>[a-zA-Z][\w-]{0,80}) (?<version>\d[\w.]{0,40})(?: \(was \S{1,40}\))?(?: with native extensions)?$/,
  },
  {
    hints: ['Successfully installed'],
    pattern: /^Successfully installed (?<what>[a-zA-Z][\w-]{0,80}?)-(?<version>\d[\w.]{0,40})$/,
  },
  {
    hints: ['Compiling', 'Downloaded', 'Checking', 'Adding', 'Locking'],
    pattern:
      /^\s{0,12}(?:Compiling|Downloaded|Checking|Adding|Locking) (?<what>[a-zA-Z][\w-]{0,80}) v(?<version>\d[\w.+-]{0,40})/,
  },
  {
    hints: ['go: downloading'],
    pattern: /^go: downloading (?<what>\S{3,200}) (?<version>v\d[\w.+-]{0,80})$/,
  },
  // Maven and Gradle
  {
    hints: ['Downloaded from', 'Downloading from', 'Download http'],
    pattern:
      /(?:Download(?:ed|ing) from [\w.-]{1,80}: |Download )https?:\/\/\S{1,250}\/(?<what>[\w.-]{1,100})\/(?<version>\d[\w.+-]{0,60})\/[\w.+-]{1,200}\.(?:jar|pom|aar|module)\b/,
  },
  // npm, pnpm, yarn
  { hints: ['+ '], pattern: /^\+ (?<what>@?[a-z0-9][\w.\/-]{0,120})[@ ](?<version>\d[\w.+-]{0,40})$/ },
  { hints: ['─ '], pattern: /^[├└]─ (?<what>@?[a-z0-9][\w.\/-]{0,120})@(?<version>\d[\w.+-]{0,40})$/ },
  {
    hints: ['deprecated'],
    pattern: /^npm (?:warn|WARN) deprecated (?<what>@?[a-z0-9][\w.\/-]{0,120})@(?<version>\d[\w.+-]{0,40}):/,
  },
  { hints: ['yarn '], pattern: /^(?<what>yarn) (?:install|run) (?<version>v\d[\w.]{0,20})$/ },
  // .NET, Terraform
  {
    hints: ['Installed '],
    pattern:
      /^\s{0,8}(?:info : )?-? ?Installed (?<what>[A-Za-z][\w./-]{0,120}) (?<version>v?\d[\w.+-]{0,40})(?: from| \()/,
  },
  // Tools that say who they are.
  { hints: ['Python '], pattern: /(?:^|-- )(?<what>Python) (?<version>\d\.[\w.+]{1,20})\b/ },
  { hints: ['pytest-'], pattern: /(?:^|, )(?<what>pytest)-(?<version>\d[\w.]{0,20})/ },
  { hints: ['go version'], pattern: /^(?<what>go) version go(?<version>\d[\w.]{0,20})/ },
  { hints: ['rustc ', 'cargo '], pattern: /^(?<what>rustc|cargo) (?<version>\d[\w.-]{0,30}) \(/ },
  { hints: ['Apache Maven'], pattern: /^(?<what>Apache Maven) (?<version>\d[\w.-]{0,20})/ },
  { hints: ['Gradle '], pattern: /^(?:Welcome to )?(?<what>Gradle) (?<version>\d[\w.-]{0,20}?)[.!]?$/ },
  {
    hints: ['openjdk', 'java version'],
    pattern: /^(?<what>openjdk|java) version "(?<version>[\w.+-]{1,30})"/,
  },
  { hints: ['ruby '], pattern: /^(?<what>ruby) (?<version>\d[\w.]{1,20}) \(/ },
  { hints: ['PHP '], pattern: /^(?<what>PHP) (?<version>\d[\w.-]{1,30}) \(cli\)/ },
  { hints: ['PHPUnit '], pattern: /^(?<what>PHPUnit) (?<version>\d[\w.]{1,20}) by / },
  {
    hints: ['Docker version', 'cmake version', 'git version'],
    pattern: /^(?<what>Docker|cmake|git) version (?<version>\d[\w.-]{1,30})/,
  },
  { hints: ['Terraform v'], pattern: /^(?<what>Terraform) (?<version>v\d[\w.]{1,20})/ },
  { hints: ['RUN  v'], pattern: /^\s{0,4}RUN {1,2}(?<version>v\d[\w.-]{1,20}) (?<what>)/, prefix: 'vitest' },
];

/** A line without any of the hints is passed over at one look. */
const anyHint = new RegExp(
  [...new Set(lines.flatMap(({ hints }) => hints))]
    .map((hint) => hint.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|'),
);
const versionCommand = /^\$ (?<what>node|npm|pnpm|yarn|bun|deno) (?:--version|-v)$/;

/** `pip`'s and older `gem`'s list at the end. */
const installedList = 'Successfully installed ';
const mostInList = 300;
const installedPart = /^(?<what>[A-Za-z][\w.-]{0,80})-(?<version>\d[\w.!+]{0,40})$/;
const bareVersion = /^v?\d[\w.+-]{0,40}$/;

const mostNames = 5_000;

/**
 * What was used and in which version, as far as the log names it: the runner, images by their digest, packages that were
 * installed or downloaded, tools that say who they are. It reads lines of known forms only; a tool that installs silently is
 * not seen.
 */
export function versionsInLog(log: CleanLog): Versions {
  const found = new Map<string, Set<string>>();
  const add = (what: string, value: string) => {
    const known = found.get(what);
    if (known) known.add(value);
    else if (found.size < mostNames) found.set(what, new Set([value]));
  };
  let asked: string | undefined;
  for (const { text, isCommand } of log.lines) {
    if (isCommand === true) asked = versionCommand.exec(text)?.groups?.what;
    else if (asked !== undefined && bareVersion.test(text)) add(asked, text);
    addList(text, add);
    if (text.length > 600 || !anyHint.test(text)) continue;
    for (const { hints, pattern, prefix } of lines) {
      if (!hints.some((hint) => text.includes(hint))) continue;
      const groups = pattern.exec(text)?.groups;
      if (groups?.version === undefined) continue;
      add(`${prefix ?? ''}${groups.what ?? ''}`, groups.version);
      break;
    }
  }
  return found;
}

function addList(text: string, add: (what: string, value: string) => void): void {
  if (!text.startsWith(installedList)) return;
  for (const part of text.slice(installedList.length).split(' ', mostInList)) {
    const groups = installedPart.exec(part.slice(0, 150))?.groups;
    if (groups?.what !== undefined && groups.version !== undefined) add(groups.what, groups.version);
  }
}
