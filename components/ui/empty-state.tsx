import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** True where it is all that the page says. */
  readonly isPage?: boolean;
}

/** Says why there is nothing and what leads on. */
export function EmptyState({ icon: Icon, title, children, action, isPage = false }: EmptyStateProps) {
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <span className="mb-1 rounded-full border border-line bg-subtle p-3 text-muted">
        <Icon aria-hidden className="size-5" />
      </span>
      <Heading className="text-[15px] font-semibold">{title}</Heading>
      <p className="max-w-md text-muted">{children}</p>
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
