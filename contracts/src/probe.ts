/**
 * `X-Dynamic-Cache-Probe` and `X-Dynamic-Cache-Probed`: the site measures itself. A genuine probe is answered out of a
 * space of the cache that no visitor is served from; the answer proves that the site's own engine took it for one. Anything
 * else is an ordinary visit.
 */
import { z } from 'zod';
import { type HmacKey, hmacHex, hmacMatches, lengthPrefixed } from './canonical.ts';

export const PROBE_HEADER = 'X-Dynamic-Cache-Probe';
export const PROBED_HEADER = 'X-Dynamic-Cache-Probed';

/** How far a probe's clock may be off, in seconds. */
export const PROBE_WINDOW = 60;

const Mac = z.string().regex(/^[0-9a-f]{64}$/);
const Nonce = z.string().regex(/^[0-9a-f]{32}$/);

export const Probe = z.strictObject({
  /** The run that it belongs to. */
  run: z.string().regex(/^[0-9a-f]{16}$/),
  /** One of the run's spaces: a page of one is never found in another. */
  space: z.string().regex(/^[a-z0-9]{1,16}$/),
  ts: z.string().regex(/^[1-9][0-9]{9}$/),
  /** Used once. */
  nonce: Nonce,
  mac: Mac,
});
export type Probe = z.infer<typeof Probe>;

export const Probed = z.strictObject({
  /** Of the probe that is answered. */
  nonce: Nonce,
  /** Key of the page, as for a visitor; `-` where the request passed the cache by. */
  key: z.string().regex(/^(?:[0-9a-f]{64}|-)$/),
  /** Microseconds from the engine's first look to the first byte, and those of the processor in between. */
  wall: z.string().regex(/^[0-9]{1,15}$/),
  cpu: z.string().regex(/^[0-9]{1,15}$/),
  /** Database queries; `-` where WordPress was not asked. */
  queries: z.string().regex(/^(?:[0-9]{1,9}|-)$/),
  mac: Mac,
});
export type Probed = z.infer<typeof Probed>;

/** The request that a probe is bound to: `Host` and target as they are sent. */
export interface ProbedRequest {
  readonly host: string;
  readonly target: string;
}

type Unsigned<T> = Omit<T, 'mac'>;

function probeMessage(probe: Unsigned<Probe>, request: ProbedRequest): string {
  return lengthPrefixed([
    'probe1',
    probe.run,
    probe.space,
    probe.ts,
    probe.nonce,
    request.host,
    request.target,
  ]);
}

function probedMessage(answer: Unsigned<Probed>): string {
  return lengthPrefixed(['probed1', answer.nonce, answer.key, answer.wall, answer.cpu, answer.queries]);
}

/** Value of `X-Dynamic-Cache-Probe`. */
export async function signProbe(key: HmacKey, probe: Unsigned<Probe>, request: ProbedRequest) {
  const mac = await hmacHex(key, probeMessage(probe, request));
  return `v1;run=${probe.run};space=${probe.space};ts=${probe.ts};nonce=${probe.nonce};mac=${mac}`;
}

/** Reads a value of `X-Dynamic-Cache-Probe`; null when it does not have the exact form. */
export function parseProbe(header: string): Probe | null {
  const match = /^v1;run=([^;]*);space=([^;]*);ts=([^;]*);nonce=([^;]*);mac=([^;]*)$/.exec(header);
  const [, run, space, ts, nonce, mac] = match ?? [];
  const parsed = Probe.safeParse({ run, space, ts, nonce, mac });
  return parsed.success ? parsed.data : null;
}

/** Whether a probe is genuine for this request, and its clock within the window. `now` in Unix seconds. */
export async function verifyProbe(key: HmacKey, probe: Probe, request: ProbedRequest, now: number) {
  const genuine = await hmacMatches(key, probeMessage(probe, request), probe.mac);
  return genuine && Math.abs(now - Number(probe.ts)) <= PROBE_WINDOW;
}

/** Value of `X-Dynamic-Cache-Probed`. */
export async function signProbed(key: HmacKey, answer: Unsigned<Probed>) {
  const { nonce, wall, cpu, queries } = answer;
  const mac = await hmacHex(key, probedMessage(answer));
  return `v1;nonce=${nonce};key=${answer.key};wall=${wall};cpu=${cpu};queries=${queries};mac=${mac}`;
}

/** Reads a value of `X-Dynamic-Cache-Probed`; null when it does not have the exact form. */
export function parseProbed(header: string): Probed | null {
  const match = /^v1;nonce=([^;]*);key=([^;]*);wall=([^;]*);cpu=([^;]*);queries=([^;]*);mac=([^;]*)$/.exec(
    header,
  );
  const [, nonce, key, wall, cpu, queries, mac] = match ?? [];
  const parsed = Probed.safeParse({ nonce, key, wall, cpu, queries, mac });
  return parsed.success ? parsed.data : null;
}

/** Whether an answer is genuine for the probe with this nonce. */
export async function verifyProbed(key: HmacKey, answer: Probed, nonce: string) {
  return answer.nonce === nonce && (await hmacMatches(key, probedMessage(answer), answer.mac));
}
