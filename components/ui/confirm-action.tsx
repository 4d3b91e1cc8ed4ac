'use client';

import { AlertDialog } from 'radix-ui';
import { type ReactNode, useActionState, useState } from 'react';
import { type ActionState, type FormAction, idle } from './action-state';
import { Button } from './button';
import { Callout } from './callout';
import { Tooltip } from './tooltip';

interface ConfirmActionProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly look: 'primary' | 'plain' | 'danger' | 'quiet';
  /** What pressing it will do, said before it is done. */
  readonly title: string;
  readonly description: ReactNode;
  readonly confirmLabel: string;
  readonly action: FormAction;
  readonly fields: Readonly<Record<string, string>>;
  /** Why it cannot be done now; null when it can. */
  readonly disabledReason: string | null;
  /** More fields of the form. */
  readonly children?: ReactNode;
}

/** A button that first says what it will do, then does it through a server action and says how it went. */
export function ConfirmAction(props: ConfirmActionProps) {
  const [open, setOpen] = useState(false);
  const [state, submit, pending] = useActionState(async (previous: ActionState, form: FormData) => {
    const next = await props.action(previous, form);
    if (next.kind === 'done') setOpen(false);
    return next;
  }, idle);

  if (props.disabledReason !== null) {
    return (
      <Tooltip text={props.disabledReason}>
        <Button aria-disabled>
          {props.icon}
          {props.label}
          <span className="sr-only">(not possible now: {props.disabledReason})</span>
        </Button>
      </Tooltip>
    );
  }
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger asChild>
        <Button look={props.look}>
          {props.icon}
          {props.label}
        </Button>
      </AlertDialog.Trigger>
      <span role="status" className="sr-only">
        {state.kind === 'done' ? state.message : ''}
      </span>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <AlertDialog.Content className="fixed top-[18vh] left-1/2 z-50 max-h-[76vh] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 overflow-y-auto rounded-lg border border-line bg-surface p-5 shadow-xl">
          <AlertDialog.Title className="text-base font-semibold">{props.title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 space-y-2 text-muted [overflow-wrap:anywhere]">{props.description}</div>
          </AlertDialog.Description>
          <form action={submit} className="mt-4 space-y-4">
            {Object.entries(props.fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {props.children}
            {state.kind === 'refused' && (
              <Callout tone="danger" role="alert">
                {state.message}
              </Callout>
            )}
            <div className="flex justify-end gap-2">
              <AlertDialog.Cancel asChild>
                <Button>Cancel</Button>
              </AlertDialog.Cancel>
              <Button
                type="submit"
                look={props.look === 'danger' ? 'danger' : 'primary'}
                disabled={pending}
                aria-busy={pending}
              >
                {pending ? 'Working…' : props.confirmLabel}
              </Button>
            </div>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
