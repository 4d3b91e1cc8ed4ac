import { z } from 'zod';
import { fixScopeById } from './failure-scope';
import { query } from './query';

/** Where a fix is shown: its failure. For links that only know the fix, such as a commit's trailer. */
export const getFix = query({
  permission: 'reporter',
  input: z.object({ fixId: z.uuid() }),
  scope: (services, { fixId }) => fixScopeById(services, fixId),
  run: async ({ services, input }) => {
    const { failureId } = await services.db.fix.findUniqueOrThrow({
      where: { id: input.fixId },
      select: { failureId: true },
    });
    return { fixId: input.fixId, failureId };
  },
});
