import type { Category } from '@/lib/domain/category';
import { buildCause, sentence, shortened } from '../causes/build-cause';
import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { lastInFailing } from '../view/last-in-failing';
import { nameAndVersion, namedPackage } from '../causes/named-package';

// ` ERR_PNPM_CODE  words`, since version 11 `[ERR_PNPM_CODE] words`: https://pnpm.io/errors
const refused = /(?:^|\s|\[|\u2009)ERR_PNPM_([A-Z0-9_]{2,60})\]?(?:\s{1,4}(\S.{0,500}))?$/;

interface Kind {
  readonly codes: RegExp;
  readonly category: Category;
  readonly what: string;
  readonly nextStep: string;
}

const kinds: readonly Kind[] = [
  {
    codes: /LOCKFILE|^FROZEN/,
    category: 'dependency',
    what: 'pnpm-lock.yaml cannot be used as it is',
    nextStep: 'Run `pnpm install` with the pnpm version of the job and commit pnpm-lock.yaml.',
  },
  {
    codes:
      /^(?:NO_MATCHING_VERSION|NO_MATURE|FETCH_404|WORKSPACE_PKG_NOT_FOUND|CATALOG|NO_OFFLINE|SPEC_NOT_SUPPORTED|NO_VERSIONS|PACKAGE_NOT_FOUND|INVALID_DEPENDENCY)/,
    category: 'dependency',
    what: 'pnpm cannot find a package that is declared',
    nextStep:
      'Correct the name or version in package.json, or give the job access to the registry that has it.',
  },
  {
    codes:
      /^(?:PEER_DEP|TARBALL_INTEGRITY|PATCH|UNUSED_PATCH|IGNORED_BUILDS|TRUST|PREPARE_PACKAGE|INVALID_OVERRIDE|BAD_TARBALL|LINKING)/,
    category: 'dependency',
    what: 'pnpm does not accept a dependency as it is',
    nextStep: 'Correct the named dependency in package.json and commit it with the lockfile.',
  },
  {
    codes: /^(?:FETCH_40[137]|NO_AUTH|UNAUTHORIZED|AUTH)/,
    category: 'permission',
    what: 'The package registry refuses the credentials of the job',
    nextStep: "Check the registry's token in the project's CI/CD variables and in .npmrc.",
  },
  {
    codes: /^(?:META_FETCH_FAIL|FETCH|GIT_FETCH|REQUEST|E?(?:CONN|TIMEDOUT|AI_AGAIN|SOCKET))/,
    category: 'infrastructure',
    what: 'pnpm could not reach the package registry',
    nextStep: 'Retry the job; if it fails again, see whether the registry can be reached from the runner.',
  },
  {
    codes:
      /^(?:UNSUPPORTED_ENGINE|UNSUPPORTED_PLATFORM|BAD_PM_VERSION|NO_PKG_MANIFEST|NO_IMPORTER|INVALID_(?:WORKSPACE|NODE)|UNEXPECTED|REGISTRIES|ABORTED|OUTSIDE_WORKSPACE|DLX|PUBLIC_HOIST|MODULES|NODE_|INVALID)/,
    category: 'configuration',
    what: 'pnpm refuses to run as the job is set up',
    nextStep: 'Set up what the line names in the job, in .npmrc or in pnpm-workspace.yaml.',
  },
  {
    codes: /^(?:NO_SCRIPT|RECURSIVE_RUN_NO_SCRIPT|NO_SCRIPT_OR_SERVER)/,
    category: 'configuration',
    what: 'The job calls a script that package.json does not have',
    nextStep: 'Add the script to package.json, or correct its name in the CI configuration.',
  },
];

/** pnpm's own refusals by their codes. That a script which pnpm ran has failed is not one: its cause stands above. */
export const pnpm: Detector = {
  id: 'pnpm',
  keywords: ['ERR_PNPM_'],
  detect(view) {
    const found = view
      .find(refused, ['ERR_PNPM_'])
      .filter(({ match }) => !/^RECURSIVE_(?:RUN|EXEC)_FIRST_FAIL|^LIFECYCLE/.test(match[1] ?? ''));
    const told = lastInFailing(view, found);
    if (told === undefined) return [];
    const [, code = '', said] = told.match;
    const words = said ?? drawnBelow(view, told.index);
    if (words === '') return [];
    const kind = kinds.find(({ codes }) => codes.test(code));
    if (kind === undefined) return [];
    const dependency = dependencyIn(words);
    return [
      buildCause({
        tool: 'pnpm',
        category: kind.category,
        weight: 0.95,
        ranges: [
          {
            from: told.index,
            to: told.index + (code.startsWith('PEER') ? 6 : 1),
            reason: 'pnpm says why it refuses',
          },
        ],
        dependency,
        key: [code, dependency?.name ?? words],
        summary: sentence(shortened(`${kind.what}: ${words} (ERR_PNPM_${code})`, 300)),
        nextStep: kind.nextStep,
        ...(kind.what.includes('a script that') ? { verdict: 'code' as const } : {}),
      }),
    ];
  },
  examples: [
    {
      log: ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json',
      category: 'dependency',
    },
    {
      log: ' ERR_PNPM_NO_MATCHING_VERSION  No matching version found for @shop/left@^99.0.0',
      category: 'dependency',
      dependency: '@shop/left',
    },
    {
      log: '[ERR_PNPM_NO_MATCHING_VERSION] No matching version found for left@99.0.0 while fetching it from https://registry.example/',
      category: 'dependency',
      dependency: 'left',
    },
    {
      log: ' ERR_PNPM_FETCH_404  GET https://registry.example/left: Not Found - 404',
      category: 'dependency',
      dependency: 'left',
    },
    {
      log: ' ERR_PNPM_FETCH_401  GET https://registry.example/left: Unauthorized - 401',
      category: 'permission',
    },
    {
      log: ' ERR_PNPM_FETCH_503  GET https://registry.example/left: Service Unavailable - 503',
      category: 'infrastructure',
    },
    {
      log: ' ERR_PNPM_UNSUPPORTED_ENGINE  Unsupported environment (bad pnpm and/or Node.js version)',
      category: 'configuration',
    },
    {
      log: ' ERR_PNPM_PEER_DEP_ISSUES  Unmet peer dependencies\n\n.\n└─┬ old-widgets 2.1.0',
      category: 'dependency',
    },
    {
      log: 'Error: ERR_PNPM_NO_MATCHING_VERSION\n\n  × installing dependencies\n  ├─▶ Failed to resolve dependency tree: No matching version found for\n  │   coins@999\n  ╰─▶ No matching version found for coins@999 while fetching it from https://\n      registry.example/\n  help: The latest release of coins is "1.2.3".',
      category: 'dependency',
      dependency: 'coins',
    },
    { log: ' ERR_PNPM_NO_SCRIPT  Missing script: lint', category: 'configuration' },
  ],
  lookAlikes: [
    ' ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL  till@1.0.0 test: `vitest run`',
    'see ERR_PNPM_ in the manual',
    ' ELIFECYCLE  Command failed with exit code 1.',
  ],
};

/** Where the code stands alone, the innermost of the drawn reasons below it, its continued lines joined. */
function drawnBelow(view: LogView, index: number): string {
  let words = '';
  let isOpen = false;
  for (let below = index + 1; below <= index + 30; below += 1) {
    const text = view.text(below);
    const begun = /^\s{0,4}(?:├─▶|╰─▶|×) (\S.*)$/.exec(text)?.[1];
    if (begun !== undefined) {
      words = begun;
      isOpen = true;
    } else if (/^\s{0,4}help: |^\S/.test(text)) break;
    else if (isOpen) {
      const more = text.replace(/^\s{0,4}│?\s{0,12}/, '').trim();
      if (more === '') isOpen = false;
      else words = `${words}${words.endsWith('//') ? '' : ' '}${more}`;
    }
  }
  return words.slice(0, 500);
}

function dependencyIn(words: string) {
  const version =
    /(?:version found for|satisfying|for) ((?:@[\w.-]{1,100}\/)?[\w.-]{1,200}@[^\s,]{1,100})/.exec(
      words,
    )?.[1];
  if (version !== undefined) {
    const { name, version: to } = nameAndVersion(version);
    return namedPackage(name, to);
  }
  const address =
    /GET https?:\/\/[^\s/]{1,200}\/(?:[^\s:]{0,200}\/)??((?:@[\w.-]{1,100}(?:\/|%2[Ff]))?[\w.-]{1,200}): /.exec(
      words,
    )?.[1];
  return namedPackage(address?.replace(/%2f/i, '/'));
}
