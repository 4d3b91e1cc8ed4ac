import { z } from 'zod';

import { automationLevel } from '@/lib/domain/automation-level';

import { command } from './command';
import { connectedProjectScope } from './connected-project-scope';

const givenLevel = z.enum(automationLevel.options, { error: 'There is no such level.' });

/** Says how far automation may go in a project. For its Maintainers. */
export const setLevel = command({
  action: 'project.level-set',
  permission: 'maintainer',
  input: z.object({ projectId: z.uuid(), level: givenLevel }),
  scope: (services, { projectId }) => connectedProjectScope(services, projectId),
  run: async ({ tx, input: { projectId, level } }) => {
    const before = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { level: true } });
    if (before.level === level) return { result: { level }, audit: null };
    await tx.project.update({ where: { id: projectId }, data: { level } });
    const details = { from: before.level, to: level };
    return {
      result: { level },
      audit: { summary: `The level went from ${before.level} to ${level}.`, details },
    };
  },
});
