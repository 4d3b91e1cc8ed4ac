import type { z } from 'zod';
import { OperationError } from '@/lib/domain/operation-error';
import type { Caller } from './caller';
import type { Permission } from './permission';
import { authorise, type ProjectScope } from './project-scope';
import type { Services } from './services';

interface QueryDefinition<Input extends z.ZodType, Result> {
  readonly permission: Permission;
  readonly input: Input;
  readonly scope: (services: Services, input: z.infer<Input>) => Promise<ProjectScope | null>;
  readonly run: (context: {
    services: Services;
    caller: Caller;
    scope: ProjectScope;
    input: z.infer<Input>;
  }) => Promise<Result>;
}

/** Reads something of one project, after the same checks as a command. Lists over many projects filter with `visibleProjects`. */
export function query<Input extends z.ZodType, Result>(definition: QueryDefinition<Input, Result>) {
  return async (services: Services, caller: Caller, raw: z.input<Input>): Promise<Result> => {
    const parsed = definition.input.safeParse(raw);
    if (!parsed.success) throw new OperationError('not-found', 'Not found.');
    const scope = await authorise(
      services,
      caller,
      await definition.scope(services, parsed.data),
      definition.permission,
    );
    return definition.run({ services, caller, scope, input: parsed.data });
  };
}
