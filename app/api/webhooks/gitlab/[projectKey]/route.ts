import { receiveWebhook } from '@/lib/http/receive-webhook';

export const dynamic = 'force-dynamic';

/** Where GitLab delivers a connected project's events. */
export async function POST(
  request: Request,
  context: { params: Promise<{ projectKey: string }> },
): Promise<Response> {
  const { projectKey } = await context.params;
  return receiveWebhook(request, projectKey);
}
