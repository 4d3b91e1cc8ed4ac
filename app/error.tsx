'use client';

import { TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={TriangleAlert}
        title="This page could not be shown"
        isPage
        action={
          <Button look="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        Something went wrong on our side; nothing was changed. If it stays, give your administrator this
        reference: <code className="font-mono text-xs">{error.digest ?? 'none'}</code>
      </EmptyState>
    </main>
  );
}
