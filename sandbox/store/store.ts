import type { JobRecord, PipelineRecord } from '../ci/records';
import { noFaults } from './faults';
import type { Faults } from './faults';
import { Journal } from './journal';
import type {
  ApplicationRecord,
  AuthorizationCodeRecord,
  AwardRecord,
  CiVariableRecord,
  CommitStatusRecord,
  DeploymentRecord,
  DraftNoteRecord,
  EnvironmentRecord,
  HookEventRecord,
  HookRecord,
  LabelRecord,
  MemberRecord,
  MergeRequestRecord,
  NamespaceRecord,
  NoteRecord,
  ProjectRecord,
  ProtectedBranchRecord,
  SuggestionRecord,
  TokenRecord,
  UserRecord,
} from './records';

/**
 * Everything the sandbox remembers, in memory. What is in `tables` and `counters` is saved to disk;
 * faults, the journal, one-time codes and the log of
 * deliveries are not. After changing a record in place call `touch()`.
 */
export class Store {
  readonly users = new Map<number, UserRecord>();
  readonly namespaces = new Map<number, NamespaceRecord>();
  readonly projects = new Map<number, ProjectRecord>();
  readonly members = new Map<number, MemberRecord>();
  readonly tokens = new Map<number, TokenRecord>();
  readonly applications = new Map<number, ApplicationRecord>();
  readonly protectedBranches = new Map<number, ProtectedBranchRecord>();
  readonly mergeRequests = new Map<number, MergeRequestRecord>();
  readonly notes = new Map<number, NoteRecord>();
  readonly suggestions = new Map<number, SuggestionRecord>();
  readonly draftNotes = new Map<number, DraftNoteRecord>();
  readonly awards = new Map<number, AwardRecord>();
  readonly commitStatuses = new Map<number, CommitStatusRecord>();
  readonly labels = new Map<number, LabelRecord>();
  readonly hooks = new Map<number, HookRecord>();
  readonly hookEvents = new Map<number, HookEventRecord>();
  readonly pipelines = new Map<number, PipelineRecord>();
  readonly jobs = new Map<number, JobRecord>();
  readonly environments = new Map<number, EnvironmentRecord>();
  readonly deployments = new Map<number, DeploymentRecord>();
  /** By project id. */
  readonly ciVariables = new Map<number, CiVariableRecord[]>();

  /** Digest of a running job's token to the job's id; whoever runs the job adds and removes it. */
  readonly jobTokens = new Map<string, number>();
  readonly codes = new Map<string, AuthorizationCodeRecord>();
  readonly journal = new Journal();
  faults: Faults = noFaults();
  /** Milliseconds that the sandbox's clock is ahead. */
  clockOffsetMs = 0;
  /** Seconds that an OAuth access token lives. */
  oauthLifetime = 7200;
  /** API requests a person may make in a minute. */
  requestsAMinute = 2000;

  private counters: Record<string, number> = {};
  private listener: () => void = () => undefined;

  private readonly tokenIds = new Map<string, number>();

  addToken(token: TokenRecord): void {
    this.tokens.set(token.id, token);
    this.tokenIds.set(token.digest, token.id);
    this.touch();
  }

  findToken(digest: string): TokenRecord | null {
    return this.tokens.get(this.tokenIds.get(digest) ?? 0) ?? null;
  }

  /** The next free id of a kind of record, counted from 1 (`user`, `project`, `pipeline`, …). */
  nextId(kind: string): number {
    const id = (this.counters[kind] ?? 0) + 1;
    this.counters[kind] = id;
    this.touch();
    return id;
  }

  /** The next number within a project: `merge_request`, `pipeline` or `deployment`. */
  nextIid(projectId: number, kind: string): number {
    const project = this.projects.get(projectId);
    if (!project) throw new Error(`no project ${projectId}`);
    const iid = (project.iids[kind] ?? 0) + 1;
    project.iids[kind] = iid;
    this.touch();
    return iid;
  }

  /** Says that something changed and has to be saved. */
  touch(): void {
    this.listener();
  }

  onTouch(listener: () => void): void {
    this.listener = listener;
  }

  /** Plain data for `state.json`. */
  snapshot(): object {
    const tables: Record<string, unknown[]> = {};
    for (const [name, table] of Object.entries(this.tables())) tables[name] = [...table.entries()];
    return { counters: this.counters, oauthLifetime: this.oauthLifetime, tables };
  }

  /** Takes back what `snapshot` gave. Tables that the file does not know stay empty. */
  restore(saved: {
    counters: Record<string, number>;
    oauthLifetime: number;
    tables: Record<string, [number, unknown][]>;
  }): void {
    this.counters = { ...saved.counters };
    this.oauthLifetime = saved.oauthLifetime;
    for (const [name, table] of Object.entries(this.tables())) {
      table.clear();
      for (const [id, record] of saved.tables[name] ?? []) table.set(id, record);
    }
    this.tokenIds.clear();
    for (const token of this.tokens.values()) this.tokenIds.set(token.digest, token.id);
  }

  private tables(): Record<string, Map<number, unknown>> {
    return {
      users: this.users,
      namespaces: this.namespaces,
      projects: this.projects,
      members: this.members,
      tokens: this.tokens,
      applications: this.applications,
      protectedBranches: this.protectedBranches,
      mergeRequests: this.mergeRequests,
      notes: this.notes,
      suggestions: this.suggestions,
      draftNotes: this.draftNotes,
      awards: this.awards,
      commitStatuses: this.commitStatuses,
      labels: this.labels,
      hooks: this.hooks,
      pipelines: this.pipelines,
      jobs: this.jobs,
      environments: this.environments,
      deployments: this.deployments,
      ciVariables: this.ciVariables,
    };
  }
}
