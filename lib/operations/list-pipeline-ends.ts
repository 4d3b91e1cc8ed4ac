import type { z } from 'zod';
import { pipelineFinished } from '@/lib/events/pipeline-finished';
import type { Services } from './services';

export type PipelineEnd = z.infer<typeof pipelineFinished.data>;

/** Where the announcements stand now; what is announced later comes behind it. */
export async function markAnnouncements(services: Services): Promise<string> {
  const [row] = await services.db.$queryRaw<{ id: bigint }[]>`SELECT coalesce(max(id), 0) AS id FROM outbox`;
  return String(row?.id ?? 0);
}

/** The ends of a project's pipelines that were announced after a mark, oldest first. Published announcements are kept for days. */
export async function listPipelineEnds(
  services: Services,
  input: { projectId: string; after: string },
): Promise<PipelineEnd[]> {
  const rows = await services.db.outbox.findMany({
    where: {
      name: pipelineFinished.name,
      id: { gt: BigInt(input.after) },
      data: { path: ['projectId'], equals: input.projectId },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ data }) => pipelineFinished.data.parse(data));
}
