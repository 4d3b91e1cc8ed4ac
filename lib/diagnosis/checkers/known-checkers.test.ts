import { describe, expect, it } from 'vitest';
import { annotationRow } from '../rows/annotation-row';
import { checkerRow } from '../rows/checker-row';
import { checkerOfCommand, checkerOfRow, knownCheckers } from './known-checkers';

function rowOf(line: string) {
  return annotationRow(line) ?? checkerRow(line);
}

describe.each(knownCheckers.map((known) => [known.tool, known] as const))('%s', (tool, known) => {
  it('has its own row read', () => {
    expect(rowOf(known.example)).toMatchObject({ line: 4 });
  });

  it('is known by its row, or by its name in the command', () => {
    const row = rowOf(known.example);
    const byRow = row === null ? null : checkerOfRow(row);
    const isToldByRow = known.file !== undefined || known.code !== undefined || known.message !== undefined;
    expect(byRow?.tool ?? null).toBe(isToldByRow ? tool : null);
    for (const program of known.programs ?? [tool])
      expect(checkerOfCommand(`cd shop && npx ./bin/${program} .`)?.tool).toBe(tool);
  });
});

it('knows no checker by a row that any could print', () => {
  for (const line of [
    'src/till.ts:4:2: no coin',
    'src/till.go:4:2: undefined: coin',
    'src/till.c:4:2: error: no coin',
  ])
    expect(checkerOfRow(checkerRow(line) ?? expect.fail(line))).toBeNull();
});

it('sees no checker in a command that calls none', () => {
  expect(checkerOfCommand('npm run build')).toBeNull();
  expect(checkerOfCommand(null)).toBeNull();
});
