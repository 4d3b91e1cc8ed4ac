import { Groups, ProjectHooks, ProjectMembers, Projects, ProjectVariables, Users } from '@gitbeaker/rest';

import { isPlatformError, PlatformError } from '@/lib/domain/platform-error';
import type { GitLabProject, ProjectSetup } from '@/lib/ports/code-host';

import type { GitLabContext } from './gitlab-context';
import { orNull } from './or-null';
import { parseMany, parseOne } from './wire/parse-answer';
import { wireGroup, wireHook, wireMember, wireProject, wireUser, type WireProject } from './wire/project';
import { wireVariable } from './wire/variable';

type Root = GitLabProject['rootNamespace'];

export function createProjectSetup({ resources, paths }: GitLabContext): ProjectSetup {
  const projects = new Projects(resources);
  const groups = new Groups(resources);
  const hooks = new ProjectHooks(resources);
  const members = new ProjectMembers(resources);
  const variables = new ProjectVariables(resources);
  const roots = new Map<string, Promise<Root>>();

  // A nested project's answer names its own group only; the top one is asked for once.
  function rootOf({ namespace }: WireProject): Promise<Root> {
    const path = namespace.full_path.split('/')[0] ?? '';
    if (path === namespace.full_path) {
      return Promise.resolve({ id: namespace.id, name: namespace.name, path });
    }
    const root = roots.get(path) ?? askForRoot(path);
    roots.set(path, root);
    return root;
  }

  async function askForRoot(path: string): Promise<Root> {
    return parseOne(wireGroup, await groups.show(path, { withProjects: false }), 'group');
  }

  async function toProject(wire: WireProject): Promise<GitLabProject> {
    paths.remember(wire.id, wire.path_with_namespace);
    const { project_access: direct, group_access: inherited } = wire.permissions ?? {};
    const levels = [direct?.access_level, inherited?.access_level].filter((level) => level !== undefined);
    return {
      id: wire.id,
      name: wire.name,
      pathWithNamespace: wire.path_with_namespace,
      webUrl: wire.web_url,
      defaultBranch: wire.default_branch ?? null,
      rootNamespace: await rootOf(wire),
      accessLevel: levels.length > 0 ? Math.max(...levels) : null,
    };
  }

  return {
    async currentUser() {
      return parseOne(wireUser, await new Users(resources).showCurrentUser(), 'user');
    },
    async listProjects({ search, minAccessLevel }) {
      const answer = await projects.all({
        membership: true,
        archived: false,
        // gitbeaker has an enum for these numbers and offers it as a type only.
        ...({ minAccessLevel } as object),
        pagination: 'keyset',
        orderBy: 'id',
        sort: 'desc',
        perPage: 100,
        maxPages: 10,
        ...(search === undefined || search === '' ? {} : { search, searchNamespaces: true }),
      });
      return Promise.all(parseMany(wireProject, answer, 'project').map(toProject));
    },
    async getProject(project) {
      return toProject(parseOne(wireProject, await projects.show(project), 'project'));
    },
    async findAccessLevel(project, gitlabUserId) {
      const member = await orNull(members.show(project, gitlabUserId, { includeInherited: true }));
      return member && parseOne(wireMember, member, 'member').access_level;
    },
    async ensureHook(project, { url, token, signingToken }) {
      const all = await hooks.all(project, { perPage: 100, maxPages: 5 });
      const [ours, ...surplus] = parseMany(wireHook, all, 'webhook').filter((hook) => hook.url === url);
      for (const hook of surplus) await orNull(hooks.remove(project, hook.id));
      const settings = {
        token,
        signing_token: signingToken,
        pushEvents: true,
        mergeRequestsEvents: true,
        noteEvents: true,
        pipelineEvents: true,
        enableSslVerification: true,
      };
      // What is stored cannot be read back, so that an existing one is written over in any case.
      const answer = ours
        ? await hooks.edit(project, ours.id, url, settings)
        : await hooks.add(project, url, settings);
      return parseOne(wireHook, answer, 'webhook').id;
    },
    async testHook(project, hook) {
      const answer = await hooks.requester.post(`${project}/hooks/${hook}/test/push_events`);
      if (answer.status >= 300) throw new PlatformError('unexpected', 'The test delivery was not taken.');
    },
    async deleteHook(project, hook) {
      await orNull(hooks.remove(project, hook));
    },
    async findVariables(project) {
      try {
        const answer = await orNull(variables.all(project, { perPage: 100, maxPages: 10 }));
        return answer && parseMany(wireVariable, answer, 'variable');
      } catch (error) {
        // GitLab shows them to Maintainers alone.
        if (isPlatformError(error) && error.kind === 'forbidden') return null;
        throw error;
      }
    },
  };
}
