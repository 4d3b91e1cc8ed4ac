import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { LogView } from './log-view';
import { runnerTrace } from '../testing/runner-trace';

/** The path that the last command's output names as `src/a.js`, seen from the checkout. */
async function seen(commands: readonly string[], printed = 'src/a.js'): Promise<string> {
  const log = await readTraceText(runnerTrace(commands.map((command) => ({ command, output: 'x' }))));
  return new LogView(log).path(printed);
}

describe('a printed path', () => {
  it.each<[string, readonly string[], string]>([
    ['in the checkout', ['npm ci', 'prettier --check .'], 'src/a.js'],
    ['in a folder entered before', ['cd web', 'npm ci', 'prettier --check .'], 'web/src/a.js'],
    ['in a folder entered in the same line', ['npm ci', 'cd apps/web && npm run lint'], 'apps/web/src/a.js'],
    ['in a folder entered step by step', ['cd apps', 'cd web || exit 1', 'tsc'], 'apps/web/src/a.js'],
    ['after the way back', ['cd apps/web', 'npm ci', 'cd ../api', 'tsc'], 'apps/api/src/a.js'],
    ['after the way home', ['cd apps/web', 'cd "$CI_PROJECT_DIR"', 'tsc'], 'src/a.js'],
    ['below home', ['cd x', 'cd ${CI_PROJECT_DIR}/web', 'tsc'], 'web/src/a.js'],
    ['in a folder for one command only', ['(cd web && npm ci)', 'tsc'], 'src/a.js'],
    ['in a folder for the failing command only', ['(cd web && tsc)'], 'web/src/a.js'],
    ['where npm was sent', ['npm --prefix web run lint'], 'web/src/a.js'],
    ['where npm was sent behind', ['npm run lint --prefix=web'], 'web/src/a.js'],
    ['where yarn was sent', ['yarn --cwd web lint'], 'web/src/a.js'],
    ['where pnpm was sent', ['pnpm -C web lint'], 'web/src/a.js'],
    ['where npm was sent in vain before', ['npm --prefix web ci', 'tsc'], 'src/a.js'],
    ['where only a shell knows', ['cd parts/$PART && eslint .'], 'src/a.js'],
    ['above the checkout', ['cd ..', 'tsc'], 'src/a.js'],
    ['in a word of another command', ['echo "cd web"', 'tsc'], 'src/a.js'],
  ])('is found %s', async (_, commands, path) => {
    expect(await seen(commands)).toBe(path);
  });

  it('goes up, stays absolute, or names its folder itself', async () => {
    expect(await seen(['cd apps/web', 'tsc'], '../shared/b.ts')).toBe('apps/shared/b.ts');
    expect(await seen(['cd web', 'tsc'], '/usr/lib/b.ts')).toBe('/usr/lib/b.ts');
    expect(await seen(['cd web', 'tsc'], '/builds/shop/till/api/b.ts')).toBe('api/b.ts');
    expect(await seen(['cd web', 'tsc'], 'web/b.ts')).toBe('web/b.ts');
  });
});
