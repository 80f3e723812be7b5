/** An origin that says, on real sockets, what the running step of each case has it say. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer, FieldValue } from './case.ts';

export interface Seen {
  method: string;
  headers: IncomingMessage['headers'];
  status: number;
}

interface Play {
  answer: Answer;
  seen: Seen[];
}

export class ScriptedOrigin {
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));
  readonly #plays = new Map<string, Play>();
  /** Bodies tell which answer they are. */
  #answers = 0;

  async start(): Promise<number> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the origin has no port');
    return address.port;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** What a path answers from now on; what it is asked is collected in the list. */
  play(path: string, answer: Answer): Seen[] {
    const seen: Seen[] = [];
    this.#plays.set(path, { answer, seen });
    return seen;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const play = this.#plays.get((request.url ?? '').split('?')[0] ?? '');
    const { answer, seen } = play ?? { answer: { status: 404 }, seen: [] };
    const { method = '', headers } = request;
    request.resume();
    const fields = rendered(answer);
    const isUnchanged = method === 'GET' && unchanged(request, fields);
    const status = isUnchanged ? 304 : (answer.status ?? 200);
    seen.push({ method, headers, status });
    if (answer.fault === 'refuse') {
      request.socket.destroy();
      return;
    }
    for (const [name, value] of fields) response.setHeader(name, value);
    if (fields.every(([name]) => name.toLowerCase() !== 'date')) response.sendDate = true;
    if (answer.fault === 'early') early(response);
    this.#answers += 1;
    const body = answer.body ?? `answer ${this.#answers}`;
    if (answer.fault === 'cut' || answer.fault === 'cut-chunked') cut(response, answer.fault, body);
    if (response.headersSent) return;
    response.writeHead(status);
    response.end(status === 304 || status === 204 || method === 'HEAD' ? undefined : body);
  }
}

function early(response: ServerResponse): void {
  response.writeProcessing();
  response.writeEarlyHints({ link: '</style.css>; rel=preload' });
}

/** Half of the body, then the end of the connection. */
function cut(response: ServerResponse, fault: 'cut' | 'cut-chunked', body: string): void {
  if (fault === 'cut') response.setHeader('Content-Length', String(body.length + 100));
  response.write(body);
  setTimeout(() => response.destroy(), 50);
}

function rendered({ fields = {} }: Answer): [string, string | string[]][] {
  const text = (value: string | number) =>
    typeof value === 'number' ? new Date(Date.now() + value * 1000).toUTCString() : value;
  const one = (value: FieldValue) =>
    typeof value === 'string' || typeof value === 'number' ? text(value) : value.map(text);
  return Object.entries(fields).map(([name, value]) => [name, one(value)]);
}

/** Whether the request's condition names what would be answered. */
function unchanged({ headers }: IncomingMessage, fields: [string, string | string[]][]): boolean {
  const value = (name: string) => fields.find(([field]) => field.toLowerCase() === name)?.[1];
  const etag = value('etag');
  if (headers['if-none-match'] !== undefined) return headers['if-none-match'] === etag;
  const since = headers['if-modified-since'];
  return since !== undefined && since === value('last-modified');
}
