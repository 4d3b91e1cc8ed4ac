import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout/app-shell';
import { overview } from '@/lib/operations/overview';
import { services } from '@/lib/runtime';
import { signedInCaller } from './signed-in-caller';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const caller = await signedInCaller();
  const { waiting, connections } = await overview(services(), caller);
  return (
    <AppShell name={caller.name} waiting={waiting} connections={connections}>
      {children}
    </AppShell>
  );
}
