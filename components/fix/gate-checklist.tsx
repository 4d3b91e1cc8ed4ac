import { Check, X } from 'lucide-react';
import { visibleText } from '@/lib/format/visible-text';

export interface GateChecklistProps {
  readonly checklist: {
    readonly passed: boolean;
    readonly automatic: boolean;
    readonly checks: readonly {
      readonly id: string;
      readonly label: string;
      readonly passed: boolean;
      readonly detail: string;
    }[];
  };
}

/** What the integrity gate looked at; what it objected to comes first and is said in full. */
export function GateChecklist({ checklist }: GateChecklistProps) {
  const failed = checklist.checks.filter(({ passed }) => !passed);
  const passed = checklist.checks.filter((check) => check.passed);
  return (
    <div className="space-y-1.5">
      <ul className="space-y-1 text-[13px]">
        {failed.map((check) => (
          <li key={check.id} className="flex gap-2">
            <X aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="sr-only">Objected: </span>
              <span className="font-medium">{visibleText(check.label)}</span>
              {check.detail && <span className="block text-muted">{visibleText(check.detail)}</span>}
            </span>
          </li>
        ))}
        {passed.map((check) => (
          <li key={check.id} className="flex gap-2 text-muted" title={check.detail}>
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="sr-only">Passed: </span>
              {visibleText(check.label)}
            </span>
          </li>
        ))}
      </ul>
      {!checklist.automatic && checklist.passed && (
        <p className="text-[13px] text-warning">It touches protected files, so only a person may apply it.</p>
      )}
    </div>
  );
}
