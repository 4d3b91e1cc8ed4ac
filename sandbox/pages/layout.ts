import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

import type { ApiContext } from '../http/context';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#222;background:#fafafa}
header{background:#292961;color:#fff;padding:.6rem 1rem}header a{color:#fff}
main{max-width:60rem;margin:1rem auto;padding:0 1rem}
section,form{background:#fff;border:1px solid #ddd;border-radius:6px;padding:1rem;margin:1rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#111;color:#ddd;padding:1rem;border-radius:6px}
pre.text{background:#f4f4f4;color:#222}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #eee}
label{display:block;margin:.5rem 0}input,select,button{font:inherit;padding:.3rem .6rem}
.badge{border:1px solid #888;border-radius:1rem;padding:0 .6rem;font-size:.85em}`;

/** A page without scripts; everything put into it is escaped. */
export function page(c: ApiContext, title: string, body: Markup, status: 200 | 400 | 401 | 403 | 404 = 200) {
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'",
  );
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'same-origin');
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · Sandbox GitLab</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header><a href="/">Sandbox GitLab</a></header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
  return c.html(document, status);
}
