import { expect, it } from 'vitest';

import { endpointTemplate } from './endpoint-template';

it.each([
  ['/user', '/user'],
  ['/projects/7/pipelines/12', '/projects/:id/pipelines/:pipeline_id'],
  ['projects/7/repository/branches/feature%2Fone', '/projects/:id/repository/branches/:branch'],
  ['/projects/7/jobs/3/artifacts/a/b/c.txt', '/projects/:id/jobs/:job_id/artifacts/*artifact_path'],
  ['/projects/7/merge_requests/1/notes/9', '/projects/:id/merge_requests/:merge_request_iid/notes/:note_id'],
  ['/something/new', '/something/new'],
])('names %s as %s', (path, template) => {
  expect(endpointTemplate(path)).toBe(template);
});
