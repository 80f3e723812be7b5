import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 1200;
const HEIGHT = 675;

// Palette entries: wall, table, cup, coffee, saucer, steam.
const COLOURS = ['#e9dcc9', '#8a5a3c', '#f7f3ec', '#4b2a1a', '#d8cbb8', '#f6eee2'];

/** Draws a cup of coffee on a table as a PNG, so that no picture has to be shipped or PHP extension installed. */
export function drawPicture(): Uint8Array<ArrayBuffer> {
  const rows = new Uint8Array((WIDTH + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      rows[y * (WIDTH + 1) + 1 + x] = colourAt(x, y);
    }
  }
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header()),
      chunk('PLTE', Buffer.from(COLOURS.map((colour) => colour.slice(1)).join(''), 'hex')),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function colourAt(x: number, y: number): number {
  if (inEllipse(x, y, 600, 300, 165, 34)) {
    return inEllipse(x, y, 600, 302, 145, 25) ? 3 : 2;
  }
  const handle = inEllipse(x, y, 765, 385, 75, 65) && !inEllipse(x, y, 765, 385, 48, 40);
  const cup = y > 300 && inEllipse(x, y, 600, 300, 165, 200);
  if (cup || handle) {
    return 2;
  }
  if (inEllipse(x, y, 600, 495, 260, 42)) {
    return 4;
  }
  const steam =
    y > 110 && y < 250 && [540, 600, 660].some((at) => Math.abs(x - at - 14 * Math.sin(y / 22)) < 7);
  return steam ? 5 : y > 440 ? 1 : 0;
}

function inEllipse(x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean {
  return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
}

function header(): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(WIDTH, 0);
  bytes.writeUInt32BE(HEIGHT, 4);
  // Eight bits a pixel, indexed colour; compression, filter and interlace as everybody uses them.
  bytes.set([8, 3, 0, 0, 0], 8);
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
