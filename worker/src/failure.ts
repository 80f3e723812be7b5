/** Failures of the control plane by name. They are thrown anywhere and answered in one place, app.ts's `onError`. */
import type { ApiError, ApiErrorCode } from '@dynamic-cache/contracts/api-error';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';

const STATUS: Record<ApiErrorCode, ContentfulStatusCode> = {
  invalid_json: 400,
  invalid_body: 400,
  invalid_target: 400,
  missing_site_id: 400,
  missing_candidates: 400,
  missing_page_tests: 400,
  no_valid_page_tests: 400,
  missing_plugin_id: 401,
  invalid_nonce: 401,
  invalid_timestamp: 401,
  invalid_signature_format: 401,
  signature_mismatch: 401,
  timestamp_out_of_window: 401,
  invalid_bootstrap_secret: 401,
  missing_capability_token: 403,
  invalid_capability_token: 403,
  not_authorised_for_site: 403,
  not_claimer_or_requester: 403,
  not_found: 404,
  site_not_found: 404,
  profile_not_found: 404,
  sandbox_request_not_found: 404,
  sandbox_conflict_not_found: 404,
  tester_not_found: 404,
  method_not_allowed: 405,
  replayed_nonce: 409,
  idempotency_key_conflict: 409,
  contract_mismatch: 409,
  stale_revision: 409,
  no_candidate_passed_hard_gates: 409,
  no_sandbox_request_available: 409,
  sandbox_claim_conflict: 409,
  sandbox_request_closed: 409,
  sandbox_request_not_claimed: 409,
  sandbox_conflict_not_open: 409,
  body_too_large: 413,
  internal_error: 500,
  origin_unreachable: 502,
  signing_disabled: 503,
  storage_unavailable: 503,
};

/** So many faults of a body are told at once. */
const MOST_DETAILS = 20;

export type Details = NonNullable<ApiError['details']>;

/** A request that is refused with one of the codes of the contract. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: ApiErrorCode;
  readonly details: Details | undefined;
  readonly evaluated: ApiError['evaluated'];

  constructor(code: ApiErrorCode, details?: Details, evaluated?: ApiError['evaluated']) {
    super(code);
    this.code = code;
    this.details = details;
    this.evaluated = evaluated;
  }
}

/** The answer to a refused request. Never stored by anybody. */
export function failureResponse(failure: ApiFailure): Response {
  const details = failure.details === undefined ? {} : { details: failure.details };
  const evaluated = failure.evaluated === undefined ? {} : { evaluated: failure.evaluated };
  const body: ApiError = { ok: false, error: failure.code, ...details, ...evaluated };
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  if (STATUS[failure.code] === 503) headers.set('Retry-After', '5');
  return Response.json(body, { status: STATUS[failure.code], headers });
}

/** Why a value does not have the form of a schema, in the words of the contract. A member that is not known is named. */
export function issueDetails(error: z.ZodError): Details {
  return error.issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known' }))
        : [{ path: issue.path.join('.'), message: issue.message }],
    )
    .slice(0, MOST_DETAILS);
}
