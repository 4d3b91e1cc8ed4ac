import { Check, Undo2 } from 'lucide-react';
import type { FixStatus } from '@/lib/domain/fix-status';
import { visibleText } from '@/lib/format/visible-text';
import type { FormAction } from '@/components/ui/action-state';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { reasonAgainst, type Possibility } from '@/components/ui/possibility';

interface FixActionsProps {
  readonly fixId: string;
  readonly status: FixStatus;
  readonly branch: string;
  readonly possible: { readonly approve: Possibility; readonly undo: Possibility };
  readonly approve: FormAction;
  readonly undo: FormAction;
}

const approvable: readonly FixStatus[] = [
  'proposed',
  'validating',
  'validated',
  'suggested',
  'waiting',
  'approved',
];

/** Approve while a fix may still be applied, undo once it was; nothing where neither has a meaning. */
export function FixActions({ fixId, status, branch, possible, approve, undo }: FixActionsProps) {
  if (status === 'applied') {
    return (
      <ConfirmAction
        label="Undo"
        icon={<Undo2 aria-hidden />}
        look="danger"
        title="Undo this fix?"
        description={
          <p>
            Pipemend commits the exact reverse of the fix to <Branch name={branch} />. Nothing else on the
            branch is touched. The failure that it mended comes back.
          </p>
        }
        confirmLabel="Undo the fix"
        action={undo}
        fields={{ fixId }}
        disabledReason={reasonAgainst(possible.undo)}
      />
    );
  }
  if (!approvable.includes(status)) return null;
  return (
    <ConfirmAction
      label="Approve"
      icon={<Check aria-hidden />}
      look="primary"
      title="Approve and apply this fix?"
      description={
        <>
          <p>
            Pipemend commits exactly the change that you see here to <Branch name={branch} />, in one commit
            that names you as the one who approved it, and watches the pipeline that follows.
          </p>
          <p>If the branch has moved on meanwhile, nothing is overwritten and the fix is abandoned.</p>
        </>
      }
      confirmLabel="Approve and apply"
      action={approve}
      fields={{ fixId }}
      disabledReason={reasonAgainst(possible.approve)}
    />
  );
}

function Branch({ name }: { readonly name: string }) {
  return <span className="font-mono text-[13px] text-ink">{visibleText(name)}</span>;
}
