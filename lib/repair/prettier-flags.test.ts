import { describe, expect, it } from 'vitest';

import { hasPrettierSettings } from './prettier-flags';

describe('a call of Prettier', () => {
  it.each([
    'prettier --check .',
    'npx --no-install prettier -c "src/**/*.ts" --log-level=warn',
    './node_modules/.bin/prettier --list-different --ignore-path .gitignore --ignore-unknown .',
    'npm run format -- --single-quote',
    'echo --single-quote',
  ])('has no settings of its own in %s', (command) => {
    expect(hasPrettierSettings(command)).toBe(false);
  });

  it.each([
    'prettier --end-of-line crlf --check .',
    'cd web && npx prettier --check --tab-width=4 src',
    'prettier --config ci/prettier.json --check .',
    'prettier --plugin=prettier-plugin-toml --check .',
    'prettier --no-editorconfig --check .',
  ])('has settings of its own in %s', (command) => {
    expect(hasPrettierSettings(command)).toBe(true);
  });
});
