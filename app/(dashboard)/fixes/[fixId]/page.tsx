import { redirect } from 'next/navigation';
import { getFix } from '@/lib/operations/get-fix';
import { services } from '@/lib/runtime';
import { orNotFound } from '../../or-not-found';
import { signedInCaller } from '../../signed-in-caller';

/** For links that know the fix alone, such as from a commit: it is shown with its failure. */
export default async function FixPage({ params }: { params: Promise<{ fixId: string }> }) {
  const caller = await signedInCaller();
  const { fixId } = await params;
  const fix = await orNotFound(getFix(services(), caller, { fixId }));
  redirect(`/failures/${fix.failureId}#fix-${fix.fixId}`);
}
