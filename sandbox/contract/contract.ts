import type { Fields, FieldType } from './flatten';

export interface Parameter {
  readonly in: ('path' | 'query' | 'body')[];
  readonly types: FieldType[];
  readonly required: boolean;
}

/** One operation of GitLab's API as its description and recorded answers tell it: names and types, nothing else. */
export interface Operation {
  readonly parameters: Record<string, Parameter>;
  readonly fields: Fields;
}

/** Kept in `gitlab-contract.json`, made by `scripts/distil-gitlab-contract.ts`. */
export interface Contract {
  /** By `GET /api/v4/projects/{}/pipelines`: what varies in an address is nameless. */
  readonly operations: Record<string, Operation>;
  /** What recorded answers show of the operations that no description has. */
  readonly recorded: Record<string, Fields>;
  /** By `object_kind`. */
  readonly webhooks: Record<string, Fields>;
}

/** An operation that no description has; its fields are held to recorded answers where there are any. */
export interface Undocumented {
  readonly operation: string;
  readonly reason: string;
}

/** A place where the description is wrong or silent. `of` is an operation, `webhook pipeline`, or `*` for all. */
export interface Difference {
  readonly of: string;
  readonly what: 'parameter' | 'field';
  readonly name: string;
  readonly types?: FieldType[];
  readonly reason: string;
}

/** `/api/v4/projects/7/jobs/3` and `/api/v4/projects/:id/jobs/:job_id` have the shape `/api/v4/projects/{}/jobs/{}`. */
export function shapeOf(pattern: string): string {
  return pattern.replace(/\{[^}/]+\}|:[a-z_]+|\*[a-z_]+/g, '{}');
}
