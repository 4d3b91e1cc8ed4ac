import { Projects } from '@gitbeaker/rest';

import { isPlatformError, PlatformError } from '@/lib/domain/platform-error';

import type { GitLabContext } from './gitlab-context';
import { orNull } from './or-null';
import { parseOne } from './wire/parse-answer';
import { wireProject } from './wire/project';
import { wireBlobs } from './wire/repository';

// GitLab's GraphQL pages hold 100 nodes.
const pathsPerQuery = 100;
const largestFile = 10 * 1024 * 1024;
const atOnce = 5;

const blobsQuery = `query files($project: ID!, $ref: String!, $paths: [String!]!) {
  project(fullPath: $project) {
    repository { blobs(ref: $ref, paths: $paths) { nodes { path rawTextBlob size } } }
  }
}`;

/**
 * Texts of many files at a commit: 100 to a GraphQL request, or one request each where this GitLab's GraphQL does
 * not give them. What does not exist, is binary, or is not UTF-8 byte for byte is absent.
 */
export async function readFiles(
  context: GitLabContext,
  project: number,
  sha: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const wanted = [...new Set(paths)];
  for (let start = 0; start < wanted.length; start += pathsPerQuery) {
    const batch = wanted.slice(start, start + pathsPerQuery);
    const found =
      (await readByGraphql(context, project, sha, batch)) ??
      (await readOneByOne(context, project, sha, batch));
    for (const [path, text] of found) texts.set(path, text);
  }
  return texts;
}

async function readByGraphql(
  context: GitLabContext,
  project: number,
  sha: string,
  paths: readonly string[],
): Promise<Map<string, string> | null> {
  const fullPath = context.paths.find(project) ?? (await askForPath(context, project));
  const answer = await postQuery(context, { project: fullPath, ref: sha, paths });
  const parsed = wireBlobs.safeParse(answer);
  if (!parsed.success) return null;
  const repository = parsed.data.data.project?.repository;
  if (!repository) {
    // The project may have moved since its path was learnt.
    context.paths.forget(project);
    return null;
  }
  const texts = new Map<string, string>();
  for (const node of repository.blobs.nodes) {
    if (node === null || node.rawTextBlob === null) continue;
    // GitLab transcodes what is not UTF-8 and cuts what is very large: the sizes then differ.
    if (typeof node.size === 'number' && Buffer.byteLength(node.rawTextBlob) !== node.size) continue;
    texts.set(node.path, node.rawTextBlob);
  }
  return texts;
}

async function postQuery(context: GitLabContext, variables: object): Promise<unknown> {
  try {
    const answer = await context.transport.json({
      method: 'POST',
      path: 'api/graphql',
      body: JSON.stringify({ query: blobsQuery, variables }),
      contentType: 'application/json',
    });
    return answer.body;
  } catch (error) {
    // Switched off or without these fields: REST has the same files. Everything else is a real fault.
    if (isPlatformError(error) && ['not-found', 'invalid', 'unexpected'].includes(error.kind)) return null;
    throw error;
  }
}

async function askForPath(context: GitLabContext, project: number): Promise<string> {
  const answer = await new Projects(context.resources).show(project);
  const { path_with_namespace: fullPath } = parseOne(wireProject, answer, 'project');
  context.paths.remember(project, fullPath);
  return fullPath;
}

async function readOneByOne(
  context: GitLabContext,
  project: number,
  sha: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const waiting = [...paths];
  async function work(): Promise<void> {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const text = await readRaw(context, project, sha, path);
      if (text !== null) texts.set(path, text);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return texts;
}

async function readRaw(
  context: GitLabContext,
  project: number,
  sha: string,
  path: string,
): Promise<string | null> {
  const chunks = await orNull(
    context.transport.stream({
      method: 'GET',
      path: `api/v4/projects/${project}/repository/files/${encodeURIComponent(path)}/raw`,
      query: `ref=${encodeURIComponent(sha)}`,
    }),
  );
  if (chunks === null) return null;
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > largestFile)
      throw new PlatformError('unexpected', `${path} is larger than ${largestFile} bytes.`);
    kept.push(chunk);
  }
  return decodeUtf8(Buffer.concat(kept));
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    // Not UTF-8: by the port's contract it is absent.
    return null;
  }
}
