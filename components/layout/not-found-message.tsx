import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { buttonClasses } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** The same words for what does not exist and for what is somebody else's. */
export function NotFoundMessage() {
  return (
    <>
      <title>Not found · Pipemend</title>
      <EmptyState
        icon={SearchX}
        title="Not found"
        isPage
        action={
          <Link href="/failures" className={buttonClasses()}>
            To the failures
          </Link>
        }
      >
        There is nothing at this address, or your GitLab account cannot see the project it belongs to.
      </EmptyState>
    </>
  );
}
