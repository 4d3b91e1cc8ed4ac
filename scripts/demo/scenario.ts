import type { findFailure } from './find-failure';
import type { GitLabPerson } from './gitlab-person';
import type { PrismaClient } from '@/lib/db/prisma-types';
import type { AutomationLevel } from '@/lib/domain/automation-level';

/** Path → text. */
export type Files = Readonly<Record<string, string>>;

/** What became of a failure, in one word for the table. */
export type Outcome =
  | 'mended'
  | 'mended-after-approval'
  | 'suggested'
  | 'diagnosed-only'
  | 'flaky'
  | 'infrastructure'
  | 'abandoned'
  | 'unfinished';

/** What a scenario's hands and eyes are while it runs. */
export interface Stage {
  readonly db: PrismaClient;
  /** The Developer who pushes the breaking commit and answers Pipemend. */
  readonly developer: GitLabPerson;
  readonly gitlabProjectId: number;
  readonly projectId: string;
  readonly branch: string;
  readonly mergeRequestIid: number;
  /** The commit that breaks. */
  readonly sha: string;
  /** Asks the sandbox's control interface, e.g. for its deployments or its journal of requests. */
  readonly control: (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
  ) => Promise<unknown>;
  /** The newest failure of the project with its parts, or null as long as there is none. */
  readonly failure: () => Promise<StagedFailure | null>;
}

export type StagedFailure = NonNullable<Awaited<ReturnType<typeof findFailure>>>;

/** One repository with one way to break, and what has to come of it. */
export interface Scenario {
  readonly name: string;
  /** One line for people. */
  readonly title: string;
  readonly level: AutomationLevel;
  /** The default branch. */
  readonly main: Files;
  /** What the merge request changes. */
  readonly change: Files;
  readonly expected: Outcome;
  /** Before the breaking commit is pushed. */
  readonly before?: (stage: Pick<Stage, 'control' | 'gitlabProjectId'>) => Promise<void>;
  /** While Pipemend works. Ends when there is no more to do. */
  readonly meanwhile?: (stage: Stage) => Promise<void>;
  /** Looks at GitLab itself after the end; throws with a sentence when something is not as it was promised. */
  readonly verify: (stage: Stage, failure: StagedFailure) => Promise<void>;
}
