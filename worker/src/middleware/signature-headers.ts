/** The grammar of a signed request, checked before any key is looked at. */
import {
  isSignableTarget,
  type ParsedSignature,
  parseSignatures,
  SIGNATURE_HEADERS,
} from '@dynamic-cache/contracts/signature';
import { ApiFailure } from '../failure.ts';

/** The headers of a signed request, all of the right form. */
export interface SignatureHeaders {
  pluginId: string;
  nonce: string;
  timestamp: string;
  signatures: ParsedSignature[];
  /** Empty when there is none. */
  contentType: string;
  /** Null when there is none. */
  idempotencyKey: string | null;
}

const NONCE = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Reads them, or names the first that is missing or malformed. A header sent twice arrives joined and is malformed. */
export function readSignatureHeaders(headers: Headers): SignatureHeaders {
  const read = (name: keyof typeof SIGNATURE_HEADERS) => headers.get(SIGNATURE_HEADERS[name]) ?? '';
  const pluginId = read('pluginId');
  if (!/^[A-Za-z0-9_.:-]{1,128}$/.test(pluginId)) throw new ApiFailure('missing_plugin_id');
  const nonce = read('nonce');
  if (!NONCE.test(nonce)) throw new ApiFailure('invalid_nonce');
  const timestamp = read('timestamp');
  if (!/^[1-9][0-9]{9}$/.test(timestamp)) throw new ApiFailure('invalid_timestamp');
  const signatures = parseSignatures(read('signature'));
  if (signatures === null) throw new ApiFailure('invalid_signature_format');
  return {
    pluginId,
    nonce,
    timestamp,
    signatures,
    contentType: headers.get('Content-Type') ?? '',
    idempotencyKey: readIdempotencyKey(headers),
  };
}

function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get(SIGNATURE_HEADERS.idempotencyKey);
  if (key !== null && !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new ApiFailure('invalid_body', [{ path: SIGNATURE_HEADERS.idempotencyKey, message: 'not a key' }]);
  }
  return key;
}

/** Parts of a request's URL, cut out and never re-serialised: these bytes are what is signed, and what is looked up. */
export function splitUrl(url: string): { scheme: string; authority: string; target: string } {
  const colon = url.indexOf(':');
  const scheme = url.slice(0, colon);
  const slash = url.indexOf('/', colon + 3);
  return slash < 0
    ? { scheme, authority: url.slice(colon + 3), target: '/' }
    : { scheme, authority: url.slice(colon + 3, slash), target: url.slice(slash) };
}

/** The target to be verified, or `invalid_target` when it has a form that two URL parsers could read differently. */
export function signedTarget(url: string): string {
  const { target } = splitUrl(url);
  if (!isSignableTarget(target)) throw new ApiFailure('invalid_target');
  return target;
}
