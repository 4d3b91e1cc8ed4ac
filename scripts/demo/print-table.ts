import type { ScenarioResult } from './run-scenario';

/** The finished table on standard error, for people. */
export function printTable(results: readonly ScenarioResult[]): void {
  const rows = results.map((row) => [
    row.ok ? '✓' : '✗',
    row.name,
    row.outcome === row.expected ? row.outcome : `${row.outcome} (expected ${row.expected})`,
    `${row.seconds.toFixed(1)} s`,
    row.failureUrl ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  process.stderr.write(`\n${lines.join('\n')}\n`);
  for (const { name, problem } of results) {
    if (problem !== null) process.stderr.write(`\n${name}: ${problem}\n`);
  }
}
