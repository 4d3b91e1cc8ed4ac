import { describe, expect, it } from 'vitest';
import { readCodeQualityReport } from './code-quality-report';

const issue = {
  description: 'The total is never used.',
  check_name: 'no-unused-vars',
  severity: 'major',
  fingerprint: 'abc',
  location: { path: './src/till.ts', lines: { begin: 12 } },
};

describe('a Code Quality report', () => {
  it('gives its issues as findings', () => {
    expect(readCodeQualityReport(JSON.stringify([issue]))).toEqual({
      kind: 'findings',
      isCut: false,
      findings: [
        {
          tool: 'code-quality',
          file: 'src/till.ts',
          line: 12,
          column: null,
          code: 'no-unused-vars',
          severity: 'error',
          message: 'The total is never used.',
        },
      ],
    });
  });

  it('may name positions instead of lines, and the engine', () => {
    const positioned = {
      ...issue,
      engine_name: 'duplication',
      severity: 'minor',
      location: { path: 'src/till.ts', positions: { begin: { line: 3, column: 9 } } },
    };
    const report = readCodeQualityReport(JSON.stringify([positioned]));
    expect(report.kind === 'findings' && report.findings[0]).toMatchObject({
      tool: 'duplication',
      line: 3,
      column: 9,
      severity: 'warning',
    });
  });

  it('may come one object a line, or with NUL between', () => {
    const text = JSON.stringify(issue);
    for (const between of ['\n', '\0', '\0\n']) {
      const report = readCodeQualityReport(`${text}${between}${text}${between}`);
      expect(report.kind === 'findings' && report.findings).toHaveLength(2);
    }
  });

  it('without issues is a report all the same', () => {
    expect(readCodeQualityReport('[]')).toEqual({ kind: 'findings', findings: [], isCut: false });
  });

  it.each([
    ['nothing', ' \n'],
    ['no JSON', '<html>'],
    ['another list', '[{"path": "src/till.ts"}]'],
    ['a list of numbers', '[1, 2]'],
    ['a number', '5'],
    ['fields that only a prototype has', '[{"__proto__": {"description": "a", "location": {"path": "b"}}}]'],
    ['locations of another shape', '[{"description": "a", "location": "b"}]'],
  ])('is not made of %s', (_name, text) => {
    expect(readCodeQualityReport(text).kind).toBe('not-a-report');
  });

  it('is cut where it is longer than anyone reads', () => {
    const report = readCodeQualityReport(
      JSON.stringify(Array.from({ length: 5_001 }, () => ({ ...issue, description: 'a'.repeat(3_000) }))),
    );
    expect(report.kind === 'findings' && [report.findings.length, report.isCut]).toEqual([5_000, true]);
    expect(report.kind === 'findings' && report.findings[0]?.message).toHaveLength(2_000);
  });
});
