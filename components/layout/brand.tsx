import Link from 'next/link';
import { BrandMark } from './brand-mark';

export function Brand() {
  return (
    <Link href="/failures" className="flex items-center gap-2 rounded-sm font-semibold tracking-tight">
      <BrandMark className="size-6" />
      Pipemend
    </Link>
  );
}
