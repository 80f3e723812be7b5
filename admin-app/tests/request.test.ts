// @vitest-environment jsdom
/** What a person is told when a request fails: what it means and what to do, never a word for programmers. */
import apiFetch from '@wordpress/api-fetch';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { request, UnableToReachSite } from '../src/api/request.ts';

async function failureOf(thrown: unknown): Promise<UnableToReachSite> {
  apiFetch.setFetchHandler(() => Promise.reject(thrown));
  const failure = await request({ path: '/status', answer: z.unknown() }).catch((found: unknown) => found);
  if (failure instanceof UnableToReachSite) return failure;
  throw new Error('It did not fail.');
}

// Who is logged out gets no fresh nonce either.
beforeEach(() => vi.stubGlobal('fetch', async () => new Response('0', { status: 400 })));

describe('a request that fails', () => {
  it.each([
    ['rest_cookie_invalid_nonce', 'Cookie check failed', /^You are logged out, and nothing was changed\./],
    ['rest_not_logged_in', 'You are not currently logged in.', /^You are logged out/],
    ['invalid_json', 'The response is not a valid JSON response.', /error page of the server\. Try again/],
    ['unknown_error', 'An unknown error occurred.', /error page of the server\. Try again/],
    ['fetch_error', 'Could not get a valid response from the server.', /^The site could not be reached\./],
    ['offline_error', 'Unable to connect.', /^The site could not be reached\./],
    ['rest_forbidden', 'Sorry, you are not allowed to do that.', /^Sorry, you are not allowed to do that\.$/],
  ])('with %s keeps its code and gets a sentence that helps', async (code, message, said) => {
    const failure = await failureOf({ code, message });
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(said);
  });

  it('without any answer says that the site could not be reached', async () => {
    const failure = await failureOf(new TypeError('aborted'));
    expect([failure.code, failure.message]).toEqual([
      'offline',
      'The site could not be reached. Check your connection and try again.',
    ]);
  });
});
