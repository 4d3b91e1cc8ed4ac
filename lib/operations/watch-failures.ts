import type { ChangeFeed } from '@/lib/db/change-feed';
import { changeFeed } from '@/lib/db/change-feed';
import { isOperationError } from '@/lib/domain/operation-error';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { Caller } from './caller';
import { failureScope } from './failure-scope';
import { authorise, type ProjectScope } from './project-scope';
import type { Services } from './services';

/** `failureId` null: notices may have been missed, so look again whatever you show. */
export interface FailureChange {
  readonly failureId: string | null;
}

export interface WatchOptions {
  /** Only this failure. Without it: all that the caller may see. */
  readonly failureId?: string | undefined;
  readonly feed?: ChangeFeed;
}

/**
 * Tells of every change to the failures that the caller may see, with the role asked anew for each, until the function that it
 * gives is called. Throws `not-found` when the one failure asked for is not theirs to see.
 */
export async function watchFailures(
  services: Services,
  caller: Caller,
  options: WatchOptions,
  onChange: (change: FailureChange) => void,
): Promise<() => void> {
  const { failureId: only, feed = changeFeed() } = options;
  if (only !== undefined) await authorise(services, caller, await scopeOf(services, only), 'reporter');
  return feed.subscribe((failureId) => {
    if (failureId === null) {
      onChange({ failureId });
      return;
    }
    if (only !== undefined && failureId !== only) return;
    scopeOf(services, failureId)
      .then((scope) => authorise(services, caller, scope, 'reporter'))
      .then(
        () => {
          onChange({ failureId });
        },
        (error: unknown) => {
          // They hear nothing, as they would see nothing: it is not theirs to see, or GitLab could not be asked.
          if (isOperationError(error) || isPlatformError(error)) return;
          const words = error instanceof Error ? error.message : String(error);
          process.emitWarning(`A change could not be told: ${words}`, { code: 'PIPEMEND_CHANGE_NOT_TOLD' });
        },
      );
  });
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const keptScopes = 2_000;
const scopes = new WeakMap<Services, Map<string, ProjectScope>>();

/** A failure never changes its project: asked once for all who listen. */
async function scopeOf(services: Services, failureId: string): Promise<ProjectScope | null> {
  if (!uuid.test(failureId)) return null;
  const kept = scopes.get(services) ?? new Map<string, ProjectScope>();
  scopes.set(services, kept);
  const known = kept.get(failureId);
  if (known) return known;
  const scope = await failureScope(services, failureId);
  if (!scope) return null;
  if (kept.size >= keptScopes) kept.clear();
  kept.set(failureId, scope);
  return scope;
}
