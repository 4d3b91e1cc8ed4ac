import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { detectors } from './detectors';
import type { MatchingExample } from './detector';
import { LogView } from './view/log-view';

async function view(log: string): Promise<LogView> {
  return new LogView(await readTraceText(log));
}

function expectExample(causes: ReturnType<(typeof detectors)[number]['detect']>, example: MatchingExample) {
  const cause = causes.find(({ category }) => category === example.category);
  expect(cause, `no cause of category ${example.category}`).toBeDefined();
  if (cause === undefined) return;
  expect(cause.ranges.length).toBeGreaterThan(0);
  expect(cause.summary).not.toBe('');
  if (example.findings !== undefined) {
    expect(cause.findings.map(({ file, line }) => `${file ?? ''}${line === null ? '' : `:${line}`}`)).toEqual(
      example.findings,
    );
  }
  if (example.failedTests !== undefined)
    expect(cause.failedTests.map(({ name }) => name)).toEqual(example.failedTests);
  if (example.messages !== undefined)
    expect(cause.failedTests.map(({ message }) => message)).toEqual(example.messages);
  if (example.dependency !== undefined) expect(cause.dependency?.name).toBe(example.dependency);
}

describe.each(detectors.map((detector) => [detector.id, detector] as const))(
  'the detector %s',
  (_id, detector) => {
    it.each(detector.examples.map((example, index) => [index, example] as const))(
      'matches its example %i',
      async (_index, example) => {
        const log = await view(example.log);
        expect(detector.keywords.some((keyword) => log.has(keyword))).toBe(true);
        expectExample(detector.detect(log), example);
      },
    );

    it.each(detector.lookAlikes.map((log, index) => [index, log] as const))(
      'ignores its look-alike %i',
      async (_index, log) => {
        expect(detector.detect(await view(log))).toEqual([]);
      },
    );

    it('has an example and a look-alike', () => {
      expect(detector.examples.length).toBeGreaterThan(0);
      expect(detector.lookAlikes.length).toBeGreaterThan(0);
    });
  },
);

it('knows each detector by a name of its own', () => {
  const ids = detectors.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
