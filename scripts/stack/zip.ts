import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const STORED = 0;

/**
 * Unpacks an archive, without its one top folder, so that no `unzip` has to be installed. Covers what the two
 * archives we read use: stored and deflated files, no encryption, less than 4 GiB.
 */
export function unzipWithoutTopFolder(archive: Buffer, target: string): void {
  for (const file of filesOf(archive)) {
    const inside = normalize(file.name.slice(file.name.indexOf('/') + 1));
    if (inside.startsWith('..') || inside.startsWith(sep)) {
      throw new Error(`The archive holds a file that would leave its folder: ${file.name}`);
    }
    const path = join(target, inside);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contentOf(archive, file));
  }
}

type Entry = { name: string; method: number; size: number; offset: number };

function* filesOf(archive: Buffer): Generator<Entry> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) {
    throw new Error('This is not a zip archive.');
  }
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY) {
      throw new Error('The zip archive is damaged.');
    }
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength);
    if (!name.endsWith('/')) {
      const [method, size, offset] = [
        archive.readUInt16LE(at + 10),
        archive.readUInt32LE(at + 20),
        archive.readUInt32LE(at + 42),
      ];
      yield { name, method, size, offset };
    }
    at += ENTRY_SIZE + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

function contentOf(archive: Buffer, { method, size, offset }: Entry): Buffer {
  const begin = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const bytes = archive.subarray(begin, begin + size);
  return method === STORED ? bytes : inflateRawSync(bytes);
}
