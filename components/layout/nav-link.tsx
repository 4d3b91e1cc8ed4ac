'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';

interface NavLinkProps {
  readonly href: '/failures' | '/projects';
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly count?: { readonly value: number; readonly meaning: string } | undefined;
}

/** An entry of the main navigation; marked while one is anywhere below it. */
export function NavLink({ href, icon, children, count }: NavLinkProps) {
  const path = usePathname();
  const isCurrent = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={path === href ? 'page' : isCurrent ? 'true' : undefined}
      className={classNames(
        'flex h-9 items-center gap-2 rounded-md px-2.5 font-medium text-muted transition-colors hover:bg-subtle hover:text-ink lg:h-8 [&_svg]:size-4',
        isCurrent && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent',
      )}
    >
      {icon}
      {children}
      {count && count.value > 0 && (
        <span className="ml-auto rounded-full bg-attention-soft px-1.5 text-xs text-attention tabular-nums">
          {count.value > 99 ? '99+' : count.value}
          <span className="sr-only"> {count.meaning}</span>
        </span>
      )}
    </Link>
  );
}
