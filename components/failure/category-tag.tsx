import {
  Braces,
  CircleHelp,
  FlaskConical,
  Hammer,
  HardDrive,
  KeyRound,
  type LucideIcon,
  Package,
  ScanSearch,
  ServerCrash,
  Settings2,
  TextAlignStart,
  Timer,
} from 'lucide-react';
import type { Category } from '@/lib/domain/category';
import { categoryLabel } from '@/lib/format/category-label';

const icons = {
  format: TextAlignStart,
  lint: ScanSearch,
  'type-check': Braces,
  build: Hammer,
  test: FlaskConical,
  dependency: Package,
  configuration: Settings2,
  infrastructure: ServerCrash,
  timeout: Timer,
  resource: HardDrive,
  permission: KeyRound,
  unknown: CircleHelp,
} as const satisfies Record<Category, LucideIcon>;

export function CategoryTag({ category }: { readonly category: Category }) {
  const Icon = icons[category];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
      {categoryLabel[category]}
    </span>
  );
}
