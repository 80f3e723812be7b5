/** A client that sends what it is told, byte for byte, and tells a response that was cut off from a whole one. */
import { Agent, request } from 'node:http';
import type { FieldValue } from './case.ts';

export interface Received {
  status: number;
  /** By lower-case name; lines of one name are joined. */
  fields: Map<string, string>;
  text: string;
}

export interface Sent {
  port: number;
  path: string;
  method?: string;
  fields?: Readonly<Record<string, FieldValue>>;
  body?: string;
}

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

/** The whole response, or null when there was none. */
export function send({ port, path, method = 'GET', fields = {}, body }: Sent): Promise<Received | null> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path, method, headers: lines(fields), agent };
    const sending = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(null));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve(
          response.complete
            ? { status: response.statusCode ?? 0, fields: joined(response.rawHeaders), text }
            : null,
        );
      });
    });
    sending.on('error', () => resolve(null));
    sending.end(body);
  });
}

function lines(fields: Readonly<Record<string, FieldValue>>): Record<string, string | string[]> {
  const text = (value: string | number) =>
    typeof value === 'number' ? new Date(Date.now() + value * 1000).toUTCString() : value;
  const entries = Object.entries(fields).map(([name, value]): [string, string | string[]] => [
    name,
    typeof value === 'string' || typeof value === 'number' ? text(value) : value.map(text),
  ]);
  return Object.fromEntries(entries);
}

function joined(raw: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    const before = fields.get(name);
    fields.set(name, before === undefined ? (raw[at + 1] ?? '') : `${before}, ${raw[at + 1]}`);
  }
  return fields;
}
