import { describe, expect, it } from 'vitest';

import type { CheckId } from './gate-check';
import { gateChecks, runGate } from './run-gate';
import { cheatsOnChecks } from './testing/cheats-on-checks';
import { cheatsOnFiles } from './testing/cheats-on-files';
import { cheatsOnTests } from './testing/cheats-on-tests';
import type { GateExample } from './testing/gate-example';
import { honestPatches } from './testing/honest-patches';

const cheats = [...cheatsOnTests, ...cheatsOnChecks, ...cheatsOnFiles];

function run(example: GateExample, only?: readonly CheckId[]) {
  const { edits, origin = 'model', toolId, ciPaths = ['.gitlab-ci.yml'], others = [] } = example;
  const existing = edits.flatMap(({ path, before }) => (before === null ? [] : [path]));
  return runGate({
    edits,
    origin,
    repositoryPaths: [...existing, ...others],
    ciPaths,
    ...(toolId === undefined ? {} : { toolId }),
    ...(only === undefined ? {} : { only }),
  });
}

describe('the gate', () => {
  it.each(cheats)('stops a cheat ($check): $name', (cheat) => {
    const alone = run(cheat, [cheat.check]);
    expect(alone.automatic, alone.checks[0]?.detail).toBe(false);
    expect(alone.passed, alone.checks[0]?.detail).toBe(cheat.asks === true);
    expect(run(cheat).automatic).toBe(false);
  });

  it.each(honestPatches)('lets an honest patch through: $name', (patch) => {
    const result = run(patch);
    const objections = result.checks
      .filter(({ automatic }) => !automatic)
      .map(({ id, detail }) => `${id}: ${detail}`);
    expect(objections).toEqual([]);
    expect(result.passed).toBe(true);
  });

  it.each(gateChecks.map(({ id }) => id))('lets a cheat through without the check %s', (id) => {
    const others = gateChecks.flatMap((check) => (check.id === id ? [] : [check.id]));
    const through = cheats.filter((cheat) => cheat.check === id && run(cheat, others).automatic);
    expect(through.length).toBeGreaterThan(0);
  });

  it('has at least sixty examples of each kind', () => {
    expect(cheats.length).toBeGreaterThanOrEqual(60);
    expect(honestPatches.length).toBeGreaterThanOrEqual(60);
  });

  it('gives every check its line in the checklist', () => {
    const result = run({ name: '', edits: [{ path: 'a.txt', before: 'a\n', after: 'b\n' }] });
    expect(result.checks.map(({ id, detail }) => [id, detail])).toEqual(
      gateChecks.map(({ id }) => [id, 'Nothing found.']),
    );
  });
});
