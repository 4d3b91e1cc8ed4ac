import { Ban, RotateCcw } from 'lucide-react';
import type { FormAction } from '@/components/ui/action-state';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { reasonAgainst, type Possibility } from '@/components/ui/possibility';

interface FailureActionsProps {
  readonly failureId: string;
  readonly possible: { readonly dismiss: Possibility; readonly retry: Possibility };
  readonly dismiss: FormAction;
  readonly retry: FormAction;
}

/** What a person can do with the whole failure. */
export function FailureActions({ failureId, possible, dismiss, retry }: FailureActionsProps) {
  return (
    <>
      <ConfirmAction
        label="Retry"
        icon={<RotateCcw aria-hidden />}
        look="plain"
        title="Start over with this failure?"
        description={
          <p>
            Pipemend works out a fix again from the same diagnosis. Nothing is written to your branch unless
            the project’s level allows it or somebody approves it.
          </p>
        }
        confirmLabel="Retry"
        action={retry}
        fields={{ failureId }}
        disabledReason={reasonAgainst(possible.retry)}
      />
      <ConfirmAction
        label="Dismiss"
        icon={<Ban aria-hidden />}
        look="plain"
        title="Dismiss this failure?"
        description={
          <p>
            Pipemend stops working on it and applies none of its fixes. The diagnosis stays here, and a
            failure of a later commit is diagnosed as usual.
          </p>
        }
        confirmLabel="Dismiss"
        action={dismiss}
        fields={{ failureId }}
        disabledReason={reasonAgainst(possible.dismiss)}
      >
        <label className="block text-[13px] font-medium">
          Reason <span className="font-normal text-muted">(optional, kept in the audit trail)</span>
          <input
            name="reason"
            maxLength={300}
            autoComplete="off"
            className="mt-1 h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 font-normal"
          />
        </label>
      </ConfirmAction>
    </>
  );
}
