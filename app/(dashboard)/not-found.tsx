import { NotFoundMessage } from '@/components/layout/not-found-message';

export default function NotFoundPage() {
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <NotFoundMessage />
    </div>
  );
}
