import { z } from 'zod';

import { foldersAbove } from './prettier-settings';

const NAMES = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'package.json'];
const inFolder = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

/** Every file that may say which version of a package the project uses for this one. */
export function versionFilesFor(path: string): string[] {
  return foldersAbove(path).flatMap((folder) => NAMES.map((name) => inFolder(folder, name)));
}

/** The version (exact from a lockfile, else the range of package.json) that the nearest of these files names; null when none does. */
export function projectPackageVersion(
  name: 'prettier' | 'typescript',
  path: string,
  present: ReadonlyMap<string, string>,
): string | null {
  for (const file of versionFilesFor(path)) {
    const text = present.get(file);
    const version = text === undefined ? null : versionIn(name, file, text);
    if (version !== null) return version;
  }
  return null;
}

const npmLock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })).optional(),
  dependencies: z.record(z.string(), z.object({ version: z.string().optional() })).optional(),
});
const manifest = z.object({
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
});

function versionIn(name: 'prettier' | 'typescript', file: string, text: string): string | null {
  if (text.length > 20_000_000) return null;
  if (file.endsWith('yarn.lock')) {
    return new RegExp(`^"?${name}@[^\\n]*:\\n {2}version:? "?([\\w.+-]+)`, 'm').exec(text)?.[1] ?? null;
  }
  try {
    if (file.endsWith('pnpm-lock.yaml'))
      return new RegExp(`^ {2}'?/?${name}[@/](\\d[\\w.+-]*)'?:`, 'm').exec(text)?.[1] ?? null;
    const data: unknown = JSON.parse(text);
    if (file.endsWith('package.json')) {
      const { devDependencies = {}, dependencies = {} } = manifest.parse(data);
      return devDependencies[name] ?? dependencies[name] ?? null;
    }
    const { packages = {}, dependencies = {} } = npmLock.parse(data);
    return packages[`node_modules/${name}`]?.version ?? dependencies[name]?.version ?? null;
  } catch {
    // A broken manifest names no version; what it says elsewhere still counts.
    return null;
  }
}

/** The major version that a version or a simple range names; null for `latest`, addresses, several ranges and the like. */
export function majorOf(version: string): number | null {
  const major = /^[\^~=v ]*(\d{1,4})(\.|$)[\w.+-]*$/.exec(version)?.[1];
  return major === undefined ? null : Number(major);
}
