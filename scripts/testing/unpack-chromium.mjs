// Unpacks the Chromium of the npm package named by the first argument and prints, as JSON, where it and the libraries
// that it may need are. The package unpacks to the temporary folder and trusts what it finds there, so this runs as a
// process of its own whose temporary folder (TMPDIR) is ours alone.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2] ?? '';
const load = (/** @type {string} */ file) => import(pathToFileURL(path.join(folder, file)).href);
const { default: chromium } = await load('build/esm/index.js');
const { inflate } = await load('build/esm/lambdafs.js');

const program = await chromium.executablePath();
const libraries = await inflate(path.join(folder, 'bin/al2023.tar.br'));
console.log(JSON.stringify({ program, libraries: path.join(libraries, 'lib') }));
