import type { Services } from './services';

/**
 * Sums up what became of a failure from its fixes and diagnoses, in its status and one sentence. `isMore`: other diagnoses
 * of it are still to be looked at, so that nothing is over yet.
 */
export async function concludeMending(
  services: Services,
  input: { failureId: string; reasons: readonly string[]; isMore: boolean },
): Promise<void> {
  await services.db.$transaction(async (tx) => {
    const failure = await tx.failure.findUniqueOrThrow({
      where: { id: input.failureId },
      include: {
        fixes: { orderBy: { updatedAt: 'desc' } },
        diagnoses: { select: { id: true, verdict: true } },
      },
    });
    if (['dismissed', 'superseded'].includes(failure.status)) return;
    const summary = summarise(failure, input);
    await tx.failure.update({ where: { id: failure.id }, data: summary });
  });
}

interface Fix {
  readonly diagnosisId: string;
  readonly status: string;
  readonly statusReason: string;
  readonly strategy: string;
  readonly appliedOutcome: string | null;
}

/**
 * Mended is what has a green fix on its branch for all that was broken. Else what is under way or waits for a person comes
 * first, then what is shown, then why there is nothing.
 */
function summarise(
  { fixes, diagnoses }: { fixes: readonly Fix[]; diagnoses: readonly { id: string; verdict: string }[] },
  { reasons, isMore }: { reasons: readonly string[]; isMore: boolean },
): { status: string; statusReason: string } {
  const applied = fixes.filter((fix) => fix.status === 'applied');
  const said = applied.map((fix) => `${fix.strategy}: ${fix.statusReason}`).join(' ');
  const open = diagnoses.filter(
    ({ id, verdict }) =>
      verdict !== 'flaky' && !applied.some((fix) => fix.diagnosisId === id && fix.appliedOutcome === 'green'),
  );
  if (applied.length > 0 && open.length === 0) return { status: 'mended', statusReason: said };
  if (isMore || applied.some((fix) => fix.appliedOutcome === 'pending')) {
    return { status: 'mending', statusReason: said || 'Looking for a fix.' };
  }
  const also = said === '' ? '' : ` ${said}`;
  const waiting = fixes.find((fix) => fix.status === 'waiting');
  if (waiting) {
    const statusReason = `A validated fix by ${waiting.strategy} waits for approval.${also}`;
    return { status: 'waiting', statusReason };
  }
  const suggested = fixes.find((fix) => fix.status === 'suggested');
  if (suggested) {
    return { status: 'suggested', statusReason: `${suggested.strategy}: ${suggested.statusReason}${also}` };
  }
  if (applied.length === 0 && open.length === 0) {
    return {
      status: 'no-fix',
      statusReason:
        'It passed when run again without any change: it is flaky, and there is nothing to mend in the code.',
    };
  }
  const last = fixes.find((fix) => ['not-mended', 'refused', 'abandoned', 'undone'].includes(fix.status));
  const words = [...new Set(reasons)].filter((reason) => reason !== '').join(' ');
  // Red or unknown: nothing is under way any more, and the fix stands on the branch until someone undoes it.
  const why = [said, words || (said === '' ? (last?.statusReason ?? '') : '')].filter(Boolean).join(' ');
  return { status: 'no-fix', statusReason: why || 'No fix was found.' };
}
