import { describe, expect, it } from 'vitest';
import type { RawReports } from '@/lib/domain/job-reports';
import { completeFromReports } from '../complete-from-reports';
import { diagnoseWithoutTrace } from '../diagnose-without-trace';
import { jobReports } from './job-reports';

const secret = ['gl', 'pat-', 'v1z9ycFaH3E4w0w4E3Ha'].join('');
const test = { name: 'adds', classname: 'till', file: 'test/money.test.ts', output: 'expected 4 to be 5' };
const silent = diagnoseWithoutTrace(
  { name: 'unit', stage: 'test', failureReason: 'script_failure', allowFailure: false, duration: 1 },
  'silent',
);
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function of(raw: Partial<RawReports>) {
  return jobReports({ tests: [], codeQuality: null, ...raw });
}

describe('what reports say', () => {
  it('holds no secret, wherever it stands', () => {
    const found = of({
      tests: [
        { ...test, name: `adds ${secret}` },
        { ...test, classname: secret, file: `/builds/${secret}/money.ts` },
        { ...test, output: `till\n  at add (/builds/${secret}/money.ts:3:7)` },
        // Cut by the limit of a name.
        { ...test, name: `${'t'.repeat(483)} ${secret}` },
      ],
      codeQuality: bytes(
        ['check_name', 'engine_name', 'description', 'path'].map((field) => ({
          description: 'never used',
          check_name: 'till',
          [field]: `till ${secret}`,
          location: { path: field === 'path' ? `src/${secret}.ts` : 'src/money.ts', lines: { begin: 3 } },
        })),
      ),
    });
    expect([found.tests.length, found.findings.length]).toEqual([4, 4]);
    expect(JSON.stringify(found)).not.toContain(secret.slice(0, 12));
    expect(JSON.stringify(found)).not.toContain(secret.slice(10));
  });

  it('holds no value of a variable', () => {
    const found = of({
      mask: ['four coins'],
      tests: [{ ...test, name: 'adds four coins' }],
      codeQuality: bytes([{ description: 'till', location: { path: 'src/four coins.ts' } }]),
    });
    expect(found.findings[0]?.file).toBe('src/[redacted:variable:1].ts');
    expect(JSON.stringify(found)).not.toContain('four coins');
  });

  it('can be stored: no controls, no half characters', () => {
    const found = of({
      tests: [{ ...test, name: 'a\u0000\ud83d', output: '\u0000\u001b[31mb\u202e' }],
      codeQuality: bytes([
        { description: 'c\u0000\udc00', location: { path: 'd\u0000', lines: { begin: 1e400 } } },
      ]),
    });
    expect(found.tests[0]).toMatchObject({ name: 'a', message: 'b' });
    expect(found.findings[0]).toMatchObject({ message: 'c', file: 'd', line: null });
  });

  it('is not cut within a character', () => {
    for (let lead = 150; lead < 166; lead += 1) {
      const [long] = of({
        tests: [{ ...test, output: `${'t'.repeat(lead + 340)}${'💶'.repeat(10)}` }],
      }).tests;
      const named = {
        classname: '',
        name: `${'t'.repeat(lead)}💶💶💶`,
        message: `${'t'.repeat(lead)}💶💶💶`,
      };
      const found = completeFromReports(silent, {
        tests: [{ ...named, file: null, line: null }],
        findings: [],
      });
      for (const text of [long?.message ?? '', found.summary])
        expect(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')).not.toMatch(/[\ud800-\udfff]/);
    }
  });

  it('is nothing where the report is none, however it is made', () => {
    for (const unit of ['[\n', '{}\n', '\0', '[', '{"a":'])
      expect(of({ codeQuality: new TextEncoder().encode(unit.repeat(300_000)) }).findings).toEqual([]);
  });
});
