import { z } from 'zod';
import { SiteError } from '../../contracts/src/plugin-api.ts';
import { UnableToStart } from './failure.ts';

/** The account that every start makes; the site listens on this machine alone. */
export const ADMIN = { user: 'admin', password: 'password', email: 'admin@example.test' };

/** An answer of the site, read to its end. */
export type Answer = { status: number; text: string; headers: Headers };

/** Something the site was asked and did not do; the message holds what it said instead. */
export class UnableToUseSite extends UnableToStart {}

/** One REST call: `body` goes as JSON, `picture` as the bytes of an upload. */
export type RestCall = {
  method: string;
  route: string;
  body?: unknown;
  picture?: { name: string; png: Uint8Array<ArrayBuffer> };
  ifMatch?: string;
};

// WordPress' own errors have a message, the plugin's a word and what it is about.
const RestError = z.union([
  z.object({ message: z.string() }).transform(({ message }) => message),
  SiteError.transform(({ error, details = [] }) =>
    [error, ...details.map(({ path, message }) => `${path}: ${message}`)].join(', '),
  ),
]);

/**
 * Uses the site as a browser does: cookies from the log-in form and a REST nonce. So both runtimes are set up in
 * the same way, and nothing has to be put into the site that could be used by somebody else.
 */
export class WordPressSession {
  readonly #siteUrl: string;
  // The log-in form would set this one, to see whether the browser sends it back.
  readonly #cookies = new Map([['wordpress_test_cookie', 'WP%20Cookie%20check']]);
  #nonce = '';

  constructor(siteUrl: string) {
    this.#siteUrl = siteUrl;
  }

  /** Logs in as the administrator and fetches the nonce for REST calls. */
  async logIn(): Promise<void> {
    const answer = await this.open('/wp-login.php', {
      method: 'POST',
      body: new URLSearchParams({ log: ADMIN.user, pwd: ADMIN.password, testcookie: '1' }),
    });
    const nonce = await this.open('/wp-admin/admin-ajax.php?action=rest-nonce');
    if (answer.status !== 302 || !/^[0-9a-f]{10}$/.test(nonce.text)) {
      throw new UnableToUseSite(
        `The site did not accept ${ADMIN.user}/${ADMIN.password} at ${this.#siteUrl}/wp-login.php (it answered ${answer.status}).`,
      );
    }
    this.#nonce = nonce.text;
  }

  /** Asks for a path of the site, with the cookies so far and without following redirects. */
  async open(path: string, request: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(request.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(this.#siteUrl + path, { ...request, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';', 1);
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  /** Calls a REST route and parses its answer; anything but success is thrown with what WordPress said. */
  async rest<T>(call: RestCall, answers: z.ZodType<T>): Promise<T> {
    const { method, route } = call;
    const answer = await this.open(`/wp-json/${route}`, { method, ...this.#sent(call) });
    const json = jsonOf(answer.text);
    const parsed = answer.status < 300 ? answers.safeParse(json) : undefined;
    if (parsed?.success !== true) {
      const said = RestError.safeParse(json).data ?? parsed?.error?.message ?? answer.text.slice(0, 200);
      throw new UnableToUseSite(`${method} /wp-json/${route} answered ${answer.status}: ${said}`);
    }
    return parsed.data;
  }

  #sent({ body, picture, ifMatch }: RestCall): { headers: Headers; body: BodyInit | null } {
    const headers = new Headers({ 'x-wp-nonce': this.#nonce });
    if (ifMatch !== undefined) {
      headers.set('if-match', ifMatch);
    }
    if (picture !== undefined) {
      headers.set('content-type', 'image/png');
      headers.set('content-disposition', `attachment; filename="${picture.name}"`);
      return { headers, body: picture.png };
    }
    headers.set('content-type', 'application/json');
    return { headers, body: body === undefined ? null : JSON.stringify(body) };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
