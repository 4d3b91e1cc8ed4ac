/**
 * Names the kind of an API request by its address: `/projects/:id/pipelines/:pipeline_id`. For counting and for
 * comparing with GitLab's published description; an address that no rule knows keeps its own path.
 */
export function endpointTemplate(path: string): string {
  const segments = path.replace(/^\/+|\/+$/g, '').split('/');
  const found = templates.find((template) => matches(template, segments));
  return `/${found === undefined ? segments.join('/') : found.join('/')}`;
}

const templates = [
  'user',
  'projects',
  'projects/:id',
  'groups/:id',
  'projects/:id/pipeline',
  'projects/:id/pipelines',
  'projects/:id/pipelines/:pipeline_id',
  'projects/:id/pipelines/:pipeline_id/jobs',
  'projects/:id/pipelines/:pipeline_id/bridges',
  'projects/:id/pipelines/:pipeline_id/cancel',
  'projects/:id/jobs/:job_id',
  'projects/:id/jobs/:job_id/trace',
  'projects/:id/jobs/:job_id/retry',
  'projects/:id/jobs/:job_id/artifacts/*artifact_path',
  'projects/:id/ci/lint',
  'projects/:id/repository/tree',
  'projects/:id/repository/compare',
  'projects/:id/repository/files/:file_path',
  'projects/:id/repository/files/:file_path/raw',
  'projects/:id/repository/branches',
  'projects/:id/repository/branches/:branch',
  'projects/:id/repository/commits',
  'projects/:id/repository/commits/:sha',
  'projects/:id/repository/commits/:sha/revert',
  'projects/:id/merge_requests',
  'projects/:id/merge_requests/:merge_request_iid',
  'projects/:id/merge_requests/:merge_request_iid/diffs',
  'projects/:id/merge_requests/:merge_request_iid/notes',
  'projects/:id/merge_requests/:merge_request_iid/notes/:note_id',
  'projects/:id/merge_requests/:merge_request_iid/discussions',
  'projects/:id/members/all/:user_id',
  'projects/:id/hooks',
  'projects/:id/hooks/:hook_id',
  'projects/:id/hooks/:hook_id/test/:trigger',
].map((template) => template.split('/'));

function matches(template: readonly string[], segments: readonly string[]): boolean {
  const open = template.at(-1)?.startsWith('*') === true;
  if (open ? segments.length < template.length : segments.length !== template.length) return false;
  return template.every((part, index) => /^[:*]/.test(part) || part === segments[index]);
}
