'use client';

import { Plug } from 'lucide-react';
import { useActionState } from 'react';
import { type FormAction, idle } from '@/components/ui/action-state';
import { Button } from '@/components/ui/button';

interface ConnectButtonProps {
  readonly name: string;
  readonly instanceId: string;
  readonly gitlabProjectId: number;
  readonly connect: FormAction;
}

/** Connects one project: it takes a few seconds, since GitLab sends a test delivery first. */
export function ConnectButton({ name, instanceId, gitlabProjectId, connect }: ConnectButtonProps) {
  const [state, submit, pending] = useActionState(connect, idle);
  return (
    <form action={submit} className="text-right">
      <input type="hidden" name="instanceId" value={instanceId} />
      <input type="hidden" name="gitlabProjectId" value={gitlabProjectId} />
      <Button type="submit" disabled={pending} aria-busy={pending} aria-label={`Connect ${name}`}>
        <Plug aria-hidden />
        {pending ? 'Connecting…' : 'Connect'}
      </Button>
      {state.kind === 'refused' && (
        <p role="alert" className="mt-1 w-64 text-xs text-danger">
          {state.message}
        </p>
      )}
    </form>
  );
}
