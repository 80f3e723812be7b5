/** The one place that talks to the plugin's REST API. Answers are parsed; failures have a name and a sentence. */
import { SiteError } from '@dynamic-cache/contracts/plugin-api';
import apiFetch from '@wordpress/api-fetch';
import { __ } from '@wordpress/i18n';
import { z } from 'zod';

const NAMESPACE = '/dynamic-cache/v1';

/** A request that did not do what it should; `message` is for the person at the screen. */
export class UnableToReachSite extends Error {
  override readonly name = 'UnableToReachSite';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

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
    return new UnableToReachSite(ours.data.error, sentences.join(' ') || ours.data.error);
  }
  const core = CoreError.safeParse(thrown);
  if (core.success) return new UnableToReachSite(core.data.code, core.data.message);
  return new UnableToReachSite(
    'offline',
    __('The site could not be reached. Check your connection and try again.', 'ai-wp-dynamic-cache'),
  );
}
