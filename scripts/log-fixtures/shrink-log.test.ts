import { expect, it } from 'vitest';
import { shrinkLog } from './shrink-log';

const lines = (...numbers: number[]) => numbers;

it('leaves the lines without which it is no longer true', async () => {
  const holds = async (kept: readonly number[]) => [3, 70, 71].every((line) => kept.includes(line));
  expect(await shrinkLog(100, () => false, holds)).toEqual(lines(3, 70, 71));
});

it('leaves the lines that must stay', async () => {
  const holds = async (kept: readonly number[]) => kept.includes(5);
  expect(await shrinkLog(40, (line) => line === 0 || line === 39, holds)).toEqual(lines(0, 5, 39));
});

it('takes nothing out where everything counts', async () => {
  expect(
    await shrinkLog(
      9,
      () => false,
      async (kept) => kept.length === 9,
    ),
  ).toHaveLength(9);
});

it('stops asking when the budget is used up', async () => {
  let asked = 0;
  const kept = await shrinkLog(
    1_000,
    () => false,
    async (rest) => {
      asked += 1;
      return rest.includes(999) && rest.length % 2 === 0;
    },
    10,
  );
  expect(asked).toBe(10);
  expect(kept).toContain(999);
});
