import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** An answer other than success, thrown anywhere below a route and written out by `create-api.ts` as GitLab words it. */
export class ApiError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly body: object,
    readonly headers: Record<string, string> = {},
  ) {
    super(JSON.stringify(body));
    this.name = 'ApiError';
  }
}

const message = (status: ContentfulStatusCode, text: string) => new ApiError(status, { message: text });

/** `404 Project Not Found`; without a name, `404 Not found`. */
export const notFound = (what?: string) => message(404, what ? `404 ${what} Not Found` : '404 Not found');
export const forbidden = (why?: string) => message(403, why ? `403 Forbidden - ${why}` : '403 Forbidden');
export const unauthorized = () => message(401, '401 Unauthorized');
/** A refusal in the words of the resource, e.g. `A file with this name doesn't exist`. */
export const badRequest = (text: string) => message(400, text);
/** `400 Bad request - …` */
export const badRequestBecause = (text: string) => message(400, `400 Bad request - ${text}`);
export const conflict = (text: string) => message(409, text);
export const unprocessable = (text: string) => message(422, text);
/** The validator of parameters answers with `error` instead of `message`. */
export const invalidParameter = (text: string) => new ApiError(400, { error: text });
/** Validation of a record: `{"message":{"field":["…"]}}`. */
export const invalidRecord = (fields: Record<string, string[]>) => new ApiError(400, { message: fields });
