import type { Store } from '../../store/store';
import type { JobRecord, PipelineRecord } from '../records';

/** Every job of a pipeline, retried ones included, oldest first. */
export function allJobs(store: Store, pipelineId: number): JobRecord[] {
  return [...store.jobs.values()].filter((job) => job.pipelineId === pipelineId);
}

/** The jobs that count: of those retried, only the newest. */
export function latestJobs(store: Store, pipelineId: number): JobRecord[] {
  return allJobs(store, pipelineId).filter((job) => !job.retried);
}

/** The pipelines that bridges of this one started. */
export function downstreamPipelines(store: Store, pipelineId: number): PipelineRecord[] {
  return allJobs(store, pipelineId).flatMap((job) => {
    const child =
      job.downstreamPipelineId === null ? undefined : store.pipelines.get(job.downstreamPipelineId);
    return child ? [child] : [];
  });
}

/** A child pipeline of the same project, as opposed to one of another project. */
export function isChild(pipeline: PipelineRecord): boolean {
  return pipeline.source === 'parent_pipeline';
}

/** The jobs whose artifacts and dotenv variables a job receives. */
export function artifactSources(store: Store, job: JobRecord): JobRecord[] {
  const before = latestJobs(store, job.pipelineId).filter(
    (other) => other.kind === 'job' && other.id !== job.id,
  );
  const named = (names: readonly string[]) =>
    before.filter((other) => names.includes(other.name) || names.includes(other.config.baseName));
  const { needs, dependencies } = job.config;
  let sources: JobRecord[];
  if (needs) {
    sources = named(needs.flatMap((need) => (need.job !== null && need.artifacts ? [need.job] : [])));
    if (dependencies)
      sources = sources.filter(
        (one) => dependencies.includes(one.name) || dependencies.includes(one.config.baseName),
      );
  } else if (dependencies) sources = named(dependencies);
  else sources = before.filter((other) => other.stageIndex < job.stageIndex);
  return [...sources, ...upstreamSources(store, job)];
}

/** `needs: [{ pipeline: $PARENT, job: build }]`: jobs of a pipeline above this one. */
function upstreamSources(store: Store, job: JobRecord): JobRecord[] {
  const pipeline = store.pipelines.get(job.pipelineId);
  const bridge = pipeline?.sourceJobId == null ? undefined : store.jobs.get(pipeline.sourceJobId);
  if (!bridge || !job.config.needs?.some((need) => need.upstreamPipeline !== null)) return [];
  return latestJobs(store, bridge.pipelineId).filter(
    (other) => other.kind === 'job' && other.artifacts.length > 0,
  );
}
