import { ExternalLink as Icon } from 'lucide-react';
import type { ReactNode } from 'react';
import { safeHref } from '@/lib/format/safe-href';
import { classNames } from './class-names';

interface ExternalLinkProps {
  readonly href: string | null | undefined;
  readonly icon?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A link that leaves Pipemend; plain text where the address is not http(s). */
export function ExternalLink({ href, icon = true, className, children }: ExternalLinkProps) {
  const safe = safeHref(href);
  if (!safe) return <span className={className}>{children}</span>;
  return (
    <a
      href={safe}
      target="_blank"
      rel="noopener noreferrer"
      className={classNames(
        'text-accent underline-offset-2 hover:underline [overflow-wrap:anywhere]',
        className,
      )}
    >
      {children}
      {icon && <Icon aria-hidden className="ml-1 inline size-3 align-[-1px] opacity-70" />}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
