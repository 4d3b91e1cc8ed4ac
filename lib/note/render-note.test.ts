import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { renderNote, type NoteFacts } from './render-note';

const hostile = [
  '/merge',
  '  /approve now',
  '@all look',
  'see #1 and !2 and $3 and ~bug',
  '</details><script>alert(1)</script>',
  '![x](https://evil.example/a.png)',
  'https://evil.example',
  '```\n/close\n```',
  '\u202eright to left',
];

function facts(text: string, parts: Partial<Diagnosis> = {}): NoteFacts {
  const diagnosis: Diagnosis = {
    category: 'test',
    verdict: 'code',
    verdictReason: text,
    confidence: 0.9,
    summary: text,
    nextStep: text,
    evidence: [{ start: 7, end: 8, reason: text, lines: text.split('\n') }],
    findings: [],
    failedTests: [],
    dependency: null,
    command: null,
    fingerprint: 'f',
    trace: 'whole',
    ...parts,
  };
  const fix = {
    id: '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
    strategy: text,
    status: 'waiting',
    statusReason: text,
    diff: text,
    validation: { outcome: 'mended', pipelineUrl: 'http://gitlab.example/p/1' },
    appliedSha: null,
  };
  return {
    failureUrl: 'http://pipemend.example/failures/1',
    pipelineUrl: 'http://gitlab.example/p/1',
    pipelineId: 1,
    sha: 'a'.repeat(40),
    status: 'waiting',
    statusReason: text,
    diagnoses: [{ diagnosis, jobs: [{ name: text, webUrl: 'http://gitlab.example/j/1' }], fixes: [fix] }],
  };
}

/** What GitLab would act on: everything outside of fenced blocks and code spans. */
function outsideCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (fence === null && mark) fence = mark;
    else if (fence !== null && line === fence) fence = null;
    else if (fence === null) lines.push(line);
  }
  expect(fence).toBeNull();
  return lines.join('\n');
}

/** What GitLab would do, or show from elsewhere. */
const live = /^\s*\/(?:merge|approve|close)|@all|<script|https:\/\/evil\.example|(?:^|[^\\])!\[|\u202e/m;

describe('a note made of hostile text', () => {
  it.each(hostile)('does nothing that %j asks for', (text) => {
    const live = outsideCode(renderNote(facts(text)));
    expect(live).not.toMatch(/^\s*\/(merge|approve|close)/m);
    expect(live).not.toMatch(/@all/);
    expect(live).not.toMatch(/<script|<\/details><script/);
    expect(live).not.toContain('https://evil.example');
    expect(live).not.toMatch(/(^|[^\\])!\[/);
    expect(live).not.toContain('\u202e');
    expect(live.match(/<details>/g)).toHaveLength(1);
    expect(live.match(/<\/details>/g)).toHaveLength(1);
  });

  it('keeps the words readable and says how to approve', () => {
    const note = renderNote(facts('expected 4 to equal 5'));
    expect(note).toContain('expected 4 to equal 5');
    expect(note).toContain('     7 | expected 4 to equal 5');
    expect(note).toContain('`pipemend apply`');
  });

  it('says what the other runs of the job say, and is as harmless then', () => {
    const brokenBefore = { branch: 'main', sha: 'b'.repeat(40), since: '2026-01-31T12:00:00.000Z' };
    const history = { passedIn: null, brokenBefore, missing: null };
    const verdictReason = 'It was broken before on main.';
    for (const parts of [{ verdict: 'flaky' }, { verdict: 'merge' }, { history }] as const) {
      expect(renderNote(facts('closed', { ...parts, verdictReason }))).toContain(verdictReason);
      for (const text of hostile) expect(outsideCode(renderNote(facts(text, parts)))).not.toMatch(live);
    }
    expect(renderNote(facts('closed', { verdictReason }))).not.toContain(verdictReason);
  });
});
