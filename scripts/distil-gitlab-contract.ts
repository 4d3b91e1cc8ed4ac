import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { distil } from './contract/distil';
import { root } from './root';

/**
 * `tsx scripts/distil-gitlab-contract.ts DIR`: writes sandbox/contract/gitlab-contract.json from the unpacked API
 * description in DIR, and says which of our operations it does not have. With `--check` it writes nothing and fails
 * when what is kept is not what DIR gives.
 */
const [folder, mode] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder that holds openapi/, responses/ and webhooks/.');
  process.exit(2);
}
const contract = await distil(folder);
const target = path.join(root, 'sandbox/contract/gitlab-contract.json');
const style = await resolveConfig(target);
const text = await format(JSON.stringify(contract), { ...style, parser: 'json' });
if (mode === '--check') {
  const isSame = (await readFile(target, 'utf8')) === text;
  console.log(
    isSame ? 'What is kept is what the description gives.' : 'What is kept differs from the description.',
  );
  process.exit(isSame ? 0 : 1);
}
await writeFile(target, text);
const absent = Object.keys(contract.recorded);
console.log(
  `${Object.keys(contract.operations).length} operations written; in no description: ${absent.length}`,
);
for (const name of absent) console.log(`  ${name}`);
