import { connectProject } from '@/lib/operations/connect-project';
import { findFailure } from './find-failure';
import { until } from './gitlab-person';
import { outcomeOf } from './outcome';
import type { Product } from './product';
import { settled } from './settled';
import type { SandboxControl } from './sandbox-control';
import type { Scenario, Stage } from './scenario';

/** One line of the table. */
export interface ScenarioResult {
  readonly name: string;
  readonly expected: string;
  readonly outcome: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly pipelineUrl: string | null;
  readonly failureUrl: string | null;
  /** Why it is not ok. */
  readonly problem: string | null;
}

/** Longer than any scenario takes on two busy cores. */
const patienceSeconds = 240;

const branch = 'change';

/** Plays a scenario from the empty project to its end, and looks at GitLab itself before it calls the outcome good. Never throws. */
export async function runScenario(
  scenario: Scenario,
  { product, control, appUrl }: { product: Product; control: SandboxControl; appUrl: string },
): Promise<ScenarioResult> {
  const began = performance.now();
  const { db } = product.services;
  let failureId: string | null = null;
  let pipelineUrl: string | null = null;
  const result = (outcome: string, problem: string | null): ScenarioResult => ({
    name: scenario.name,
    expected: scenario.expected,
    outcome,
    ok: problem === null && outcome === scenario.expected,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    pipelineUrl,
    failureUrl: failureId === null ? null : `${appUrl}/failures/${failureId}`,
    problem,
  });
  try {
    const stage = await setUp(scenario, product, control);
    const ends = (async () => {
      await scenario.meanwhile?.(stage);
      return until(`${scenario.name} comes to an end`, patienceSeconds, async () => {
        const failure = await stage.failure();
        return failure && outcomeOf(failure) !== 'unfinished' ? failure : null;
      });
    })();
    const failure = await ends;
    failureId = failure.id;
    pipelineUrl = failure.pipelineUrl;
    const outcome = outcomeOf(failure);
    if (outcome !== scenario.expected) return result(outcome, failure.statusReason);
    // The last note follows the last status.
    await settled(db, failure.id, 60);
    await scenario.verify(stage, failure);
    return result(outcome, null);
  } catch (error) {
    const failure = await db.failure
      .findFirst({ where: { project: { name: scenario.name } } })
      .catch(() => null);
    failureId ??= failure?.id ?? null;
    pipelineUrl ??= failure?.pipelineUrl ?? null;
    return result('unfinished', error instanceof Error ? error.message : String(error));
  }
}

async function setUp(scenario: Scenario, product: Product, control: SandboxControl): Promise<Stage> {
  const { services, owner, instanceId } = product;
  const { id: gitlabProjectId } = await control.createProject({
    path: scenario.name,
    name: scenario.name,
    files: scenario.main,
  });
  const { projectId } = await connectProject(services, owner, {
    instanceId,
    gitlabProjectId,
    level: scenario.level,
  });
  await scenario.before?.({ control: control.ask, gitlabProjectId });
  const developer = await control.person('dev');
  const sha = await developer.commit(gitlabProjectId, {
    branch,
    startBranch: 'main',
    message: 'Change something',
    files: scenario.change,
    existing: Object.keys(scenario.main),
  });
  const { iid } = await developer.request<{ iid: number }>(
    'POST',
    `/projects/${gitlabProjectId}/merge_requests`,
    {
      source_branch: branch,
      target_branch: 'main',
      title: 'Change something',
    },
  );
  return {
    db: services.db,
    developer,
    gitlabProjectId,
    projectId,
    branch,
    mergeRequestIid: iid,
    sha,
    control: control.ask,
    failure: () => findFailure(services.db, projectId, sha),
  };
}
