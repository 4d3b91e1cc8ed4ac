import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { Cause } from '../detector';
import type { LogView } from '../view/log-view';

// How runtimes, compilers and bundlers name a package that is not installed.
const forms: readonly RegExp[] = [
  /(?:Cannot find (?:module|package)|Could not resolve(?: entry module)?|Can't resolve|Failed to resolve (?:import|entry for package)|Unable to resolve (?:path to module|module)|Cannot find type definition file for|Rollup failed to resolve import) ['"]([^'"]{1,200})['"]/,
  /\b(?:ModuleNotFoundError|ImportError): No module named '?([A-Za-z_][\w.]{0,100})'?/,
  /no required module provides package ([\w./~-]{3,200})|cannot find package "([\w./~-]{3,200})"|package ([\w.-]{1,60}\.[a-z]{2,10}\/[\w./~-]{1,200}) is not in (?:std|GOROOT)/,
  /cannot load such file -- ([a-z][\w-]{1,80})(?:\s|$)/,
  /error\[E0(?:432|433|463)\]: (?:unresolved import `([a-z_]\w{0,60})|can't find crate for `([a-z_]\w{0,60})`|failed to resolve: use of (?:undeclared crate or module|unresolved module or unlinked crate) `([a-z_]\w{0,60})`)/,
];
// What belongs to the project or to the platform and not to a package.
const notPackages =
  /^(?:[./~@]\/|\.{1,2}$|\/|[A-Za-z]:[\\/]|node:|bun:|file:|https?:|src\/|app\/|lib\/|#|(?:crate|self|super|tests?|src|app|conftest|setup|utils)(?:$|[./:]))/;

/** A package that is not installed, where the evidence of the cause says so; the package's name alone, without the path inside. */
export function missingPackage(view: LogView, cause: Cause): Diagnosis['dependency'] {
  for (const { from, to } of cause.ranges.slice(0, 3)) {
    for (let index = from; index <= Math.min(to, from + 11); index += 1) {
      const name = nameIn(view.text(index).slice(0, 2_000));
      if (name !== null) return { name, from: null, to: null };
    }
  }
  return null;
}

function nameIn(text: string): string | null {
  for (const form of forms) {
    const groups: readonly (string | undefined)[] = form.exec(text)?.slice(1) ?? [];
    const named = groups.find((group) => group !== undefined);
    if (named === undefined || notPackages.test(named)) continue;
    return packageOf(named, form === forms[1]);
  }
  return null;
}

function packageOf(named: string, isPython: boolean): string | null {
  if (isPython) return named.split('.')[0] ?? null;
  if (named.startsWith('@')) {
    const [scope, name] = named.split('/');
    return name === undefined ? null : `${scope}/${name}`;
  }
  if (/^[\w.-]{1,60}\.[a-z]{2,10}\//.test(named)) return named;
  const [name] = named.split('/');
  return name === undefined ||
    (/\.(?:[cm]?[jt]sx?|json|css|s[ac]ss|vue|py|rb)$/.test(named.split('/').at(-1) ?? '') &&
      !named.includes('/'))
    ? null
    : name;
}
