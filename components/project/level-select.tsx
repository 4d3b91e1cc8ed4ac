'use client';

import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
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
    if (next === level) return;
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
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          aria-label={`Automation level of ${projectName}: ${levelFace[level].label}`}
          aria-busy={pending}
          disabled={pending}
          className="inline-flex h-8 w-38 items-center justify-between gap-2 rounded-md border border-line bg-surface px-2.5 text-[13px] hover:bg-subtle disabled:opacity-60"
        >
          {levelFace[level].label}
          <ChevronDown aria-hidden className="size-4 text-muted" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 w-80 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-surface p-1 shadow-lg"
          >
            <DropdownMenu.RadioGroup value={level} onValueChange={change}>
              {automationLevel.options.map((option) => (
                <DropdownMenu.RadioItem
                  key={option}
                  value={option}
                  className="grid cursor-pointer grid-cols-[1.25rem_minmax(0,1fr)] rounded-md px-2 py-1.5 text-[13px] outline-none data-highlighted:bg-subtle"
                >
                  <span className="pt-0.5">
                    <DropdownMenu.ItemIndicator>
                      <Check aria-hidden className="size-3.5 text-accent" />
                    </DropdownMenu.ItemIndicator>
                  </span>
                  <span>
                    <span className="font-medium">{levelFace[option].label}</span>
                    <span className="block text-xs text-muted">{levelFace[option].explanation}</span>
                  </span>
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {refusal && (
        <p role="alert" className="mt-1 text-xs text-danger">
          {refusal}
        </p>
      )}
    </div>
  );
}
