import { stringify } from 'yaml';

import {
  type CiMap,
  configuredName,
  holdsReference,
  isMap,
  readCiConfiguration,
  resolveJob,
} from './ci-configuration';
import { readPackageScript, scriptOfPackage } from './package-script';
import { preparingLines } from './preparing-lines';
import { toolCommand } from './tool-command';
import { type ToolId, toolById } from './tools';

export type ToolJob =
  | {
      readonly kind: 'job';
      /** Takes the place of the CI file on the scratch branch; never part of the fix. */
      readonly ciYaml: string;
      readonly jobName: string;
      /** Where the patch lies in the job's artifacts. */
      readonly patchPath: string;
    }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ToolJobInput {
  readonly mergedYaml: string;
  readonly jobName: string;
  readonly tool: ToolId;
  readonly fixId: string;
  /** The line that failed, as the diagnosis gives it; only compared with the configuration's own lines. */
  readonly command?: string | null;
  /** Text of the package.json at the failed commit, to see what `npm run …` stands for. */
  readonly packageJson?: string | null;
}

const PATCH_PATH = 'pipemend-fix.patch';

/** What a job takes from `default:` or from the global keywords, unless it says otherwise. */
const INHERITED = ['image', 'services', 'before_script', 'cache', 'tags', 'timeout', 'hooks'] as const;

/** Keywords with which a job reaches out of its pipeline; its script is then not run a second time. */
const REACHING_OUT = ['environment', 'release', 'pages', 'trigger', 'run'] as const;

/**
 * A CI file with a single job that runs a tool's fix mode as the failing job would have run it: same image, services, variables,
 * tags, cache (read only) and preparation, everything else left out. It deploys nothing, needs nothing, and leaves what the
 * tool changed as a patch. Refused, with the reason, where the failing job is not one that may be run in part.
 */
export function buildToolJob(input: ToolJobInput): ToolJob {
  const { mergedYaml, jobName, fixId } = input;
  const refused = (reason: string): ToolJob => ({ kind: 'refused', reason });
  const configuration = readCiConfiguration(mergedYaml);
  if (configuration.kind === 'unreadable') return refused(configuration.reason);
  const { root } = configuration;
  const name = configuredName(root, jobName);
  if (name === null) return refused(`The CI configuration has no job named ${jobName}.`);
  const resolved = resolveJob(root, name);
  if (resolved.kind === 'unknown') return refused(resolved.reason);
  const job = withDefaults(root, resolved.job);
  const reaching = REACHING_OUT.find((keyword) => job[keyword] !== undefined);
  if (reaching !== undefined || jobName === 'pages') {
    return refused(
      `${jobName} has \`${reaching ?? 'pages'}\`, so no part of it is run outside its own pipeline.`,
    );
  }
  const beforeScript = scriptLines(job['before_script']);
  const script = scriptLines(job['script']);
  if (beforeScript === null || script === null || script.length === 0) {
    return refused(`The script of ${jobName} cannot be read from the CI configuration.`);
  }
  const tool = toolById(input.tool);
  const prepared = preparingLines({ tool, beforeScript, script, command: input.command ?? null });
  if (prepared.kind === 'refused') return prepared;

  const ownJobName = `pipemend-${input.tool}-${fixId.replace(/[^\w-]/g, '').slice(0, 60)}`;
  const called = prepared.toolLine === null ? null : readPackageScript(prepared.toolLine);
  const folder = called?.folder ?? null;
  // Of a package elsewhere the text is not at hand; there the tool runs with its defaults.
  const behind =
    called === null || folder !== null ? null : scriptOfPackage(called.name, input.packageJson ?? null);
  const enter = folder === null ? [] : [`cd '${folder}'`];
  const kept = Object.fromEntries(
    ['image', 'services', 'tags', 'timeout', 'hooks', 'inherit', 'cache']
      .filter((key) => job[key] !== undefined)
      .map((key) => [
        key,
        key === 'cache' ? readOnlyCache(job[key]) : key === 'inherit' ? variablesOnly(job[key]) : job[key],
      ]),
  );
  const variables = { ...asMap(job['variables']), ...matrixVariables(job['parallel'], jobName, name) };
  const ours = {
    ...kept,
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    before_script: prepared.beforeScript,
    script: [...prepared.script, ...enter, ...runTool(toolCommand(tool, behind ?? prepared.toolLine))],
    after_script: [],
    dependencies: [],
    artifacts: { paths: [PATCH_PATH], expire_in: '1 day', when: 'always' },
  };
  const file = {
    workflow: { rules: [{ when: 'always' }] },
    ...(isMap(root['variables']) ? { variables: root['variables'] } : {}),
    [ownJobName]: ours,
  };
  if (holdsReference(file))
    return refused(`The job ${jobName} holds a reference that GitLab has not resolved.`);
  return { kind: 'job', ciYaml: stringify(file), jobName: ownJobName, patchPath: PATCH_PATH };
}

const GIT = `git -c safe.directory='*'`;
const HAS_GIT = `command -v git > /dev/null && ${GIT} rev-parse --git-dir > /dev/null 2>&1`;
const COPY = `tar -C "$CI_PROJECT_DIR" --exclude=./.git --exclude=node_modules -cf - .`;

/** The tool between two looks at the tree; small images without git are compared by copies of it. */
function runTool(command: readonly string[]): string[] {
  return [
    // What the preparation changed is staged, or copied, so that the patch holds the tool's changes alone.
    `if ${HAS_GIT}; then ${GIT} add --update "$CI_PROJECT_DIR";` +
      ` else PIPEMEND_TREES=$(mktemp -d); mkdir "$PIPEMEND_TREES/a" "$PIPEMEND_TREES/b";` +
      ` ${COPY} | tar -C "$PIPEMEND_TREES/a" -xf -; fi`,
    ...command,
    `if ${HAS_GIT}; then ${GIT} -c core.quotePath=false diff --binary --no-color --no-ext-diff --no-textconv --no-renames` +
      ` --src-prefix=a/ --dst-prefix=b/ > "$CI_PROJECT_DIR/${PATCH_PATH}";` +
      ` else ${COPY} | tar -C "$PIPEMEND_TREES/b" -xf -; cd "$PIPEMEND_TREES";` +
      ` { diff -ru a b || true; } | { grep -v "^Only in " || true; } > "$CI_PROJECT_DIR/${PATCH_PATH}"; fi`,
  ];
}

function withDefaults(root: CiMap, job: CiMap): CiMap {
  const fallback = asMap(root['default']);
  const inherit = asMap(job['inherit'])['default'];
  const taken = INHERITED.flatMap((key) => {
    const inherits = Array.isArray(inherit) ? inherit.includes(key) : inherit !== false;
    const value = inherits ? (fallback[key] ?? root[key]) : undefined;
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...Object.fromEntries(taken), ...job };
}

function asMap(value: unknown): CiMap {
  return isMap(value) ? value : {};
}

function scriptLines(script: unknown): string[] | null {
  if (script === undefined || script === null) return [];
  const lines = [script].flat(10);
  return lines.every((line): line is string => typeof line === 'string') ? lines : null;
}

function readOnlyCache(cache: unknown): unknown {
  if (Array.isArray(cache)) return cache.map(readOnlyCache);
  return isMap(cache) && Object.keys(cache).length > 0 ? { ...cache, policy: 'pull' } : cache;
}

function variablesOnly(inherit: unknown): CiMap {
  const { variables } = asMap(inherit);
  return variables === undefined ? {} : { variables };
}

/** The variables of the one combination of `parallel: matrix` that the job's name shows. */
function matrixVariables(parallel: unknown, jobName: string, name: string): CiMap {
  const { matrix } = asMap(parallel);
  if (!Array.isArray(matrix) || jobName === name) return {};
  const wanted = jobName.slice(name.length);
  for (const entry of matrix.filter(isMap)) {
    const found = combinations(Object.entries(entry)).find(
      (chosen) => wanted === `: [${chosen.map(([, value]) => value).join(', ')}]`,
    );
    if (found !== undefined) return Object.fromEntries(found);
  }
  return {};
}

function combinations(entries: readonly (readonly [string, unknown])[]): [string, string][][] {
  return entries.reduce<[string, string][][]>(
    (rows, [key, values]) =>
      rows
        .flatMap((row) => [values].flat().map((value): [string, string][] => [...row, [key, String(value)]]))
        // GitLab allows 200 combinations; a hostile file must not make us build more.
        .slice(0, 1_000),
    [[]],
  );
}
