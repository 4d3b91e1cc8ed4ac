import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureSpeed, type SpeedFigure } from '@/bench/diagnosis/speed';

/** `node scripts/run.mjs bench-speed [--data DIR]`: how fast traces are read; fails when a figure misses its limit. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  const logs = values.data === undefined ? null : path.join(values.data, 'logchunks-dev', 'logs');
  const figures = await measureSpeed(logs);
  for (const figure of figures) process.stdout.write(`${words(figure)}\n`);
  if (!figures.every(reaches)) process.exitCode = 1;
}

function words(figure: SpeedFigure): string {
  const { name, value, atLeast, atMost } = figure;
  const isLimited = atLeast !== undefined || atMost !== undefined;
  const limit = !isLimited ? '' : atLeast === undefined ? `<= ${String(atMost)}` : `>= ${atLeast}`;
  const verdict = !isLimited ? '' : reaches(figure) ? 'ok' : 'MISSED';
  return `${verdict.padEnd(6)} ${name.padEnd(64)} ${value.toFixed(2).padStart(8)}  ${limit}`.trimEnd();
}

function reaches({ value, atLeast, atMost }: SpeedFigure): boolean {
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

await main();
