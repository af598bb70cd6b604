import { crc32, inflateRawSync } from 'node:zlib';
import { READ_LIMITS, ReadRefusal, tooLarge } from './limits.ts';

export type ZipPart = { readonly name: string; readonly bytes: Buffer };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const DEFLATED = 8;
const STORED = 0;
const ENCRYPTED_FLAG = 1;

/** Parts that carry no cells: pictures, macros, links to other files, printers. They are never unpacked. */
const UNWANTED =
  /(^|\/)(media|embeddings|drawings|externalLinks|printerSettings|activeX|ctrlProps|customXml|charts)\//i;
const WANTED = /\.(xml|rels|bin)$/i;

/**
 * The parts of a zip that a workbook reader needs, unpacked under one budget. Declared sizes lie, so only what
 * really comes out counts, and unpacking stops at the limit instead of after it.
 * Throws ReadRefusal: file_damaged, file_encrypted, file_too_large.
 */
export function unpackParts(file: Buffer, budgetBytes: number = READ_LIMITS.unpackedBytes): ZipPart[] {
  const parts: ZipPart[] = [];
  const seen = new Set<string>();
  let left = budgetBytes;
  for (const entry of directoryOf(file)) {
    if (UNWANTED.test(entry.name) || !WANTED.test(entry.name) || /vbaProject/i.test(entry.name)) continue;
    if (seen.has(entry.name)) continue;
    seen.add(entry.name);
    const bytes = unpack(file, entry, left, budgetBytes);
    left -= bytes.length;
    parts.push({ name: entry.name, bytes });
  }
  return parts;
}

/** The names in the directory, wanted or not: enough to tell a workbook from a document. */
export function namesIn(file: Buffer): string[] {
  return directoryOf(file).map((entry) => entry.name);
}

/**
 * A zip of the same parts without compression. The reader is given this instead of the file, so that what was
 * checked is what is read.
 */
export function packStored(parts: readonly ZipPart[]): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name, 'utf8');
    const local = header(LOCAL_HEADER, 30, part.bytes, name.length);
    const central = header(DIRECTORY_ENTRY, 46, part.bytes, name.length);
    central.writeUInt32LE(offset, 42);
    chunks.push(local, name, part.bytes);
    directory.push(central, name);
    offset += local.length + name.length + part.bytes.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, directoryBytes, end]);
}

/** A local header or a directory entry: the same fields, two bytes further on in the directory. */
function header(signature: number, size: number, bytes: Buffer, nameLength: number): Buffer {
  const shift = signature === DIRECTORY_ENTRY ? 2 : 0;
  const block = Buffer.alloc(size);
  block.writeUInt32LE(signature, 0);
  if (shift > 0) block.writeUInt16LE(20, 4);
  block.writeUInt16LE(20, 4 + shift);
  block.writeUInt16LE(0x800, 6 + shift);
  block.writeUInt16LE(STORED, 8 + shift);
  block.writeUInt32LE(crc32(bytes), 14 + shift);
  block.writeUInt32LE(bytes.length, 18 + shift);
  block.writeUInt32LE(bytes.length, 22 + shift);
  block.writeUInt16LE(nameLength, 26 + shift);
  return block;
}

type Entry = {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packedBytes: number;
  readonly offset: number;
};

function directoryOf(file: Buffer): Entry[] {
  const end = endOfDirectory(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > READ_LIMITS.zipEntries) throw new ReadRefusal({ code: 'file_damaged' });
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) {
      throw new ReadRefusal({ code: 'file_damaged' });
    }
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      flags: file.readUInt16LE(at + 8),
      method: file.readUInt16LE(at + 10),
      packedBytes: file.readUInt32LE(at + 20),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function endOfDirectory(file: Buffer): number {
  const first = Math.max(0, file.length - 65_557);
  for (let at = file.length - 22; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new ReadRefusal({ code: 'file_damaged' });
}

function unpack(file: Buffer, entry: Entry, left: number, budgetBytes: number): Buffer {
  if ((entry.flags & ENCRYPTED_FLAG) !== 0) throw new ReadRefusal({ code: 'file_encrypted' });
  const at = entry.offset;
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL_HEADER) throw new ReadRefusal({ code: 'file_damaged' });
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  if (start + entry.packedBytes > file.length) throw new ReadRefusal({ code: 'file_damaged' });
  const packed = file.subarray(start, start + entry.packedBytes);
  if (packed.length > left) throw tooLarge(budgetBytes - left + packed.length, budgetBytes);
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED || packed.length === 0) throw new ReadRefusal({ code: 'file_damaged' });
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(budgetBytes + 1, budgetBytes);
    throw new ReadRefusal({ code: 'file_damaged' });
  }
}
