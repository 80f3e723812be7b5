/** The error answers of the Worker's control plane. */
import { z } from 'zod';
import { Rejected } from './benchmark.ts';

export const ApiErrorCode = z.enum([
  // 400
  'invalid_json',
  'invalid_body',
  'invalid_target',
  'missing_site_id',
  'missing_candidates',
  'missing_page_tests',
  'no_valid_page_tests',
  // 401
  'missing_plugin_id',
  'invalid_nonce',
  'invalid_timestamp',
  'invalid_signature_format',
  'signature_mismatch',
  'timestamp_out_of_window',
  'invalid_bootstrap_secret',
  // 403
  'missing_capability_token',
  'invalid_capability_token',
  'not_authorised_for_site',
  'not_claimer_or_requester',
  // 404, 405
  'not_found',
  'site_not_found',
  'profile_not_found',
  'sandbox_request_not_found',
  'sandbox_conflict_not_found',
  'tester_not_found',
  'method_not_allowed',
  // 409
  'replayed_nonce',
  'idempotency_key_conflict',
  'contract_mismatch',
  'stale_revision',
  'no_candidate_passed_hard_gates',
  'no_sandbox_request_available',
  'sandbox_claim_conflict',
  'sandbox_request_closed',
  'sandbox_request_not_claimed',
  'sandbox_conflict_not_open',
  // 413
  'body_too_large',
  // 500, 502, 503
  'internal_error',
  'origin_unreachable',
  'signing_disabled',
  'storage_unavailable',
]);
export type ApiErrorCode = z.infer<typeof ApiErrorCode>;

export const ApiError = z.strictObject({
  ok: z.literal(false),
  error: ApiErrorCode,
  details: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  /** With `no_candidate_passed_hard_gates`: what each candidate failed. */
  evaluated: z.array(Rejected).optional(),
});
export type ApiError = z.infer<typeof ApiError>;

/** Largest body of a control request, in bytes, and how deep its JSON may nest. */
export const MAX_BODY_BYTES = 1_048_576;
export const MAX_JSON_DEPTH = 32;
