/**
 * How many calls of GitLab's API each scenario may take, from the breaking commit to the last note. Two more than seen: whether the
 * merge request or the pipeline is heard of first decides about one or two of them.
 */
export const budgets: Readonly<Record<string, number>> = {
  'eslint-auto-lint': 44,
  'prettier-suggest': 27,
  'typescript-approval': 40,
  'lockfile-auto-validated': 47,
  'failing-test': 24,
  'flaky-test': 21,
  'runner-failure': 9,
  'child-pipeline': 53,
  'push-while-validating': 36,
  'deploy-job': 33,
};

/** Why each endpoint is asked at all. One that is not listed fails the benchmark: nobody adds a call without saying what for. */
export const reasons: Readonly<Record<string, string>> = {
  'GET /projects/:id/pipelines/:pipeline_id':
    'the truth about a pipeline that a webhook says has ended: the red one, the validation, the applied commit',
  'GET /projects/:id/pipelines/:pipeline_id/jobs':
    'the jobs before and after, for the judgement; the one job of a tool run; earlier attempts of a failed job, and how it ended where the branch goes to',
  'GET /projects/:id/pipelines/:pipeline_id/test_report':
    'the failed tests of a job that left a JUnit report',
  'GET /projects/:id/pipelines/:pipeline_id/bridges': 'child pipelines, which only hang on bridges',
  'GET /projects/:id/pipelines':
    'the pipeline of the very commit that we started; running ones of a scratch branch, to cancel them; other runs on the failed commit, and the last green one where the branch goes to',
  'GET /projects/:id/merge_requests': 'the merge request of a red branch pipeline, which does not name it',
  'GET /projects/:id/merge_requests/:merge_request_iid':
    'is it still open, right before writing; the refs that a position needs',
  'GET /projects/:id/merge_requests/:merge_request_iid/diffs': 'the lines on which a suggestion may hang',
  'GET /projects/:id/merge_requests/:merge_request_iid/notes': 'our note from before, so that there is one',
  'POST /projects/:id/merge_requests/:merge_request_iid/notes': 'the note',
  'PUT /projects/:id/merge_requests/:merge_request_iid/notes/:note_id':
    'the note again, when something is to be said that it does not say yet',
  'POST /projects/:id/merge_requests/:merge_request_iid/discussions': 'a suggestion',
  'GET /projects/:id/variables': "the values that must not come out of a job's log",
  'GET /projects/:id/jobs/:job_id/trace': 'the log; the last green one, to see what is new',
  'GET /projects/:id/jobs/:job_id': 'how the control run ended',
  'POST /projects/:id/jobs/:job_id/retry': 'the control run',
  'GET /projects/:id/jobs/:job_id/artifacts/:artifact_path{.+}':
    'the patch that a tool left; the Code Quality report of a failed job',
  'GET /projects/:id/repository/tree': 'the paths of the commit, for the gate',
  'POST /api/graphql': 'the texts of many files in one call',
  'HEAD /projects/:id/repository/files/:file_path':
    'the commit that last changed a file, with which GitLab refuses to overwrite a newer one',
  'GET /projects/:id/repository/branches/:branch':
    'where the branch stands, once to decide and once more right before writing: what lies between may be a push',
  'GET /projects/:id/repository/commits/:sha': 'whose commit a push brought, where our own account pushed it',
  'GET /projects/:id/repository/compare': 'that what was applied is what was validated',
  'POST /projects/:id/repository/commits':
    'a scratch branch staged and started, once for a tool and once for the candidate; the applied fix',
  'DELETE /projects/:id/repository/branches/:branch':
    'a staged branch that is made anew to start; scratch branches do not pile up',
  'GET /projects/:id/ci/lint':
    'the merged configuration; the jobs that a tool run or a validation would start, asked of their own ref',
  'POST /projects/:id/ci/lint': 'the same of a child pipeline',
  'POST /projects/:id/pipelines/:pipeline_id/cancel': 'a validation that nobody needs any more',
  'GET /projects/:id/members/all/:user_id': 'the role of someone who wrote a command, at that moment',
};
