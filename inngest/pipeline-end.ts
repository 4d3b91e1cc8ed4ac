import type { PipelineEnd } from '@/lib/operations/list-pipeline-ends';

/** Which ends of pipelines are of interest: one pipeline, or those on some refs (or of some source), less what is left out. */
export type EndsOfInterest =
  | { readonly pipelineId: number }
  | {
      readonly refs: readonly string[];
      /** Pipelines of this source are of interest whatever their ref. */
      readonly orSource?: string;
      readonly notSources?: readonly string[];
      readonly notStatuses?: readonly string[];
    };

export function isOfInterest(ends: EndsOfInterest, end: PipelineEnd): boolean {
  if ('pipelineId' in ends) return end.pipelineId === ends.pipelineId;
  const { refs, orSource, notSources = [], notStatuses = [] } = ends;
  return (
    (refs.includes(end.ref) || end.source === orSource) &&
    !notSources.includes(end.source) &&
    !notStatuses.includes(end.status)
  );
}

/** The same as an expression over the event that is waited for. */
export function endsExpression(projectId: string, ends: EndsOfInterest): string {
  const of = (field: string, value: string) => `async.data.${field} == ${literal(value)}`;
  const not = (field: string, value: string) => `async.data.${field} != ${literal(value)}`;
  const conditions =
    'pipelineId' in ends
      ? [`async.data.pipelineId == ${ends.pipelineId}`]
      : [
          `(${[...ends.refs.map((ref) => of('ref', ref)), ...(ends.orSource === undefined ? [] : [of('source', ends.orSource)])].join(' || ')})`,
          ...(ends.notSources ?? []).map((source) => not('source', source)),
          ...(ends.notStatuses ?? []).map((status) => not('status', status)),
        ];
  return [of('projectId', projectId), ...conditions].join(' && ');
}

/** A branch's name is someone else's text: in the expression it is a quoted literal. */
function literal(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
