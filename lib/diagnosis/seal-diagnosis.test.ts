import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';
import { diagnose } from './diagnose';

const job: JobFacts = {
  name: 'test',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 1,
};
const secret = ['gl', 'pat-', 'v1z9ycFaH3E4w0w4E3Ha'].join('');

async function of(...lines: string[]): Promise<Diagnosis> {
  const text = ['$ npm run check', ...lines, 'ERROR: Job failed: exit code 1', ''].join('\n');
  return diagnose(job, await readTraceText(text));
}

const escaped = (text: string) =>
  text.replace(/./g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
const entities = (text: string) => text.replace(/./g, (one) => `&#${one.charCodeAt(0)};`);

const eslintJson = (message: string) =>
  `[{"filePath":"/builds/shop/till/src/money.js","messages":[{"ruleId":"no-undef","severity":2,"message":"${message}","line":3,"column":7}],"errorCount":1,"warningCount":0}]`;
const checkstyle = (message: string) => [
  '<?xml version="1.0" encoding="utf-8"?><checkstyle version="4.3">',
  '<file name="/builds/shop/till/src/money.js">',
  `<error line="3" column="7" severity="error" message="${message}" source="eslint.rules.no-undef" />`,
  '</file></checkstyle>',
];

describe('what a diagnosis says', () => {
  it.each([
    ['JSON', [eslintJson(`till ${escaped(secret)} money`)]],
    ['XML', checkstyle(`till ${entities(secret)} money`)],
  ])('holds no secret that was hidden in %s', async (_format, lines) => {
    const found = await of(...lines);
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]?.message).toContain('money');
    expect(JSON.stringify(found)).not.toContain(secret.slice(10));
  });

  it('can be stored: no controls, no half characters', async () => {
    const found = await of(eslintJson(String.raw`till\u0000\u001b[31m \ud83d money\u202e`));
    expect(found.findings[0]?.message).toBe('till  money');
  });

  it('is not cut within a character', async () => {
    for (let lead = 396; lead <= 400; lead += 1) {
      const found = await of(`error: ${'t'.repeat(lead - 7)}💶💶💶 till`);
      const text = JSON.stringify(found);
      expect(found.evidence[0]?.lines[0]).toMatch(/^error: t/);
      expect(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')).not.toMatch(/[\ud800-\udfff]|\\ud[89a-f]/);
    }
  });

  it('stays small, whatever a tool reports', async () => {
    const found = await of(
      eslintJson('m'.repeat(6_000)),
      ...Array.from(
        { length: 3_000 },
        (_none, line) => `src/${'t'.repeat(2_000)}.ts(${line + 1},1): error TS1: m`,
      ),
    );
    expect(JSON.stringify(found).length).toBeLessThan(2_500_000);
    for (const { message } of found.findings) expect(message.length).toBeLessThanOrEqual(2_000);
  });
});
