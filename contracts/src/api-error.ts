/** The error answers of the Worker's control plane. */
import { z } from 'zod';

export const ApiErrorCode = z.enum([
  // 400
  'invalid_json',
  'invalid_body',
  'invalid_target',
  'missing_site_id',
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
  // 404, 405
  'not_found',
  'site_not_found',
  'method_not_allowed',
  // 409
  'replayed_nonce',
  'idempotency_key_conflict',
  'contract_mismatch',
  'stale_revision',
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
});
export type ApiError = z.infer<typeof ApiError>;

/** Largest body of a control request, in bytes, and how deep its JSON may nest. */
export const MAX_BODY_BYTES = 1_048_576;
export const MAX_JSON_DEPTH = 32;
