import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { root } from './root';
import { runCommand } from './run-command';

/** [the importing file, what it imports, the rule that must object] */
const forbidden: readonly (readonly [string, string, string])[] = [
  ['lib/domain/a.ts', '@/lib/ports/clock', 'layer lib/domain'],
  ['lib/domain/b.ts', 'yaml', 'the vocabulary imports zod alone'],
  ['lib/log/a.ts', '@/lib/db/pool', 'layer lib/log'],
  ['lib/log/b.ts', '@/lib/diagnosis/diagnose', 'layer lib/log'],
  ['lib/diagnosis/a.ts', 'node:fs', 'the core is pure'],
  ['lib/repair/a.ts', 'node:child_process', 'the core is pure'],
  ['lib/policy/a.ts', '@/lib/env', 'layer lib/policy'],
  ['lib/events/a.ts', '@/lib/operations/do-it', 'layer lib/events'],
  ['lib/gitlab/a.ts', '@/lib/operations/do-it', 'layer lib/gitlab'],
  ['lib/operations/a.ts', '@/lib/gitlab/client', 'layer lib/operations'],
  ['lib/operations/b.ts', '@gitbeaker/rest', 'only lib/gitlab knows gitbeaker'],
  ['lib/operations/c.ts', '@/inngest/client', 'only the Inngest route and the start know inngest/'],
  ['lib/operations/d.ts', '@prisma/client', 'only lib/db knows Prisma'],
  ['lib/operations/e.ts', '@/lib/generated/prisma/client', 'layer lib/operations'],
  ['lib/repair/b.ts', 'openai', 'only lib/ai knows model providers'],
  ['lib/repair/c.ts', '@anthropic-ai/sdk', 'only lib/ai knows model providers'],
  ['lib/auth/a.ts', 'pg', 'only lib/db, the engine and scripts know pg'],
  ['lib/http/a.ts', '@/app/view', 'layer lib/http'],
  ['lib/http/b.ts', '@/sandbox/store', 'layer lib/http'],
  ['components/a.ts', '@/lib/operations/do-it', 'layer components'],
  ['app/a.ts', '@/lib/db/pool', 'layer app/*'],
  ['app/b.ts', '@/inngest/client', 'only the Inngest route and the start know inngest/'],
  ['app/c.ts', 'hono', 'only the sandbox knows hono'],
  ['inngest/functions/a.ts', '@/lib/db/pool', 'layer inngest/*'],
  ['inngest/functions/b.ts', '@/lib/gitlab/client', 'layer inngest/*'],
  ['inngest/embedded/a.ts', '@/lib/operations/do-it', 'layer inngest/embedded'],
  ['inngest/embedded/b.ts', '@/inngest/functions/mend', 'layer inngest/embedded'],
  ['inngest/mend.ts', '@/lib/db/pool', 'layer inngest/*'],
  ['cli/a.ts', '@/lib/operations/do-it', 'layer cli'],
  ['sandbox/a.ts', '@/lib/domain/verdict', 'layer sandbox'],
  ['lib/fixers/a.ts', '@/scripts/tool', 'layer lib/fixers'],
  ['lib/format/a.ts', './nowhere', 'every import leads somewhere'],
  ['lib/format/b.ts', '@/lib/format/c', 'no cycles'],
];

const allowed: readonly (readonly [string, string])[] = [
  ['lib/domain/ok.ts', 'zod'],
  ['lib/log/ok.ts', 'node:crypto'],
  ['lib/log/well.ts', 'node:buffer'],
  ['lib/operations/ok.ts', '@/lib/db/pool'],
  ['lib/gitlab/ok.ts', '@gitbeaker/rest'],
  ['lib/db/ok.ts', '@/lib/generated/prisma/client'],
  ['lib/runtime.ts', '@/lib/gitlab/client'],
  ['app/ok.ts', '@/lib/operations/do-it'],
  ['app/api/inngest/ok.ts', '@/inngest/client'],
  ['inngest/functions/ok.ts', '@/lib/runtime'],
  ['inngest/embedded/ok.ts', '@/lib/db/pool'],
  ['inngest/functions/well.ts', '@/inngest/step-tools'],
  ['inngest/start.ts', '@/inngest/embedded/engine'],
  ['instrumentation.ts', '@/inngest/start'],
  ['lib/gitlab/testing/ok.ts', '@/sandbox/store'],
  ['lib/gitlab/client.itest.ts', '@/sandbox/store'],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let tree: string;
let violations: readonly Violation[];

beforeAll(async () => {
  tree = await mkdtemp(path.join(os.tmpdir(), 'pipemend-imports-'));
  const compilerOptions = { module: 'esnext', moduleResolution: 'bundler', paths: { '@/*': ['./*'] } };
  await write('tsconfig.json', JSON.stringify({ compilerOptions }));
  const pairs = [...forbidden, ...allowed];
  for (const [from, to] of pairs) await write(from, `import { x } from '${to}';\nexport const y = x;\n`);
  const written = new Set(pairs.map(([from]) => from));
  const targets = pairs
    .map(([, to]) => `${to.slice(2)}.ts`)
    .filter((file, at) => pairs[at]?.[1].startsWith('@/'));
  for (const file of new Set(targets)) if (!written.has(file)) await write(file, 'export const x = 1;\n');
  await write('lib/format/c.ts', `import { y } from '@/lib/format/b';\nexport const x = y;\n`);
  await write('lib/format/alone.ts', 'export const alone = 1;\n');
  const folders = ['app', 'components', 'inngest', 'lib', 'cli', 'sandbox', 'scripts', 'instrumentation.ts'];
  const { output } = await runCommand(
    [
      path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', path.join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', ...folders],
    ],
    { cwd: tree },
  );
  violations = (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
});

afterAll(() => rm(tree, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
  await writeFile(path.join(tree, file), text);
}

const rulesBrokenBy = (file: string) =>
  violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

describe('the import rules', () => {
  it.each(forbidden)('%s may not import %s', (from, _to, rule) => {
    expect(rulesBrokenBy(from)).toContain(rule);
  });

  it.each(allowed)('%s may import %s', (from) => {
    // No package is installed in the tree that is looked at.
    expect(rulesBrokenBy(from).filter((rule) => rule !== 'every import leads somewhere')).toEqual([]);
  });

  it('find a file that nothing needs', () => {
    expect(rulesBrokenBy('lib/format/alone.ts')).toContain('no orphans');
  });
});
