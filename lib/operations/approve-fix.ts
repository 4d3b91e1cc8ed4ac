import { z } from 'zod';
import { OperationError } from '@/lib/domain/operation-error';
import { fixApproved } from '@/lib/events/fix-approved';
import { event } from './announce';
import { command } from './command';
import { fixScopeById } from './failure-scope';

/** A person lets a validated fix that waits for it be committed. Approving twice is one approval. */
export const approveFix = command({
  action: 'fix.approved',
  permission: 'developer',
  input: z.object({ fixId: z.uuid() }),
  scope: (services, input) => fixScopeById(services, input.fixId),
  run: async ({ tx, caller, input, scope }) => {
    const fix = await tx.fix.findUniqueOrThrow({
      where: { id: input.fixId },
      include: {
        validations: { where: { outcome: 'mended' }, take: 1 },
        failure: { select: { status: true, statusReason: true } },
      },
    });
    if (fix.status === 'approved' || fix.status === 'applied') return { result: undefined, audit: null };
    if (fix.validations.length === 0) {
      throw new OperationError(
        'conflict',
        'This fix was not validated, and an approval does not stand in for a proof. It can be applied by hand.',
      );
    }
    if (['dismissed', 'superseded'].includes(fix.failure.status)) {
      throw new OperationError('conflict', `Nothing is committed any more. ${fix.failure.statusReason}`);
    }
    const refusal = notOursToCommit(fix.decision);
    if (refusal !== null) throw new OperationError('conflict', `${refusal} It can be applied by hand.`);
    const name = caller.kind === 'automation' ? 'Pipemend' : caller.name;
    const { count } = await tx.fix.updateMany({
      where: { id: fix.id, status: { in: ['waiting', 'suggested'] } },
      data: {
        status: 'approved',
        statusReason: `Approved by ${name}; it is being committed.`,
        approvedById: caller.kind === 'person' ? caller.userId : null,
        approvedByName: name,
      },
    });
    if (count === 0)
      throw new OperationError('conflict', `This fix no longer waits for approval. ${fix.statusReason}`);
    return {
      result: undefined,
      audit: { summary: `${name} approved the fix by ${fix.strategy}.` },
      events: [event(fixApproved, { fixId: fix.id, failureId: scope.failureId ?? fix.failureId })],
    };
  },
});

const decided = z.object({ chain: z.array(z.object({ rule: z.string(), detail: z.string() })) });

/** Why no approval can make us commit this fix: its branch is protected, or lies in a fork. */
function notOursToCommit(decision: unknown): string | null {
  const last = decided.safeParse(decision).data?.chain.at(-1);
  return last && ['protected-branch', 'fork'].includes(last.rule) ? last.detail : null;
}
