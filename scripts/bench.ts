import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from './root';

/** Every benchmark, in the order they run: each is a program of its own that prints its figure last and fails when its limit is missed. */
const benches = ['engine-steps', 'hooks', 'api-calls', 'kills'];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}; there are ${benches.join(', ')}.\n`);
  process.exit(2);
}
const missed: string[] = [];
for (const name of benches) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stderr.write(`… ${name}\n`);
  const bench = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'bench', `${name}.ts`)], {
    cwd: root,
    stdio: 'inherit',
  });
  const [code] = (await once(bench, 'exit')) as [number | null];
  if (code !== 0) missed.push(name);
}
if (missed.length > 0) process.stderr.write(`Missed: ${missed.join(', ')}.\n`);
process.exitCode = missed.length === 0 ? 0 : 1;
