import { crc32, deflateRawSync } from 'node:zlib';
import type { ZipEntry } from './zip-entry.ts';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
/** 2.0: deflate. */
const NEEDED = 20;
const MADE_ON_UNIX = (3 << 8) | NEEDED;
const NAMES_ARE_UTF8 = 0x0800;
const DEFLATED = 8;
/** 1980-01-01 00:00, where the format begins: the time of a build must not be in its bytes. */
const NO_TIME = 0;
const FIRST_DAY = 0x0021;
const READABLE_FILE = (0o100644 << 16) >>> 0;

/** A zip archive (PKWARE APPNOTE 6.3, without zip64) that depends on names and contents alone. */
export function archiveOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const packed = deflateRawSync(entry.bytes, { level: 9 });
    const facts = factsOf(entry, name, packed);
    const local = Buffer.concat([uint32(LOCAL_HEADER), facts, name, packed]);
    files.push(local);
    directory.push(
      uint32(CENTRAL_HEADER),
      uint16(MADE_ON_UNIX),
      facts,
      // No comment, first disk, no internal attributes.
      ...[uint16(0), uint16(0), uint16(0)],
      uint32(READABLE_FILE),
      uint32(offset),
      name,
    );
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...files, central, endOf(entries.length, central.length, offset)]);
}

/** What the local and the central header of a file have in common. */
function factsOf(entry: ZipEntry, name: Buffer, packed: Buffer): Buffer {
  return Buffer.concat([
    ...[uint16(NEEDED), uint16(NAMES_ARE_UTF8), uint16(DEFLATED), uint16(NO_TIME), uint16(FIRST_DAY)],
    ...[uint32(crc32(entry.bytes)), uint32(packed.length), uint32(entry.bytes.length)],
    // No extra field: it would hold owner and times.
    ...[uint16(name.length), uint16(0)],
  ]);
}

function endOf(count: number, size: number, offset: number): Buffer {
  const disks = [uint16(0), uint16(0)];
  return Buffer.concat([
    uint32(END),
    ...disks,
    ...[uint16(count), uint16(count), uint32(size), uint32(offset), uint16(0)],
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
