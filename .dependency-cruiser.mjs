/** lib/policy and lib/ai are rooms that the plan has and nobody lives in yet: their doors are hung already. */
const core = ['lib/domain', 'lib/log', 'lib/diagnosis', 'lib/repair', 'lib/policy'];
/** Interfaces, read as types: they leave nothing behind when the code runs. */
const ports = 'lib/ports';
const front = ['lib/domain', 'lib/operations', 'lib/auth', 'lib/http', 'lib/runtime', 'lib/env'];

/** The files that run the functions, here or by a server elsewhere; they alone know the engine. */
const runners = '(?:client|relay|start|register|route-handler|serve-handler|dev-handler)\\.';

/**
 * Who may import whom, as docs/architecture.md draws it. Each folder is listed with what it may import beside itself;
 * anything else of ours is refused. Tests named *.itest.ts stand on both sides of the wire and are free.
 */
const mayImport = {
  'lib/domain': [],
  'lib/events': ['lib/domain'],
  'lib/ports': ['lib/domain'],
  'lib/note': ['lib/domain'],
  'lib/format': ['lib/domain'],
  'lib/log': ['lib/domain'],
  'lib/diagnosis': ['lib/domain', 'lib/log'],
  'lib/repair': ['lib/domain', 'lib/log', 'lib/diagnosis', ports],
  'lib/policy': ['lib/domain', 'lib/diagnosis', 'lib/repair'],
  'lib/db': ['lib/domain', 'lib/env', 'lib/generated'],
  'lib/gitlab': ['lib/domain', 'lib/ports'],
  'lib/ai': ['lib/domain', 'lib/ports'],
  'lib/fixers': ['lib/domain', 'lib/ports', 'lib/workers'],
  'lib/workers': [...core, 'lib/fixers', ports],
  'lib/operations': [...core, 'lib/note', ports, 'lib/events', 'lib/db'],
  'lib/runtime': ['lib/(?!http|auth|runtime)'],
  'lib/auth': ['lib/domain', 'lib/ports', 'lib/db', 'lib/operations', 'lib/runtime', 'lib/env'],
  'lib/http': ['lib/domain', ports, 'lib/operations', 'lib/auth', 'lib/runtime', 'lib/env'],
  components: ['lib/format', 'lib/domain'],
  'app/(?!api/inngest/)': ['app', 'components', 'lib/format', ...front],
  'app/api/inngest': ['app', 'inngest', ...front],
  'inngest/embedded': ['lib/domain', 'lib/events', 'lib/db', 'lib/env'],
  [`inngest/(?=${runners})`]: ['inngest', 'lib/domain', 'lib/events', 'lib/db', 'lib/runtime', 'lib/env'],
  [`inngest/(?!embedded/|${runners})`]: [
    ...['inngest/(?!embedded/)', 'lib/domain', 'lib/events', 'lib/operations', 'lib/runtime', 'lib/env'],
  ],
  cli: ['lib/domain', 'lib/log', 'lib/diagnosis', 'lib/policy'],
  sandbox: [],
};

const ours = '^(?:app|components|inngest|lib|cli|sandbox|journey|e2e|bench|scripts|proxy)(?:/|\\.)';
const freeTests = '\\.itest\\.tsx?$';
const testing = '(?:\\.test\\.tsx?$|/testing/)';
const startOf = (folder) => `^${folder}${folder.endsWith(')') ? '' : '(?:/|\\.tsx?$)'}`;

const nameOf = (folder) => folder.replace(/\(\?=.*\)/, 'runners').replace(/\(\?!.*\)/, '*');

const layers = Object.entries(mayImport).map(([folder, others]) => ({
  name: `layer ${nameOf(folder)}`,
  comment: `${folder} may import ${others.join(', ') || 'nothing else of ours'}.`,
  severity: 'error',
  from: { path: startOf(folder), pathNot: [freeTests, '/testing/'] },
  to: { path: ours, pathNot: [folder, ...others].map(startOf) },
}));

/** Packages that stay behind one door: [name of the door's rule, the packages, who may import them]. */
const doors = [
  ['only lib/gitlab knows gitbeaker', '@gitbeaker/', ['lib/gitlab/']],
  ['only lib/ai knows model providers', '(?:openai|@anthropic-ai/sdk)(?:/|$)', ['lib/ai/']],
  [
    'only lib/db knows Prisma',
    '@prisma/(?:client|adapter-pg)',
    ['lib/db/', 'lib/generated/', 'scripts/database/'],
  ],
  [
    'only lib/db, the engine and scripts know pg',
    'pg(?:/|$)',
    ['lib/db/', 'inngest/', 'scripts/', 'bench/', 'e2e/'],
  ],
  ['only inngest/ and its route know Inngest', 'inngest(?:/|$)', ['inngest/', 'app/api/inngest/', 'bench/']],
  ['only the sandbox knows hono', '@?hono(?:/|$)', ['sandbox/']],
  [
    'only what answers the web knows Next',
    'next(?:-auth)?(?:/|$)',
    ['app/', 'components/', 'lib/http/', 'lib/auth/', 'proxy\\.', 'instrumentation\\.', 'next', 'scripts/'],
  ],
];

const doorRules = doors.map(([name, packages, importers]) => ({
  name,
  severity: 'error',
  from: {
    path: '^(?!node_modules)',
    pathNot: [...importers.map((start) => `^${start}`), freeTests, testing],
  },
  to: { path: [`^${packages}`, `node_modules/${packages}`], pathNot: '^(?!node_modules/).*\\.tsx?$' },
}));

const pure = '^lib/(?:domain|log|diagnosis|repair|policy|note)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layers,
    ...doorRules,
    {
      name: 'the vocabulary imports zod alone',
      severity: 'error',
      from: { path: '^lib/domain/', pathNot: [testing] },
      to: { pathNot: ['^lib/domain/', 'node_modules/zod/', '^zod$'] },
    },
    {
      name: 'the core is pure',
      comment: 'No file, network, process or clock. Hashing, comparing and holding bytes are calculations.',
      severity: 'error',
      from: { path: pure, pathNot: [testing, freeTests] },
      to: { dependencyTypes: ['core'], pathNot: '^(?:node:)?(?:buffer|crypto|util)$' },
    },
    {
      name: 'only the Inngest route and the start know inngest/',
      severity: 'error',
      from: { path: '^(?:app|components|lib|cli|proxy\\.)', pathNot: ['^app/api/inngest/'] },
      to: { path: '^inngest/' },
    },
    {
      name: 'product code imports no tests or tools',
      severity: 'error',
      from: { path: '^(?:app|components|inngest|lib|cli|sandbox)/', pathNot: [testing, freeTests] },
      to: { path: ['^(?:journey|e2e|bench|scripts)/', '/testing/', '\\.i?test\\.tsx?$'] },
    },
    {
      name: 'no cycles',
      comment: 'Types may name each other in a circle: nothing of that is left when the code runs.',
      severity: 'error',
      from: { path: ours },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no orphans',
      comment: 'Neither imported nor importing: nothing needs it.',
      severity: 'error',
      from: {
        orphan: true,
        path: ours,
        pathNot: ['\\.d\\.ts$', testing, freeTests, '^app/', '^scripts/[^/]+\\.', '/corpus/'],
      },
      to: {},
    },
    {
      name: 'every import leads somewhere',
      severity: 'error',
      from: { path: ours, pathNot: '^lib/generated/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'production code needs no development package',
      severity: 'error',
      from: { path: '^(?:app|components|inngest|lib)/', pathNot: [testing, freeTests, '^lib/generated/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/generated/'] },
    exclude: { path: ['^\\.next/', '^\\.data/', '^coverage/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    cache: false,
  },
};
