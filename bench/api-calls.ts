import path from 'node:path';
import { z } from 'zod';
import { openProduct } from '@/scripts/demo/product';
import { runScenario } from '@/scripts/demo/run-scenario';
import { SandboxControl } from '@/scripts/demo/sandbox-control';
import { allScenarios } from '@/scripts/demo/scenarios/all-scenarios';
import { root } from '@/scripts/root';
import { startStack } from '@/scripts/stack';
import { budgets, reasons } from './api-call-budgets';

const journal = z.object({
  entries: z.array(
    z.looseObject({
      kind: z.string(),
      method: z.string().optional(),
      route: z.string().optional(),
      path: z.string().optional(),
      query: z.string().optional(),
      username: z.string().nullish(),
      status: z.number().nullable(),
    }),
  ),
});

type Call = z.infer<typeof journal>['entries'][number];

interface ScenarioCalls {
  readonly name: string;
  readonly outcomeOk: boolean;
  readonly calls: number;
  readonly budget: number;
  /** Addresses read more than once; legitimate only where what is behind them may have changed. */
  readonly repeatedReads: readonly string[];
  readonly byEndpoint: Readonly<Record<string, number>>;
}

/** Plays every scenario of the demo alone and counts what Pipemend asked of GitLab from the breaking commit on. */
async function benchApiCalls(): Promise<ScenarioCalls[]> {
  const stack = await startStack({
    mode: 'production',
    dataDir: path.join(root, '.data/bench'),
    keep: false,
  });
  try {
    const product = await openProduct(stack);
    const control = new SandboxControl(stack.sandboxControlUrl, stack.sandboxUrl);
    const counted: ScenarioCalls[] = [];
    for (const scenario of allScenarios) {
      await control.ask('DELETE', '/journal');
      const result = await runScenario(scenario, { product, control, appUrl: stack.appUrl });
      const { entries } = journal.parse(await control.ask('GET', '/journal'));
      counted.push(count(scenario.name, result.ok, entries));
    }
    await product.close();
    return counted;
  } finally {
    await stack.stop();
  }
}

function count(name: string, outcomeOk: boolean, entries: readonly Call[]): ScenarioCalls {
  const broken = entries.findIndex((entry) => entry.username === 'dev' && entry.method === 'POST');
  const ours = entries.slice(broken).filter((entry) => entry.kind === 'request' && entry.username === 'maya');
  const byEndpoint: Record<string, number> = {};
  for (const call of ours) {
    const endpoint = `${call.method ?? ''} ${(call.route ?? '').replace('/api/v4', '')}`;
    byEndpoint[endpoint] = (byEndpoint[endpoint] ?? 0) + 1;
  }
  return {
    name,
    outcomeOk,
    calls: ours.length,
    budget: budgets[name] ?? 0,
    repeatedReads: repeatedReads(ours),
    byEndpoint,
  };
}

function repeatedReads(calls: readonly Call[]): string[] {
  const seen = new Map<string, number>();
  for (const call of calls) {
    if (call.method !== 'GET') continue;
    const address = `${call.path ?? ''}?${call.query ?? ''}`;
    seen.set(address, (seen.get(address) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1).map(([address, times]) => `${times}x ${address}`);
}

function printApiCalls(counted: readonly ScenarioCalls[]): boolean {
  for (const { name, calls, budget, repeatedReads: repeated, byEndpoint } of counted) {
    process.stdout.write(`\n${name}: ${calls} calls (budget ${budget})\n`);
    for (const [endpoint, times] of Object.entries(byEndpoint).sort((a, b) => b[1] - a[1])) {
      process.stdout.write(`  ${String(times).padStart(3)}  ${endpoint} (${reasons[endpoint] ?? '?'})\n`);
    }
    for (const address of repeated) process.stdout.write(`  read again: ${address}\n`);
  }
  const total = counted.reduce((sum, { calls }) => sum + calls, 0);
  const repeated = counted.reduce((sum, one) => sum + one.repeatedReads.length, 0);
  const over = counted.filter(({ calls, budget }) => calls > budget).map(({ name }) => name);
  const unexplained = [
    ...new Set(
      counted.flatMap(({ byEndpoint }) => Object.keys(byEndpoint).filter((one) => !(one in reasons))),
    ),
  ];
  for (const endpoint of unexplained) process.stdout.write(`\nno reason is written down for ${endpoint}\n`);
  const ok = over.length === 0 && unexplained.length === 0 && counted.every(({ outcomeOk }) => outcomeOk);
  process.stdout.write(
    `\napi-calls: ${total} calls in ${counted.length} scenarios, ${over.length} over budget${over.length > 0 ? ` (${over.join(', ')})` : ''}, ${repeated} addresses read again after a change\n`,
  );
  return ok;
}

const met = printApiCalls(await benchApiCalls());
process.exitCode = met ? 0 : 1;
