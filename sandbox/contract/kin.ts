/**
 * Places that GitLab fills by the same code: what the description says of one is evidence for the other too.
 * Each line: where, the place in it, and where the same thing is described, with its place there.
 */
const notes = '/api/v4/projects/{}/merge_requests/{}/notes';
const discussions = '/api/v4/projects/{}/merge_requests/{}/discussions';

export const sameOperations: readonly (readonly [string, string, string, string])[] = [
  [`POST ${notes}`, '', `GET ${notes}`, ''],
  [`PUT ${notes}/{}`, '', `GET ${notes}`, ''],
  [`POST ${discussions}`, 'notes[]', `GET ${notes}`, ''],
  ['GET /api/v4/projects', '', 'GET /api/v4/projects/{}', ''],
];

const kinds = ['push', 'pipeline', 'build', 'merge_request', 'note'];
const projects: readonly (readonly [string, string])[] = [
  ...kinds.map((kind) => [kind, 'project'] as const),
  ['merge_request', 'object_attributes.source'],
  ['merge_request', 'object_attributes.target'],
  ['note', 'merge_request.source'],
  ['note', 'merge_request.target'],
];

export const sameInWebhooks: readonly (readonly [string, string, string, string])[] = [
  ['note', 'merge_request', 'merge_request', 'object_attributes'],
  ...projects.flatMap(([kind, place]) =>
    projects.map(([other, otherPlace]) => [kind, place, other, otherPlace] as const),
  ),
  ['pipeline', 'commit', 'push', 'commits[]'],
];
