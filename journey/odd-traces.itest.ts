import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CodeHost } from '@/lib/ports/code-host';
import { completeDiagnosis } from '@/lib/operations/complete-diagnosis';
import { diagnoseJob } from '@/lib/operations/diagnose-job';

import { ByHand } from './testing/by-hand';
import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { formatted, unformatted, withCi } from './testing/repositories';
import { Stage } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct({ byHand: true });
});
afterAll(() => product.stop());

/** Diagnoses a job whose log comes as given, and says what was written down. */
async function diagnosed(openTrace: CodeHost['openTrace'] | null, ci?: string) {
  const main = ci === undefined ? formatted : withCi(formatted, ci);
  const stage = await Stage.set(product, { level: 'auto-validated', main });
  const { sha } = await stage.change(unformatted);
  const recorded = await new ByHand(stage).record(sha);
  if (recorded.kind !== 'recorded') throw new Error('It was not recorded.');
  const { codeHost } = product.services;
  const services = {
    ...product.services,
    codeHost: async (connectionId: string) => {
      const host = await codeHost(connectionId);
      return openTrace ? { ...host, openTrace } : host;
    },
  };
  const { failureId } = recorded;
  for (const jobId of recorded.jobIds) await diagnoseJob(services, { failureId, jobId });
  await completeDiagnosis(services, { failureId });
  const failure = await stage.failure(sha);
  return { stage, failure, body: JSON.stringify(failure?.diagnoses[0]?.body) };
}

const chunksOf =
  (...chunks: readonly (string | Uint8Array)[]): CodeHost['openTrace'] =>
  async () =>
    (async function* () {
      for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    })();

const prettierSays =
  '$ prettier --check src\nChecking formatting...\n[warn] src/greet.js\n[warn] Code style issues found in the above file. Run Prettier with --write to fix.\n';

describe('a failure is on record and says so when the log', () => {
  it('was erased', async () => {
    const { failure } = await diagnosed(async () => null);
    expect(failure).toMatchObject({ status: 'diagnosed', summary: expect.stringMatching(/no log/) });
  });

  it('is empty', async () => {
    const { failure } = await diagnosed(chunksOf());
    expect(failure).toMatchObject({ status: 'diagnosed', summary: expect.stringMatching(/empty/) });
  });

  it('is no text', async () => {
    const noise = new Uint8Array(64 * 1024).map((_, index) => (index * 197 + (index >> 3)) % 256);
    const { failure } = await diagnosed(chunksOf(noise));
    expect(failure).toMatchObject({ status: 'diagnosed', verdict: 'unknown' });
  });

  it('was cut at four mebibytes by the runner', async () => {
    const { failure, body } = await diagnosed(
      null,
      'format:\n  script:\n    - head -c 5000000 /dev/zero | tr "\\0" "x" | fold -w 100\n    - prettier --check src\n',
    );
    expect(failure?.status).toBe('diagnosed');
    expect(body).toContain('"trace":"cut');
  });
});

it('bytes that are not UTF-8 spoil neither the lines around them nor the database', async () => {
  const { failure } = await diagnosed(
    chunksOf(new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x00, 0xed, 0xa0, 0x80, 0x0a]), prettierSays),
  );
  expect(failure).toMatchObject({ status: 'diagnosed', category: 'format' });
});

it('a log without end is read no further than a bound, and what was said first still counts', async () => {
  let given = 0;
  const { failure } = await diagnosed(async () =>
    (async function* () {
      yield Buffer.from(prettierSays);
      const filler = Buffer.from(`${'a line of nothing much that goes on '.repeat(28)}\n`.repeat(1_000));
      for (;;) {
        given += filler.byteLength;
        yield filler;
      }
    })(),
  );
  expect(failure?.status).toBe('diagnosed');
  expect(given).toBeLessThan(1.5 * 1024 ** 3);
});

it("the values of the project's CI variables do not come out, in whatever form the job prints them", async () => {
  const pass = ['correct', 'horse', 'battery'].join('-');
  const stage = await Stage.set(product, {
    level: 'watch',
    main: withCi(
      formatted,
      'format:\n  script:\n    - "echo \\"Error: cannot log in with $(printf %s $TILL_PASSWORD | base64) nor $TILL_PASSWORD\\"; exit 1"\n',
    ),
  });
  await product.control.ask('PATCH', `/projects/${stage.gitlabProjectId}`, {
    variables: [{ key: 'TILL_PASSWORD', value: pass }],
  });
  const { sha } = await stage.change(unformatted);
  const recorded = await new ByHand(stage).record(sha);
  if (recorded.kind !== 'recorded') throw new Error('It was not recorded.');
  for (const jobId of recorded.jobIds)
    await diagnoseJob(product.services, { failureId: recorded.failureId, jobId });
  const failure = await stage.failure(sha);
  const body = JSON.stringify(failure?.diagnoses);
  expect(body).toContain('Error: cannot log in with [redacted:variable:');
  expect(body).not.toContain(pass);
  expect(body).not.toContain(Buffer.from(pass).toString('base64'));
});
