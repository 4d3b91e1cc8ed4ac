'use client';

import { ChevronsUpDown, LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { DropdownMenu } from 'radix-ui';

interface UserMenuProps {
  readonly name: string;
  readonly connections: readonly { readonly instanceName: string; readonly username: string }[];
}

export function UserMenu({ name, connections }: UserMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`Account of ${name}`}
        className="flex h-9 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-subtle data-[state=open]:bg-subtle lg:w-full"
      >
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
        >
          {/^\S/u.exec(name.trim())?.[0].toUpperCase() ?? '?'}
        </span>
        <span className="hidden min-w-0 flex-1 truncate lg:block">{name}</span>
        <ChevronsUpDown aria-hidden className="hidden size-3.5 shrink-0 text-muted lg:block" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 w-60 rounded-lg border border-line bg-surface p-1 shadow-lg"
        >
          <DropdownMenu.Label className="px-2 py-1.5 text-xs text-muted [overflow-wrap:anywhere]">
            <span className="block text-sm font-medium text-ink">{name}</span>
            {connections.map(({ instanceName, username }) => (
              <span key={instanceName} className="block">
                @{username} on {instanceName}
              </span>
            ))}
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item
            onSelect={() => {
              void signOut({ callbackUrl: '/sign-in' });
            }}
            className="flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-subtle"
          >
            <LogOut aria-hidden className="size-4" /> Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
