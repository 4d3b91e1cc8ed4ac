/**
 * Signs someone in through the browser's path, without a browser: the app's sign-in, the GitLab's sign-in and consent pages,
 * and back. What it proves is that the OAuth flow works; what it leaves is a connection in the database.
 */
export async function signIn(options: {
  appUrl: string;
  providerId: string;
  username: string;
  password: string;
}): Promise<void> {
  const visitor = new Visitor();
  const { csrfToken } = (await (await visitor.get(`${options.appUrl}/api/auth/csrf`)).json()) as {
    csrfToken: string;
  };
  const begun = await visitor.post(`${options.appUrl}/api/auth/signin/${options.providerId}`, {
    csrfToken,
    callbackUrl: `${options.appUrl}/failures`,
    json: 'true',
  });
  const { url } = (await begun.json()) as { url: string };
  let page = await visitor.follow(await visitor.get(url));
  for (let forms = 0; !page.url.startsWith(options.appUrl) && forms < 4; forms += 1) {
    const form = readForm(await page.text(), page.url);
    page = await visitor.follow(
      await visitor.post(form.action, {
        ...form.fields,
        ...('username' in form.fields ? { username: options.username } : {}),
        ...('password' in form.fields ? { password: options.password } : {}),
      }),
    );
  }
  const session = (await (await visitor.get(`${options.appUrl}/api/auth/session`)).json()) as object;
  if (!('user' in session))
    throw new Error(`${options.username} could not sign in; the last page was ${page.url}.`);
}

/** Keeps cookies apart by origin, as a browser does, and follows redirects one by one. */
class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();

  get(url: string): Promise<Response> {
    return this.#send(url, { method: 'GET' });
  }

  post(url: string, fields: Record<string, string>): Promise<Response> {
    return this.#send(url, { method: 'POST', body: new URLSearchParams(fields) });
  }

  async follow(response: Response): Promise<Response> {
    let at = response;
    for (let hops = 0; at.status >= 300 && at.status < 400; hops += 1) {
      if (hops === 10) throw new Error('Too many redirects.');
      at = await this.get(new URL(at.headers.get('location') ?? '', at.url).href);
    }
    return at;
  }

  async #send(url: string, init: RequestInit): Promise<Response> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie, origin } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    return response;
  }
}

/** The first form of a page of the sandbox: where it goes and what it sends, the agreeing button included. */
function readForm(html: string, base: string): { action: string; fields: Record<string, string> } {
  const form = /<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(html);
  if (!form) throw new Error(`There is no form on ${base}: ${html.slice(0, 300)}`);
  const fields: Record<string, string> = {};
  for (const [tag] of (form[2] ?? '').matchAll(/<(?:input|button|select)[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined && !(name in fields))
      fields[name] = unescapeHtml(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  return { action: new URL(unescapeHtml(form[1] ?? ''), base).href, fields };
}

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (entity) => {
    const plain: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
    return plain[entity] ?? "'";
  });
}
