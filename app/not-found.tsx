import { NotFoundMessage } from '@/components/layout/not-found-message';

export default function NotFoundPage() {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <NotFoundMessage />
    </main>
  );
}
