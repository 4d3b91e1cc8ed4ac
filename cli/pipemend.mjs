#!/usr/bin/env node
// Lets the TypeScript sources run without a build step, wherever the command is called from.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
const { main } = await import('./pipemend.ts');
process.exitCode = await main(process.argv.slice(2), process.stdin, process.stdout, process.stderr);
