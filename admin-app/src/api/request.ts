/** The one place that talks to the plugin's REST API. Answers are parsed; failures have a name and a sentence. */
import { SiteError } from '@dynamic-cache/contracts/plugin-api';
import apiFetch from '@wordpress/api-fetch';
import { __ } from '@wordpress/i18n';
import { z } from 'zod';

// zod would try `new Function` to be faster, which a strict content security policy forbids, and reports.
z.config({ jitless: true });

const NAMESPACE = '/dynamic-cache/v1';

/** A request that did not do what it should; `message` is for the person at the screen. */
export class UnableToReachSite extends Error {
  override readonly name = 'UnableToReachSite';
  readonly code: string;
  /** What is wrong with which member of what was sent. */
  readonly details: readonly { path: string; message: string }[];

  constructor(code: string, message: string, details: readonly { path: string; message: string }[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }

  /** The site itself said no, so that nothing has changed. Else it may have acted, and its answer was lost. */
  get isRefusal(): boolean {
    return !UNCERTAIN.has(this.code);
  }
}

/** Of ours, and of `@wordpress/api-fetch` where no answer came, or one of a server in between. */
const UNCERTAIN: ReadonlySet<string> = new Set([
  'offline',
  'offline_error',
  'fetch_error',
  'invalid_json',
  'unknown_error',
  'unexpected_answer',
  'internal_error',
]);

type Call<T> = {
  path: string;
  answer: z.ZodType<T>;
  method?: 'GET' | 'POST' | 'PATCH';
  data?: unknown;
  headers?: Record<string, string>;
};

/** Sends a request and reads its answer. @throws UnableToReachSite */
export async function request<T>({ path, answer, method = 'GET', data, headers = {} }: Call<T>): Promise<T> {
  let body: unknown;
  try {
    body = await apiFetch({
      path: NAMESPACE + path,
      method,
      headers,
      ...(data === undefined ? {} : { data }),
    });
  } catch (thrown) {
    throw failure(thrown);
  }
  const parsed = answer.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new UnableToReachSite(
    'unexpected_answer',
    __(
      'The site gave an answer that this screen does not understand. Reload the page after updating the plugin.',
      'ai-wp-dynamic-cache',
    ),
  );
}

const CoreError = z.object({ code: z.string(), message: z.string() });

function failure(thrown: unknown): UnableToReachSite {
  const ours = SiteError.safeParse(thrown);
  if (ours.success) {
    const sentences = (ours.data.details ?? []).map(({ path, message }) =>
      path === '' ? message : `${path}: ${message}`,
    );
    return new UnableToReachSite(ours.data.error, sentences.join(' ') || ours.data.error, ours.data.details);
  }
  const core = CoreError.safeParse(thrown);
  const { code, message } = core.success ? core.data : { code: 'offline', message: '' };
  return new UnableToReachSite(code, SENTENCES[code]?.() ?? message);
}

const UNREACHED = () =>
  __('The site could not be reached. Check your connection and try again.', 'ai-wp-dynamic-cache');
const NO_ANSWER = () =>
  __(
    'The site sent something else than an answer, such as an error page of the server. Try again; if that does not help, the error log of the site says why.',
    'ai-wp-dynamic-cache',
  );
const LOGGED_OUT = () =>
  __(
    'You are logged out, and nothing was changed. Log in again in another tab, then try again here.',
    'ai-wp-dynamic-cache',
  );

/** What core says in words for programmers. `rest_forbidden` is its own sentence: it has many causes. */
const SENTENCES: Readonly<Record<string, () => string>> = {
  offline: UNREACHED,
  offline_error: UNREACHED,
  fetch_error: UNREACHED,
  invalid_json: NO_ANSWER,
  unknown_error: NO_ANSWER,
  rest_cookie_invalid_nonce: LOGGED_OUT,
  rest_not_logged_in: LOGGED_OUT,
};
