import { RefreshCw, Unplug } from 'lucide-react';
import { visibleText } from '@/lib/format/visible-text';
import type { FormAction } from '@/components/ui/action-state';
import { ConfirmAction } from '@/components/ui/confirm-action';

interface ConnectionActionsProps {
  readonly projectId: string;
  readonly projectName: string;
  readonly instanceId: string;
  readonly gitlabProjectId: number;
  readonly connect: FormAction;
  readonly disconnect: FormAction;
}

export function ConnectionActions(props: ConnectionActionsProps) {
  const { projectId, instanceId, gitlabProjectId, connect, disconnect } = props;
  const name = visibleText(props.projectName);
  return (
    <>
      <ConfirmAction
        label="Check again"
        icon={<RefreshCw aria-hidden />}
        look="plain"
        title={`Check the connection of ${name}?`}
        description={
          <p>
            Pipemend puts its webhook in the project right, or makes it anew, and asks GitLab for a test
            delivery. Level and history stay as they are.
          </p>
        }
        confirmLabel="Check again"
        action={connect}
        fields={{ instanceId, gitlabProjectId: String(gitlabProjectId) }}
        disabledReason={null}
      />
      <ConfirmAction
        label="Disconnect"
        icon={<Unplug aria-hidden />}
        look="danger"
        title={`Disconnect ${name}?`}
        description={
          <p>
            Pipemend removes its webhook and no longer reads or writes anything in this project. What was done
            stays on record. The project can be connected again.
          </p>
        }
        confirmLabel="Disconnect"
        action={disconnect}
        fields={{ projectId }}
        disabledReason={null}
      />
    </>
  );
}
