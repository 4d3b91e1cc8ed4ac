import { Hono } from 'hono';

import { projectAccess, isOpenTo } from '../../access/access-level';
import { findEntry } from '../../git/read-tree';
import type { ApiContext, ApiEnv } from '../../http/context';
import { findProject } from '../../http/guards';
import { isRecord, readParams } from '../../http/read-params';
import { ACCESS } from '../../store/records';
import { parseQuery } from './parse-graphql';
import type { Selection } from './parse-graphql';

const MOST_PATHS = 100;

/**
 * GraphQL for one question only: `project(fullPath) { repository { blobs(ref, paths) { nodes { … } } } }`, in any spelling
 * of fields, aliases, arguments and variables. Everything else is answered with an error, as an unknown field would be.
 */
export function graphqlRoute(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.post('/graphql', async (c) => {
    const params = await readParams(c);
    const query = params.string('query') ?? '';
    const variables = params.record('variables') ?? {};
    try {
      const data: Record<string, unknown> = {};
      for (const selection of parseQuery(query, variables))
        data[selection.alias] = await project(c, selection);
      return c.json({ data });
    } catch (error) {
      if (!(error instanceof GraphqlRefusal) && !(error instanceof SyntaxError)) throw error;
      return c.json({ errors: [{ message: error.message }] });
    }
  });
  return app;
}

class GraphqlRefusal extends Error {}

const unknownField = (field: string, type: string) =>
  new GraphqlRefusal(`Field '${field}' doesn't exist on type '${type}'`);

async function project(c: ApiContext, selection: Selection): Promise<object | null> {
  if (selection.name !== 'project') throw unknownField(selection.name, 'Query');
  const { store } = c.var.sandbox;
  const { fullPath } = selection.args;
  const record = typeof fullPath === 'string' ? findProject(store, fullPath) : null;
  const user = c.var.identity?.user ?? null;
  const level = record && user ? projectAccess(store, user.id, record) : 0;
  // What may not be seen is null, never an error.
  if (!record || (level < ACCESS.reporter && !isOpenTo(record, user?.id ?? null))) return null;
  const answer: Record<string, unknown> = {};
  for (const field of selection.fields) {
    if (field.name === 'id') answer[field.alias] = `gid://gitlab/Project/${record.id}`;
    else if (field.name === 'fullPath') answer[field.alias] = record.fullPath;
    else if (field.name === '__typename') answer[field.alias] = 'Project';
    else if (field.name === 'repository') answer[field.alias] = await repository(c, record.id, field);
    else throw unknownField(field.name, 'Project');
  }
  return answer;
}

async function repository(c: ApiContext, projectId: number, selection: Selection): Promise<object> {
  const answer: Record<string, unknown> = {};
  for (const field of selection.fields) {
    if (field.name === '__typename') answer[field.alias] = 'Repository';
    else if (field.name === 'rootRef')
      answer[field.alias] = c.var.sandbox.store.projects.get(projectId)?.defaultBranch;
    else if (field.name === 'blobs') answer[field.alias] = await blobs(c, projectId, field);
    else throw unknownField(field.name, 'Repository');
  }
  return answer;
}

async function blobs(c: ApiContext, projectId: number, selection: Selection): Promise<object> {
  const { git, store } = c.var.sandbox;
  const { paths, ref } = selection.args;
  if (!Array.isArray(paths)) throw new GraphqlRefusal("Field 'blobs' is missing required arguments: paths");
  if (paths.length > MOST_PATHS) throw new GraphqlRefusal(`Maximum number of paths is ${MOST_PATHS}`);
  const sha = await git.resolve(
    projectId,
    typeof ref === 'string' ? ref : (store.projects.get(projectId)?.defaultBranch ?? ''),
  );
  const folder = await git.ensureRepository(projectId);
  const nodes: { path: string; mode: string; id: string; content: Buffer }[] = [];
  for (const path of sha === null ? [] : paths) {
    const entry = sha === null || typeof path !== 'string' ? null : await findEntry(folder, sha, path);
    const content =
      entry?.type === 'blob' && sha !== null ? await git.readFile(projectId, sha, entry.path) : null;
    if (entry && content) nodes.push({ path: entry.path, mode: entry.mode, id: entry.id, content });
  }
  const answer: Record<string, unknown> = {};
  for (const field of selection.fields) {
    if (field.name === '__typename') answer[field.alias] = 'RepositoryBlobConnection';
    else if (field.name === 'nodes') answer[field.alias] = nodes.map((node) => blobNode(node, field));
    else throw unknownField(field.name, 'RepositoryBlobConnection');
  }
  return answer;
}

function blobNode(
  node: { path: string; mode: string; id: string; content: Buffer },
  selection: Selection,
): object {
  const text = isText(node.content);
  const known: Record<string, unknown> = {
    __typename: 'RepositoryBlob',
    id: `gid://gitlab/Blob/${node.id}`,
    oid: node.id,
    path: node.path,
    name: node.path.slice(node.path.lastIndexOf('/') + 1),
    mode: node.mode,
    size: node.content.length,
    rawSize: node.content.length,
    rawBlob: text ? node.content.toString() : null,
    rawTextBlob: text ? node.content.toString() : null,
    base64EncodedBlob: node.content.toString('base64'),
  };
  const answer: Record<string, unknown> = {};
  for (const field of selection.fields) {
    if (!(field.name in known) || !isRecord(known)) throw unknownField(field.name, 'RepositoryBlob');
    answer[field.alias] = known[field.name];
  }
  return answer;
}

const isText = (content: Buffer): boolean => !content.subarray(0, 8000).includes(0);
