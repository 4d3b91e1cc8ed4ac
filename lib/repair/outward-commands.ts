/** Programs whose business is elsewhere, wherever in a command they are named. */
export const OUTWARD_PROGRAMS: ReadonlySet<string> = new Set(
  `kubectl helmfile argocd skaffold pulumi terragrunt cdk serverless wrangler doctl linode-cli nomad
  aws gcloud gsutil az s3cmd s5cmd rclone ssh scp sftp rsync lftp
  heroku vercel netlify firebase fly flyctl gh-pages fastlane capistrano dpl
  twine goreleaser semantic-release release-it release-plz release-cli glab changesets jfrog oras regctl
  codecov coveralls sonar-scanner sentry-cli
  alembic flyway liquibase dbmate psql mysql mongosh redis-cli sqlcmd
  sendmail`.split(/\s+/),
);

/** Names that are words of other meaning too: only where a command begins. */
export const OUTWARD_WHERE_A_COMMAND_BEGINS: ReadonlySet<string> = new Set(
  'gh hub cap cf eb oc sam sls np surge flux goose salt knife nc ncat ftp telnet mail mutt mc jf mongo'.split(
    ' ',
  ),
);

/** What stands before a command without being one. */
export const BEFORE_A_COMMAND: ReadonlySet<string> = new Set(
  `sudo env time nice nohup exec command eval xargs timeout retry if then else do while until ! {
  npx bunx pnpx uvx dlx x bash sh zsh dash ash python python2 python3 node ruby perl php pwsh`.split(/\s+/),
);

/** Verbs with which a program that is otherwise harmless reaches out. */
export const OUTWARD_VERBS: readonly (readonly [programs: readonly string[], verbs: RegExp])[] = [
  [['git'], /^(send-email|push|svn|p4)$/],
  [['svn', 'hg', 'bzr'], /^(commit|ci|push|import|copy|delete)$/],
  [
    ['docker', 'podman', 'buildah', 'nerdctl', 'img'],
    /^(--push|--output=type=registry.*|service|stack|swarm)$/,
  ],
  [['executor'], /^--destination/],
  [['crane', 'skopeo'], /^(copy|cp|sync|delete|tag|append|mutate)$/],
  [['helm'], /^(install|upgrade|rollback|uninstall|delete|cm-push|test)$/],
  [['terraform', 'tofu'], /^(apply|destroy|import|taint|untaint|state|refresh|force-unlock|workspace)$/],
  [['gh', 'hub'], /^(release|pr|issue|api|workflow|gist|repo|secret|variable)$/],
  [['npm', 'pnpm', 'yarn', 'bun'], /^(deprecate|dist-tag|access|owner|version|tag|token|team)$/],
  [['cargo', 'gem'], /^(yank|owner)$/],
  [['flask'], /^upgrade$/],
  [['vault', 'consul', 'etcdctl'], /^(write|put|delete|kv|patch|del)$/],
  [['ansible', 'ansible-playbook', 'ansible-pull', 'chef-client', 'puppet'], /^/],
];

/** Programs that run tasks which a project has named. */
export const TASK_RUNNERS: ReadonlySet<string> = new Set(
  `npm pnpm yarn bun deno make gmake just task rake rails gradle gradlew mvn mvnw sbt ant lein mill
  nx turbo lerna rush grunt gulp composer artisan invoke inv fab tox nox poe pdm hatch poetry uv pipenv
  mix mage earthly dagger cargo bundle`.split(/\s+/),
);
