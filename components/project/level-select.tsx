'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select } from 'radix-ui';
import { useState, useTransition } from 'react';
import { automationLevel, type AutomationLevel } from '@/lib/domain/automation-level';
import { levelFace } from '@/lib/format/level-face';
import { type FormAction, idle } from '@/components/ui/action-state';

interface LevelSelectProps {
  readonly projectId: string;
  readonly projectName: string;
  readonly level: AutomationLevel;
  readonly mayConfigure: boolean;
  readonly setLevel: FormAction;
}

/** How far automation may go in a project; each step says what it adds. */
export function LevelSelect({ projectId, projectName, level, mayConfigure, setLevel }: LevelSelectProps) {
  const [pending, startTransition] = useTransition();
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!mayConfigure) {
    return (
      <span title={`${levelFace[level].explanation} Only a Maintainer can change it.`}>
        {levelFace[level].label}
      </span>
    );
  }
  const change = (next: string) => {
    const form = new FormData();
    form.set('projectId', projectId);
    form.set('level', next);
    startTransition(async () => {
      const answer = await setLevel(idle, form);
      setRefusal(answer.kind === 'refused' ? answer.message : null);
    });
  };
  return (
    <div className="w-fit">
      <Select.Root value={level} onValueChange={change} disabled={pending}>
        <Select.Trigger
          aria-label={`Automation level of ${projectName}`}
          aria-busy={pending}
          className="inline-flex h-8 w-38 items-center justify-between gap-2 rounded-md border border-line bg-surface px-2.5 text-[13px] hover:bg-subtle disabled:opacity-60"
        >
          <Select.Value>{levelFace[level].label}</Select.Value>
          <Select.Icon>
            <ChevronDown aria-hidden className="size-4 text-muted" />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Content
            position="popper"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 w-80 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-surface p-1 shadow-lg"
          >
            <Select.Viewport>
              {automationLevel.options.map((option) => (
                <Select.Item
                  key={option}
                  value={option}
                  className="grid cursor-pointer grid-cols-[1.25rem_minmax(0,1fr)] rounded-md px-2 py-1.5 text-[13px] outline-none data-highlighted:bg-subtle"
                >
                  <span className="pt-0.5">
                    <Select.ItemIndicator>
                      <Check aria-hidden className="size-3.5 text-accent" />
                    </Select.ItemIndicator>
                  </span>
                  <span>
                    <Select.ItemText>
                      <span className="font-medium">{levelFace[option].label}</span>
                    </Select.ItemText>
                    <span className="block text-xs text-muted">{levelFace[option].explanation}</span>
                  </span>
                </Select.Item>
              ))}
            </Select.Viewport>
          </Select.Content>
        </Select.Portal>
      </Select.Root>
      {refusal && (
        <p role="alert" className="mt-1 text-xs text-danger">
          {refusal}
        </p>
      )}
    </div>
  );
}
