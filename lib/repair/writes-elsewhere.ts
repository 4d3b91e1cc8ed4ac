import {
  BEFORE_A_COMMAND,
  OUTWARD_PROGRAMS,
  OUTWARD_VERBS,
  OUTWARD_WHERE_A_COMMAND_BEGINS,
  TASK_RUNNERS,
} from './outward-commands';
import { shellCommands } from './shell-commands';

const MOST_CHARACTERS = 10_000;

/**
 * Whether a script line may change something outside its job: publish, deploy, push, send or migrate. It goes by names and options,
 * so it takes some harmless lines for such ones, and cannot see what a script with a harmless name does.
 */
export function writesElsewhere(line: string): boolean {
  if (line.length > MOST_CHARACTERS) return true;
  return PLAIN_WORDS.test(line) || shellCommands(line).some(commandWritesElsewhere);
}

/** In any place of a line, its comments and messages included. */
const PLAIN_WORDS =
  /publish|deploy|\b(git\s+push|(docker|podman|buildah|crane|skopeo|helm)\s[^\n]*push|kubectl|helm\s+(install|upgrade)|terraform\s+(apply|destroy|import)|ansible\S*|ssh|scp|rsync|sftp|rclone|aws|gcloud|gsutil|az|heroku|vercel|netlify|firebase|fly|flyctl|twine|semantic-release|release-cli|glab)(\s|$)/i;

/** Only looks, moves about, or installs: names after it are not run. */
const HARMLESS = /^(cd|pushd|ls|mkdir|which|type|apk|apt|apt-get|dnf|yum|microdnf|brew|pip|pip3)$/;

function commandWritesElsewhere(words: readonly string[]): boolean {
  const names = words.map(programName);
  const start = words.findIndex(
    (word, at) => !BEFORE_A_COMMAND.has(names[at] ?? '') && !/^(-|\d+[smh]?$|\w+=)/.test(word),
  );
  const first = names[start] ?? '';
  if (HARMLESS.test(first)) return false;
  if (OUTWARD_WHERE_A_COMMAND_BEGINS.has(first)) return true;
  if (names.some((name) => OUTWARD_PROGRAMS.has(name))) return true;
  if (words.some((word, at) => OUTWARD_WORD.test(word) || isOutwardScript(word, at === start))) return true;
  const named = new Set(names);
  if (
    OUTWARD_VERBS.some(
      ([programs, verbs]) => programs.some((one) => named.has(one)) && words.some((word) => verbs.test(word)),
    )
  )
    return true;
  const runner = names.findIndex((name) => TASK_RUNNERS.has(name));
  if (runner >= 0 && words.slice(runner + 1).some(isOutwardTask)) return true;
  return sendsByWeb(words, names);
}

/** The name of a program without its folder and its version or ending. */
function programName(word: string): string {
  const base = word.slice(word.lastIndexOf('/') + 1).toLowerCase();
  return base.replace(/(.)@[^@]*$/, '$1').replace(/\.(exe|cmd|bat)$/, '');
}

/** Words that no command needs to prepare a check: a push, a method that writes, a migration, an upload. */
const OUTWARD_WORD =
  /^(push|POST|PUT|PATCH|DELETE)$|^(?!-)([^]*[^a-z0-9])?(migrat(e|ion)|upload(er)?)([^a-z0-9]|$)|(^|[^a-z0-9])db:(push|setup|seed|reset|create|drop|schema|rollback|structure|prepare|upgrade)/i;

const TASK = /^(release|upload|migrat|rollout|rollback|promot|ship|provision|destroy|push)/;

function isTaskName(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((part) => TASK.test(part) || /release(staging)?repositor/.test(part));
}

function isOutwardTask(word: string): boolean {
  return !word.startsWith('-') && isTaskName(word);
}

/** `./release.sh`, `python tools/promote.py`, `bin/ship`; not `/etc/os-release` nor `lsb_release`. */
function isOutwardScript(word: string, isCommand: boolean): boolean {
  const base = word.slice(word.lastIndexOf('/') + 1);
  if (word.startsWith('-') || base === 'lsb_release' || !isTaskName(base)) return false;
  if (/\.(sh|bash|zsh|py|rb|js|cjs|mjs|ts|mts|pl|php|ps1)$/i.test(base)) return true;
  return !base.includes('.') && (isCommand || /^\.{1,2}\/|(^|\/)(bin|scripts?|tools|ci|hack)\//.test(word));
}

/** Whether curl, wget or one of their kind is told to send something. */
function sendsByWeb(words: readonly string[], names: readonly string[]): boolean {
  const curl = names.indexOf('curl');
  if (curl >= 0 && curlSends(words.slice(curl + 1))) return true;
  if (names.includes('wget') && words.some((word) => /^--(post|meth|body)/i.test(word))) return true;
  const isPowerShell = names.some((name) => /^(invoke-(webrequest|restmethod)|iwr|irm)$/.test(name));
  return isPowerShell && words.some((word) => /^-(me|b|inf)/i.test(word));
}

function curlSends(words: readonly string[]): boolean {
  return words.some((word, at) => {
    if (/^--(dat|form|json|upl|quot|conf)/.test(word)) return true;
    if (/^--req/.test(word)) return !isReading(word.split('=')[1] ?? words[at + 1]);
    // Options in a variable, as in `curl $CURL_ARGS`.
    if (/^\$\{?\w*(opt|arg|flag|data|method)/i.test(word)) return true;
    if (!/^-[^-]/.test(word)) return false;
    // Of options in one word only the last takes a value; what follows it there is that value.
    const [, letter = '', inline = ''] = /^-[^-]*?([dFTQKXoHuAemxwbcCErtyYzPUD])([^]*)$/.exec(word) ?? [];
    if (!/[dFTQKX]/.test(letter)) return false;
    return letter !== 'X' || !isReading(inline === '' ? words[at + 1] : inline);
  });
}

function isReading(method: string | undefined): boolean {
  return /^(get|head|options)$/i.test(method ?? '');
}
