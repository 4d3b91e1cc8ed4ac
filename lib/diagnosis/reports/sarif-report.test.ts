import { describe, expect, it } from 'vitest';
import { readSarifReport } from './sarif-report';

function sarif(run: Record<string, unknown>): string {
  return JSON.stringify({ version: '2.1.0', runs: [run] });
}
function findings(run: Record<string, unknown>) {
  const report = readSarifReport(sarif(run));
  return report.kind === 'findings' ? report.findings : [];
}
const location = {
  physicalLocation: {
    artifactLocation: { uri: 'file:///builds/shop/till/src/my%20till.ts' },
    region: { startLine: 12, startColumn: 5 },
  },
};

describe('a SARIF log', () => {
  it('gives its results as findings', () => {
    expect(
      findings({
        tool: { driver: { name: 'CheckIt' } },
        results: [
          { ruleId: 'no-total', level: 'error', message: { text: 'No total.' }, locations: [location] },
        ],
      }),
    ).toEqual([
      {
        tool: 'checkit',
        file: '/builds/shop/till/src/my till.ts',
        line: 12,
        column: 5,
        code: 'no-total',
        severity: 'error',
        message: 'No total.',
      },
    ]);
  });

  it('takes from the rule and the list of files what a result only points at', () => {
    const run = {
      tool: {
        driver: {
          name: 'CheckIt',
          rules: [
            {
              id: 'no-total',
              defaultConfiguration: { level: 'note' },
              messageStrings: { bad: { text: '{0} is no total of {1}.' } },
            },
          ],
        },
      },
      artifacts: [{ location: { uri: 'src/till.ts' } }],
      results: [
        {
          ruleIndex: 0,
          message: { id: 'bad', arguments: ['five'] },
          locations: [{ physicalLocation: { artifactLocation: { index: 0 }, region: { startLine: 3 } } }],
        },
      ],
    };
    expect(findings(run)).toEqual([
      {
        tool: 'checkit',
        file: 'src/till.ts',
        line: 3,
        column: null,
        code: 'no-total',
        severity: 'info',
        message: 'five is no total of {1}.',
      },
    ]);
  });

  it('leaves out what passed, what is suppressed and what is gone', () => {
    const message = { text: 'No total.' };
    expect(
      findings({
        results: [
          { kind: 'pass', message },
          { suppressions: [{ kind: 'inSource' }], message },
          { baselineState: 'absent', message },
          { suppressions: [{ kind: 'external', status: 'rejected' }], message },
        ],
      }),
    ).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"runs": ['],
    ['other JSON', '{"runs": {}}'],
    ['null', 'null'],
  ])('is not made of %s', (_name, text) => {
    expect(readSarifReport(text).kind).toBe('not-a-report');
  });

  it.each([
    ['runs', '{"runs": [null, 5, {"results": "none"}]}'],
    ['results', '{"runs": [{"results": [null, {"locations": [5]}, {"message": 7, "ruleIndex": "x"}]}]}'],
  ])('survives nonsense in its %s', (_name, text) => {
    expect(readSarifReport(text).kind).toBe('findings');
  });
});
