/** Next calls this once when a server starts, and never during a build. */
export async function register(): Promise<void> {
  // This file is compiled for the edge runtime too, where nothing of what follows exists.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const isDevelopment = process.env.NODE_ENV === 'development';
    const { startBackground } = await import('./inngest/start');
    await startBackground({ isDevelopment });
    // In development the route takes them, so that an edit is seen without a restart.
    if (!isDevelopment) (await import('./lib/http/take-webhooks-early')).takeWebhooksEarly();
  }
}
