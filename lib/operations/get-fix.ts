import { z } from 'zod';
import { failureScope } from './failure-scope';
import { query } from './query';

/** Where a fix is shown: its failure. For links that only know the fix, such as a commit's trailer. */
export const getFix = query({
  permission: 'reporter',
  input: z.object({ fixId: z.uuid() }),
  scope: async (services, { fixId }) => {
    const fix = await services.db.fix.findUnique({ where: { id: fixId }, select: { failureId: true } });
    return fix && failureScope(services, fix.failureId);
  },
  run: async ({ services, input }) => {
    const { failureId } = await services.db.fix.findUniqueOrThrow({
      where: { id: input.fixId },
      select: { failureId: true },
    });
    return { fixId: input.fixId, failureId };
  },
});
