/** A client of the management API: signs as the plugin does, and reads answers by their schema. */
import { randomUUID } from 'node:crypto';
import { ApiError } from '@dynamic-cache/contracts/api-error';
import { bodyDigest, SIGNATURE_HEADERS, signV1 } from '@dynamic-cache/contracts/signature';
import type { z } from 'zod';
import { reasonOf } from '../stack/failure.ts';
import type { Target } from './options.ts';

/** What went otherwise than it should; the message is a sentence for the person at the keyboard. */
export class NotAsExpected extends Error {
  override readonly name = 'NotAsExpected';
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** To the last byte, as the client saw it. */
  ms: number;
}

export class CacheApi {
  readonly target: Target;

  constructor(target: Target) {
    this.target = target;
  }

  /** The same Worker for somebody else. */
  with(changes: Partial<Target>): CacheApi {
    return new CacheApi({ ...this.target, ...changes });
  }

  get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#parsed('GET', path, undefined, schema);
  }

  /** `body` without `site_id`. */
  post<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    return this.#parsed('POST', path, { site_id: this.target.siteId, ...body }, schema);
  }

  /** The error that a call must end with. */
  async refused(
    method: 'GET' | 'POST',
    path: string,
    body: object | undefined,
    status: number,
  ): Promise<ApiError> {
    const answered = await this.send(method, path, body);
    if (answered.status !== status)
      throw new NotAsExpected(
        `${method} ${path} answered ${answered.status}, and ${status} was to be expected.`,
      );
    return ApiError.parse(JSON.parse(answered.text));
  }

  async send(method: string, path: string, body: object | undefined): Promise<Answered> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const { url, pluginId, secret, kid } = this.target;
    const contentType = text === '' ? '' : 'application/json';
    const signed = {
      pluginId,
      timestamp: String(Math.floor(Date.now() / 1000)),
      nonce: randomUUID(),
      method,
      authority: new URL(url).host,
      target: path,
      contentType,
      bodyDigest: await bodyDigest(text),
    };
    return ask(url + path, {
      method,
      headers: {
        [SIGNATURE_HEADERS.pluginId]: signed.pluginId,
        [SIGNATURE_HEADERS.timestamp]: signed.timestamp,
        [SIGNATURE_HEADERS.nonce]: signed.nonce,
        [SIGNATURE_HEADERS.signature]: await signV1(secret, kid, 'plugin-to-worker', signed),
        ...(method === 'GET' ? {} : { [SIGNATURE_HEADERS.idempotencyKey]: randomUUID() }),
        ...(contentType === '' ? {} : { 'Content-Type': contentType }),
      },
      ...(text === '' ? {} : { body: text }),
    });
  }

  /** A page, as a visitor asks for it. */
  page(path: string): Promise<Answered> {
    return ask(this.target.url + this.target.pages + path, {});
  }

  async #parsed<T>(
    method: 'GET' | 'POST',
    path: string,
    body: object | undefined,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const answered = await this.send(method, path, body);
    if (answered.status >= 300)
      throw new NotAsExpected(
        `${method} ${path} answered ${answered.status}: ${answered.text.slice(0, 300)}`,
      );
    const parsed = schema.safeParse(jsonOf(answered.text));
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(all)').join(', ');
    throw new NotAsExpected(`${method} ${path} has no answer of its schema; look at ${where}.`);
  }
}

/** One request; a Worker that cannot be reached is a named failure. */
export async function ask(url: string, init: RequestInit): Promise<Answered> {
  const began = performance.now();
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(60_000), ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, ms: performance.now() - began };
  } catch (error) {
    throw new NotAsExpected(`${new URL(url).origin} cannot be reached: ${reasonOf(error)}.`);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
