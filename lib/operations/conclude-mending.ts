import type { Services } from './services';

/** Sums up what became of a failure from its fixes and diagnoses, in its status and one sentence. */
export async function concludeMending(
  services: Services,
  input: { failureId: string; reasons: readonly string[] },
): Promise<void> {
  await services.db.$transaction(async (tx) => {
    const failure = await tx.failure.findUniqueOrThrow({
      where: { id: input.failureId },
      include: {
        fixes: { orderBy: { updatedAt: 'desc' } },
        diagnoses: { select: { verdict: true, body: true } },
      },
    });
    if (['dismissed', 'superseded'].includes(failure.status)) return;
    const summary = summarise(failure, input.reasons);
    await tx.failure.update({ where: { id: failure.id }, data: summary });
  });
}

/** The most telling state wins: something committed, something that waits for a person, something shown, nothing. */
function summarise(
  failure: {
    fixes: { status: string; statusReason: string; strategy: string; appliedOutcome: string | null }[];
    diagnoses: { verdict: string }[];
  },
  reasons: readonly string[],
): { status: string; statusReason: string } {
  const applied = failure.fixes.find((fix) => fix.status === 'applied');
  if (applied) {
    const isGreen = applied.appliedOutcome === 'green';
    return {
      status: isGreen ? 'mended' : 'mending',
      statusReason: `${applied.strategy}: ${applied.statusReason}`,
    };
  }
  const waiting = failure.fixes.find((fix) => fix.status === 'waiting');
  if (waiting)
    return { status: 'waiting', statusReason: `A validated fix by ${waiting.strategy} waits for approval.` };
  const suggested = failure.fixes.find((fix) => fix.status === 'suggested');
  if (suggested)
    return { status: 'suggested', statusReason: `${suggested.strategy}: ${suggested.statusReason}` };
  if (failure.diagnoses.every(({ verdict }) => verdict === 'flaky')) {
    return {
      status: 'no-fix',
      statusReason:
        'It passed when run again without any change: it is flaky, and there is nothing to mend in the code.',
    };
  }
  const last = failure.fixes.find((fix) =>
    ['not-mended', 'refused', 'abandoned', 'undone'].includes(fix.status),
  );
  const words = [...new Set(reasons)].filter((reason) => reason !== '').join(' ');
  return { status: 'no-fix', statusReason: words || last?.statusReason || 'No fix was found.' };
}
