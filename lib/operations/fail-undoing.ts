import { automation } from './caller';
import { fixScope, loadFix } from './load-fix';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/** A revert that was asked for did not come about: it is said, and it can be asked for again. */
export async function failUndoing(
  services: Services,
  input: { fixId: string; reason: string },
): Promise<void> {
  const { fix } = await loadFix(services, input.fixId);
  if (fix.status === 'undone') return;
  const summary = `The fix could not be undone: ${input.reason}`;
  await services.db.$transaction(async (tx) => {
    await tx.fix.update({ where: { id: fix.id }, data: { statusReason: summary } });
    await recordAudit(tx, automation, { action: 'fix.undo-failed', scope: fixScope(fix), summary });
  });
}
