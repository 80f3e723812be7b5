/** A line between the site and its Worker that a journey can cut, freeze, or let a stranger answer on. */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EDGE } from './addresses.ts';

export type Fault = 'none' | 'frozen' | 'stranger';

export class Line {
  fault: Fault = 'none';
  /** Methods and paths that came through, or would have. */
  readonly calls: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((asked, answer) => this.#take(asked, answer));
  }

  static async open(): Promise<Line> {
    const line = new Line();
    await new Promise<void>((done) => line.#server.listen(0, '127.0.0.1', done));
    return line;
  }

  get address(): string {
    return `http://127.0.0.1:${portOf(this.#server.address())}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(asked: IncomingMessage, answer: ServerResponse): void {
    this.calls.push(`${asked.method} ${asked.url}`);
    if (this.fault === 'frozen') return;
    if (this.fault === 'stranger') {
      answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Please log in</h1>');
      return;
    }
    // The host stays as the site wrote it: it is signed.
    const on = request(
      `${EDGE}${asked.url}`,
      { method: asked.method, headers: asked.headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    on.on('error', () => answer.destroy());
    asked.pipe(on);
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');
  return address.port;
}
