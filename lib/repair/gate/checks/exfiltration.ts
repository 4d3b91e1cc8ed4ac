import type { FileEdit } from '@/lib/domain/file-edit';

import { toolById } from '../../tools';
import { countMatches } from '../count-matches';
import { isDocument, languageOf } from '../file-kind';
import type { GateCheck, GateInput, Objection } from '../gate-check';
import { languagePatterns, withoutLineComments } from '../language-patterns';
import { lockfileObjections } from '../lockfile-objections';
import { sameData } from '../same-data';
import { type Reach, readReach } from '../script-reach';
import { isScript, parseScript } from '../script-syntax';

/** A scratch branch runs with the project's variables: nothing new may carry them out or run something else. */
export const exfiltration: GateCheck = {
  id: 'exfiltration',
  label: 'Nothing new talks to the network, reads the environment or runs programs',
  run: (input) => input.edits.flatMap((edit) => objectionsTo(input, edit)),
};

function objectionsTo(input: GateInput, edit: FileEdit): Objection[] {
  const { path, before, after } = edit;
  if (after === null) return [];
  const stop = (detail: string): Objection => ({ path, detail, stops: true });
  const isOwnLockfile =
    input.origin === 'tool' &&
    input.toolId !== undefined &&
    toolById(input.toolId).kind === 'lockfile' &&
    toolById(input.toolId).mayTouch(path);
  if (isOwnLockfile) return lockfileObjections(path, before, after).map(stop);
  const objections = isScript(path)
    ? scriptObjections(path, before, after)
    : patternObjections(path, before, after);
  const packages = newPackages(path, before, after);
  const hosts = isDocument(path) ? [] : newHosts(before ?? '', after);
  if (hosts.length > 0)
    objections.push(`it names an address that was not there before (${hosts.slice(0, 3).join(', ')}).`);
  if (isManifest(path) && !sameData(path, before ?? '', after))
    objections.push(...manifestObjections(before ?? '', after));
  const asked =
    packages.length > 0
      ? [
          {
            path,
            detail: `a package is imported that was not (${packages.slice(0, 3).join(', ')}).`,
            stops: false,
          },
        ]
      : [];
  return [...objections.map(stop), ...asked];
}

function scriptObjections(path: string, before: string | null, after: string): string[] {
  const [was, is] = [before ?? '', after].map((text) => parseScript(path, text));
  if (!was || !is) return ['the file is nested too deeply to be read.'];
  return reachObjections(readReach(was), readReach(is));
}

function reachObjections(was: Reach, is: Reach): string[] {
  return [
    ...(is.network > was.network ? ['something new talks to the network.'] : []),
    ...(is.environment > was.environment ? ['the environment is read where it was not.'] : []),
    ...(is.execution > was.execution ? ['something new runs programs or code.'] : []),
  ];
}

function patternObjections(path: string, before: string | null, after: string): string[] {
  const language = languageOf(path);
  if (language === null) return [];
  const { lineComment, network, environment, execution } = languagePatterns[language];
  const [was, is] = [before ?? '', after].map((text) => withoutLineComments(text, lineComment));
  const rises = (pattern: RegExp) => countMatches(is ?? '', pattern) > countMatches(was ?? '', pattern);
  return [
    ...(rises(network) ? ['something new talks to the network.'] : []),
    ...(rises(environment) ? ['the environment is read where it was not.'] : []),
    ...(rises(execution) ? ['something new runs programs or code.'] : []),
  ];
}

function newHosts(before: string, after: string): string[] {
  const was = new Set(hosts(before));
  return [...new Set(hosts(after))].filter((host) => !was.has(host));
}

function hosts(text: string): string[] {
  return [
    ...text.matchAll(/\b(?:https?|wss?|ftps?|git|ssh|ldaps?|smtps?):\/\/([^\s/"'`<>)\]}\\]{1,255})/gi),
  ].map(([, host]) => (host ?? '').toLowerCase());
}

function isManifest(path: string): boolean {
  return /(^|\/)(package\.json|requirements[^/]*\.txt|pyproject\.toml|pipfile|go\.mod|cargo\.toml|gemfile|composer\.json|pom\.xml|[^/]*\.gradle(\.kts)?|[^/]*\.csproj|pubspec\.yaml|setup\.(py|cfg))$/i.test(
    path,
  );
}

/** In a manifest a line that was not there may be a new dependency or script; which of both is for a person to see. */
function manifestObjections(before: string, after: string): string[] {
  const was = new Set(before.split('\n').map(bare));
  const added = after
    .split('\n')
    .map(bare)
    .filter((line) => line.length > 2 && !was.has(line));
  return added.length > 0 ? ['a dependency, script or setting is added or changed.'] : [];
}

function bare(line: string): string {
  return line.replace(/[\s,'"]/g, '');
}

function newPackages(path: string, before: string | null, after: string): string[] {
  const is = isScript(path) ? parseScript(path, after) : null;
  const was = is === null ? null : parseScript(path, before ?? '');
  if (was === null || is === null) return [];
  const known = readReach(was).packages;
  return [...readReach(is).packages].filter((name) => !known.has(name));
}
