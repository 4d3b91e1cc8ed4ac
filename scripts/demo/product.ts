import { closePool } from '@/lib/db/pool';
import type { Caller } from '@/lib/operations/caller';
import type { Services } from '@/lib/operations/services';
import type { Stack } from '../stack';
import { signIn } from './sign-in';

/** The product as someone who signed in to it sees it, from this process: the same operations on the same database. */
export interface Product {
  readonly services: Services;
  /** The Owner who connects projects. */
  readonly owner: Caller;
  readonly instanceId: string;
  close(): Promise<void>;
}

/** Signs the Owner in to a running stack and opens the product's operations beside it. */
export async function openProduct(stack: Stack): Promise<Product> {
  // The operations read the app's own settings; they are loaded only once those stand.
  Object.assign(process.env, stack.appEnvironment);
  const { services: makeServices } = await import('@/lib/runtime');
  const services = makeServices();
  const page = await fetch(`${stack.appUrl}/api/auth/providers`);
  const [providerId] = Object.keys((await page.json()) as object);
  if (providerId === undefined) throw new Error('The app offers no GitLab to sign in with.');
  await signIn({
    appUrl: stack.appUrl,
    providerId,
    username: 'maya',
    password: 'password',
  });
  const connection = await services.db.connection.findFirstOrThrow({ include: { user: true } });
  return {
    services,
    owner: { kind: 'person', userId: connection.userId, name: connection.user.name ?? connection.username },
    instanceId: connection.instanceId,
    close: closePool,
  };
}
