import type { FileEdit } from '@/lib/domain/file-edit';

import { countMatches } from '../count-matches';
import type { GateCheck, Objection } from '../gate-check';
import { sameData } from '../same-data';
import { isScript, meaning, parseScript } from '../script-syntax';

/** What the tools demand is not lowered: thresholds, rules, strictness, and what is looked at at all. */
export const thresholds: GateCheck = {
  id: 'thresholds',
  label: 'No threshold, rule or scope of a check is lowered',
  run: ({ edits }) => edits.flatMap(objectionsTo),
};

const IGNORE_FILE =
  /(^|\/)\.(es|prettier|style|markdownlint|semgrep|trivy|docker|npm|rubocop_|nyc|c8|type|swift|sass|ts)?lint?ignore$|(^|\/)\.(prettierignore|eslintignore|stylelintignore|semgrepignore|trivyignore|markdownlintignore|secretlintignore|gitleaksignore|snyk)$/;

const QUALITY_CONFIGURATION =
  /(^|\/)([tj]sconfig[^/]*\.json|biome\.jsonc?|deno\.jsonc?|\.?(eslint|oxlint|stylelint|prettier|jest|vitest|vite|playwright|cypress|mocha|ava|nyc|c8|karma|stryker|wdio|jasmine|tslint|jshint|htmlhint|markdownlint|commitlint|lint-staged|knip|dependency-cruiser|webpack|rollup|babel|next|nuxt|svelte|astro|turbo|nx)(rc|\.config|\.json|\.workspace)?[^/]*\.?([cm]?[jt]s|jsonc?|json5|ya?ml|toml)?|\.(eslint|stylelint|prettier|mocha|nyc|c8|markdownlint|jshint|babel|swc|flowconfig|oxlint|html-?hint|yamllint|pylint|flake8|coverage|rubocop|rspec|simplecov|golangci|editorconfig|clang-tidy|clang-format|swiftlint|hadolint|ansible-lint|sqlfluff|tflint|checkov|pre-commit)[^/]*|sonar-project\.properties|\.?codecov\.ya?ml|\.coveralls\.yml|mypy\.ini|pytest\.ini|tox\.ini|setup\.cfg|pyrightconfig\.json|ruff\.toml|\.ruff\.toml|phpunit[^/]*\.xml[^/]*|phpstan[^/]*\.neon[^/]*|psalm[^/]*\.xml|phpcs[^/]*\.xml[^/]*|\.php-cs-fixer[^/]*|checkstyle[^/]*\.xml|pmd[^/]*\.xml|spotbugs[^/]*\.xml|detekt[^/]*\.ya?ml|lint\.xml|clippy\.toml|rustfmt\.toml|\.rustfmt\.toml|\.credo\.exs|analysis_options\.yaml|[^/]*\.ruleset|\.globalconfig|stylecop\.json|[^/]*baseline[^/]*\.(json|xml|neon|ya?ml|txt|php)|[^/]*suppressions?\.(xml|json|txt)|\.rubocop_todo\.yml)$/;

function objectionsTo({ path, before, after }: FileEdit): Objection[] {
  const stop = (detail: string): Objection => ({ path, detail, stops: true });
  if (IGNORE_FILE.test(path)) {
    const was = new Set((before ?? '').split('\n').map((line) => line.trim()));
    const added = (after ?? '')
      .split('\n')
      .some((line) => line.trim() !== '' && !line.startsWith('#') && !was.has(line.trim()));
    return added ? [stop('files are taken out of what a check looks at.')] : [];
  }
  const lowered = THRESHOLD_FILE.test(path) ? loweredNumber(before ?? '', after ?? '') : null;
  const isQuality = QUALITY_CONFIGURATION.test(path);
  if (isQuality && after === null) return [stop('the configuration of a check is deleted.')];
  if (after === null) return [];
  const objections = lowered === null ? [] : [stop(lowered)];
  if (!isQuality || (before !== null && sameMeaning(path, before, after))) return objections;
  const looser = LOOSER.find(([, pattern]) => countMatches(after, pattern) > countMatches(before, pattern));
  const stricter = STRICTER.find(
    ([, pattern]) => before !== null && countMatches(after, pattern) < countMatches(before, pattern),
  );
  for (const found of [looser, stricter]) if (found !== undefined) objections.push(stop(found[0]));
  if (objections.length > 0) return objections;
  return [{ path, detail: 'the configuration of a check is changed.', stops: false }];
}

/** Settings whose appearance makes a check see less. */
const LOOSER: readonly (readonly [string, RegExp])[] = [
  [
    'a rule is switched off.',
    /["']off["']|:\s*off\b|:\s*\[?\s*0\s*[,\]\n}]|\bEnabled:\s*false\b|"enabled":\s*false|\bdisable(d|_error_code)?\b|\b(allow|ignore)_?(errors|missing|untyped\w*)?\s*=\s*(true|True)/g,
  ],
  [
    'files or rules are taken out of what a check looks at.',
    /\b(ignores?|ignorePatterns|ignore_patterns|exclude\w*|extend-exclude|extend-ignore|per-file-ignores|disable|disabled_rules|testPathIgnorePatterns|coveragePathIgnorePatterns|omit|skip\w*|suppress\w*|baseline)\b/gi,
  ],
  [
    'a run without tests, or one that fails, would count as passed.',
    /\b(passWithNoTests|bail|retry|retries|allowOnly|failIfNoTests|ignoreBuildErrors|ignoreDuringBuilds|dangerouslyIgnoreUnhandledErrors|skipLibCheck|allowJs|noEmitOnError|suppress\w*Errors)\b["']?\s*[:=]\s*(?!false\b)\S/g,
  ],
];

/** Settings whose disappearance makes a check see less. */
const STRICTER: readonly (readonly [string, RegExp])[] = [
  [
    'a strict setting is given up.',
    /\b(strict\w*|no[A-Z]\w*|exactOptionalPropertyTypes|alwaysStrict|useUnknownInCatchVariables|forceConsistentCasing\w*|isolatedModules|checkJs|disallow_\w+|warn_\w+|check_untyped_defs|failOn\w*|treatWarningsAsErrors|max-warnings|forbidOnly)\b["']?\s*[:=]\s*["']?(true|True|1|error)\b/g,
  ],
  ['a rule is made less than an error.', /["']error["']|:\s*error\b|:\s*\[?\s*2\s*[,\]\n}]/g],
  [
    'a rule set or plugin is taken out.',
    /\b(extends|plugins|recommended\w*|strict\w*|require|select|extend-select|include|enable\w*|linters)\b/g,
  ],
];

const AT_LEAST =
  /["']?\b(lines|branches|functions|statements|threshold\w*|coverage_?threshold|fail[_-]under|min(imum)?[_-]?(coverage|score|lines|branches|msi|grade|line)?\w*|target|high|low|break|msi|level)\b["']?\s*[:=]\s*["']?(\d{1,9}(?:\.\d{1,6})?)/gi;
const AT_MOST =
  /["']?\b(max[-_]?(warnings|errors|lines|complexity|issues|depth|params|size|len(gth)?)\w*|complexity|line[-_]?length|budget\w*|maxSize|limit|retries|retry|timeout\w*|testTimeout)\b["']?\s*[:=]?\s*[[\s"']*(?:["']?(?:error|warn|max)["']?\s*[,:]\s*)*["']?(\d{1,9}(?:\.\d{1,6})?)/gi;

const THRESHOLD_FILE =
  /\.(json[c5]?|ya?ml|toml|ini|cfg|properties|xml|neon)$|\.config\.[cm]?[jt]s$|rc(\.[cm]?js)?$|(^|\/)\.[\w-]+$|(^|\/)(makefile|rakefile|build\.gradle(\.kts)?)$/i;

/** Says so when the same setting stands there with a number that demands less. */
function loweredNumber(before: string, after: string): string | null {
  const lower = changed(AT_LEAST, before, after, (was, is) => is < was);
  if (lower !== null) return `the threshold ${lower} is lowered.`;
  const higher = changed(AT_MOST, before, after, (was, is) => is > was);
  return higher === null ? null : `the limit ${higher} is raised.`;
}

function changed(
  pattern: RegExp,
  before: string,
  after: string,
  isWorse: (was: number, is: number) => boolean,
): string | null {
  const [was, is] = [numbers(pattern, before), numbers(pattern, after)];
  for (const [name, values] of was) {
    const now = is.get(name) ?? [];
    if (values.length === now.length && values.some((value, index) => isWorse(value, now[index] ?? value)))
      return name;
    if (now.length < values.length) return name;
  }
  return null;
}

function numbers(pattern: RegExp, text: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const match of text.matchAll(pattern)) {
    const name = (match[1] ?? '').toLowerCase();
    found.set(name, [...(found.get(name) ?? []), Number(match.at(-1))]);
  }
  return found;
}

/** True when only the form differs. */
function sameMeaning(path: string, before: string, after: string): boolean {
  if (!isScript(path)) return sameData(path, before, after);
  const was = parseScript(path, before);
  const is = parseScript(path, after);
  return was !== null && is !== null && meaning(was) === meaning(is);
}
