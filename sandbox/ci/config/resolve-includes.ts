import { evaluateRule } from './evaluate-rules';
import type { RuleFacts } from './evaluate-rules';
import { expandText } from './expand-variables';
import { FieldReader } from './field-reader';
import { pathMatcher } from './match-path';
import { parseYaml } from './parse-yaml';
import { readRules } from './read-rules';
import { deepMerge, isMapping } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

const MAX_INCLUDES = 150;
const MAX_DEPTH = 100;

/** Where CI files come from: one commit of one project. */
export interface ConfigSource {
  /** Full path of the project, for messages and links. */
  readonly project: string;
  readonly sha: string;
  readonly projectUrl: string;
  readFile(path: string): Promise<string | null>;
  listFiles(): Promise<string[]>;
  /** Another project at a ref (null: its default branch), as the person who runs the pipeline may see it. */
  openProject(
    fullPath: string,
    ref: string | null,
  ): Promise<{ kind: 'found'; source: ConfigSource } | { kind: 'no-project' } | { kind: 'no-ref' }>;
}

export interface IncludeRecord {
  type: 'local' | 'file';
  location: string;
  blob: string;
  raw: string;
  extra: Record<string, string>;
  context_project: string;
  context_sha: string;
}

class Refused extends Error {}

/**
 * Merges every included file under the file that includes it. Local files (with `*`), files of other projects of
 * this GitLab and lists of both are known; remote files, templates and components are refused in GitLab's words,
 * because nothing here reaches a network.
 */
export async function resolveIncludes(
  root: YamlMapping,
  source: ConfigSource,
  facts: RuleFacts,
): Promise<
  { kind: 'ok'; value: YamlMapping; includes: IncludeRecord[] } | { kind: 'invalid'; message: string }
> {
  const includes: IncludeRecord[] = [];

  const load = async (
    path: string,
    from: ConfigSource,
    context: ConfigSource,
    extra: Record<string, string>,
    depth: number,
  ): Promise<YamlMapping> => {
    const location = path.replace(/^\/+/, '');
    const where = Object.keys(extra).length === 0 ? 'Local' : 'Project';
    const named =
      where === 'Local' ? `Local file \`${location}\`` : `Project \`${from.project}\` file \`${location}\``;
    if (!/\.ya?ml$/.test(location))
      throw new Refused(`Included file \`${location}\` does not have YAML extension!`);
    if (includes.length >= MAX_INCLUDES || depth > MAX_DEPTH) {
      throw new Refused(`Maximum of ${MAX_INCLUDES} nested includes are allowed!`);
    }
    const text = await from.readFile(location);
    if (text === null) throw new Refused(`${named} does not exist!`);
    if (text.trim() === '') throw new Refused(`${named} is empty!`);
    includes.push({
      type: where === 'Local' ? 'local' : 'file',
      location,
      blob: `${from.projectUrl}/-/blob/${from.sha}/${location}`,
      raw: `${from.projectUrl}/-/raw/${from.sha}/${location}`,
      extra,
      context_project: context.project,
      context_sha: context.sha,
    });
    const parsed = parseYaml(text);
    if (parsed.kind === 'invalid') throw new Refused(`\`${location}\`: ${parsed.message}`);
    return merge(parsed.value, from, depth + 1);
  };

  const merge = async (config: YamlMapping, at: ConfigSource, depth: number): Promise<YamlMapping> => {
    const { include, ...own } = config;
    let base: YamlMapping = {};
    const items =
      include === undefined || include === null ? [] : Array.isArray(include) ? include.flat(2) : [include];
    for (const item of items) {
      for (const part of await loadItem(item, at, depth)) base = deepMerge(base, part);
    }
    return deepMerge(base, own);
  };

  const loadItem = async (item: YamlValue, at: ConfigSource, depth: number): Promise<YamlMapping[]> => {
    const entry = normalise(item);
    if (entry['rules'] !== undefined && !(await applies(entry['rules'], facts))) return [];
    const { local, project, file, ref, remote, template, component } = entry;
    const named = { local, project, remote, template, component };
    const accessors = Object.entries(named).filter(([, value]) => value !== undefined);
    if (accessors.length !== 1) {
      throw new Refused(
        `\`${JSON.stringify(item)}\` does not have a valid subkey for include. Valid subkeys are: \`local\`, \`file\`, \`remote\`, \`template\`, \`component\``,
      );
    }
    const text = (value: YamlValue | undefined) =>
      expandText(typeof value === 'string' ? value : '', facts.variables);
    if (remote !== undefined) {
      throw new Refused(`Remote file \`${text(remote)}\` could not be fetched because of a socket error!`);
    }
    if (template !== undefined) throw new Refused(`Template file \`${text(template)}\` does not exist!`);
    if (component !== undefined) throw new Refused(`component '${text(component)}' - content not found`);
    if (local !== undefined) {
      const paths = await localPaths(text(local), at);
      return Promise.all(paths.map((path) => load(path, at, at, {}, depth)));
    }
    const name = text(project);
    const wanted = typeof ref === 'string' ? text(ref) : null;
    const opened = await at.openProject(name, wanted);
    if (opened.kind === 'no-project') {
      throw new Refused(
        `Project \`${name}\` not found or access denied! Make sure any includes in the pipeline configuration are correctly defined.`,
      );
    }
    if (opened.kind === 'no-ref')
      throw new Refused(`Project \`${name}\` reference \`${wanted ?? 'HEAD'}\` does not exist!`);
    const files = Array.isArray(file) ? file : [file ?? null];
    const parts: YamlMapping[] = [];
    for (const path of files) {
      if (typeof path !== 'string')
        throw new Refused(`Project \`${name}\` file needs to be a string or an array of strings`);
      parts.push(await load(text(path), opened.source, at, { project: name, ref: wanted ?? 'HEAD' }, depth));
    }
    return parts;
  };

  try {
    const value = await merge(root, source, 0);
    return { kind: 'ok', value, includes };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'invalid', message: error.message };
    throw error;
  }
}

function normalise(item: YamlValue): YamlMapping {
  if (typeof item === 'string') return /^https?:\/\//i.test(item) ? { remote: item } : { local: item };
  if (isMapping(item)) return item;
  throw new Refused('Include `include` config should be an array of hashes or a string');
}

async function localPaths(path: string, at: ConfigSource): Promise<string[]> {
  if (!path.includes('*')) return [path];
  const matches = pathMatcher([path]);
  const found = (await at.listFiles()).filter(matches).sort();
  if (found.length === 0) throw new Refused(`Local file \`${path.replace(/^\/+/, '')}\` does not exist!`);
  return found;
}

async function applies(value: YamlValue, facts: RuleFacts): Promise<boolean> {
  const errors: string[] = [];
  const rules = readRules(new FieldReader('include', errors), value, 'job') ?? [];
  if (errors[0] !== undefined) throw new Refused(errors[0]);
  for (const rule of rules) {
    if (await evaluateRule(rule, facts)) return rule.when !== 'never';
  }
  return false;
}
