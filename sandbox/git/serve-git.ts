import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

import { childEnvironment } from '../environment';
import { authorizeGit } from './authorize-git';
import type { GitGrant } from './authorize-git';
import { announcePush } from '../push/announce-push';
import type { RefChange } from '../push/announce-push';
import type { Sandbox } from '../sandbox';
import { GIT_ENVIRONMENT } from './run-git';

const GIT_PATH = /^\/((?:[\w.-]+\/)+[\w.-]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Answers git's smart HTTP; false where the request is not git's. */
export function serveGit(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const match = GIT_PATH.exec(url.pathname);
  const projectPath = match?.[1];
  const service = match?.[2];
  if (projectPath === undefined || service === undefined) return false;
  const push = service === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  const answer = authorizeGit(sandbox, request.headers.authorization, projectPath, push);
  response.once('finish', () => {
    sandbox.store.journal.add({
      kind: 'request',
      at: sandbox.clock.now().toISOString(),
      method: request.method ?? 'GET',
      route: `/:project.git/${service}`,
      path: url.pathname,
      query: url.search.slice(1),
      username: answer.kind === 'granted' ? (answer.grant.user?.username ?? null) : null,
      status: response.statusCode,
    });
  });
  if (answer.kind === 'refused') {
    const headers = answer.status === 401 ? { 'www-authenticate': 'Basic realm="GitLab"' } : {};
    response.writeHead(answer.status, { 'content-type': 'text/plain', ...headers }).end(answer.text);
    request.resume();
    return true;
  }
  run(sandbox, request, response, answer.grant, service, url.search.slice(1)).catch((error: unknown) => {
    console.error('git over HTTP failed:', error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
  return true;
}

async function run(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  grant: GitGrant,
  service: string,
  query: string,
): Promise<void> {
  const repository = await sandbox.git.ensureRepository(grant.project.id);
  const receipts = path.join(sandbox.config.dataDir, 'tmp');
  await mkdir(receipts, { recursive: true });
  const receipt = path.join(receipts, `push-${randomUUID()}`);
  const header = (name: string): string => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : '';
  };
  const length = header('content-length');
  const child = spawn('git', ['http-backend'], {
    cwd: repository,
    env: childEnvironment({
      ...GIT_ENVIRONMENT,
      GIT_PROJECT_ROOT: path.dirname(repository),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${path.basename(repository)}/${service}`,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: header('content-type'),
      ...(length === '' ? {} : { CONTENT_LENGTH: length }),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
      REMOTE_USER: grant.user?.username ?? '',
      REMOTE_ADDR: '127.0.0.1',
      GL_USERNAME: grant.user?.username ?? '',
      SANDBOX_RECEIPT: receipt,
      SANDBOX_PROTECTED: grant.protectedBranches.join('\n'),
      SANDBOX_NO_PUSH: grant.noPush.join('\n'),
      SANDBOX_NO_FORCE: grant.noForcePush.join('\n'),
      SANDBOX_ONLY_BRANCHES: grant.onlyBranches.join('\n'),
    }),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // A client that leaves stops a download; a push is left to end by itself, because half of it may be done.
  response.once('close', () => {
    if (service !== 'git-receive-pack') child.kill();
  });
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  request.once('aborted', () => child.stdin.destroy());
  const closed = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  forwardAnswer(child.stdout, response);
  await closed;
  if (service === 'git-receive-pack' && grant.user) {
    const pushed = await readReceipt(receipt);
    if (pushed)
      await announcePush(sandbox, { projectId: grant.project.id, userId: grant.user.id, ...pushed });
  }
  if (!response.headersSent) response.writeHead(500);
  response.end();
}

/** Reads the CGI's headers off its output and passes the rest on, no faster than the client takes it. */
function forwardAnswer(source: NodeJS.ReadableStream, response: ServerResponse): void {
  let head: Buffer | null = Buffer.alloc(0);
  const write = (chunk: Buffer): void => {
    if (chunk.length > 0 && !response.write(chunk)) {
      source.pause();
      response.once('drain', () => source.resume());
    }
  };
  source.on('data', (chunk: Buffer) => {
    if (head === null) return write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    let status = 200;
    const headers: Record<string, string> = {};
    for (const line of head.subarray(0, end).toString().split('\r\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).toLowerCase();
      const value = line.slice(colon + 1).trim();
      if (name === 'status') status = Number.parseInt(value, 10);
      else if (colon > 0) headers[name] = value;
    }
    response.writeHead(status, headers);
    const rest = head.subarray(end + 4);
    head = null;
    write(rest);
  });
}

async function readReceipt(file: string): Promise<{ changes: RefChange[]; options: string[] } | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    // No receipt: the push was refused, or changed nothing.
    return null;
  }
  await rm(file, { force: true });
  const changes: RefChange[] = [];
  const options: string[] = [];
  for (const line of text.split('\n')) {
    const update = /^([0-9a-f]{40}) ([0-9a-f]{40}) (refs\/.+)$/.exec(line);
    const [, before, after, ref] = update ?? [];
    if (before !== undefined && after !== undefined && ref !== undefined)
      changes.push({ ref, before: orNull(before), after: orNull(after) });
    else if (line.startsWith('option ')) options.push(line.slice('option '.length));
  }
  return { changes, options };
}

const orNull = (sha: string): string | null => (/^0+$/.test(sha) ? null : sha);
