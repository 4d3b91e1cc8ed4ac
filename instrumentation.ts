/** Next calls this once when a server starts, and never during a build. */
export async function register(): Promise<void> {
  // This file is compiled for the edge runtime too, where nothing of what follows exists.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startBackground } = await import('./inngest/start');
    await startBackground({ isDevelopment: process.env.NODE_ENV === 'development' });
  }
}
