/** What a file is by its bytes. Names lie: half the .xls files of a county office are web pages. */
export type FileKind = 'zip' | 'compound' | 'html' | 'delimited' | 'other';

export function fileKind(file: Buffer): FileKind {
  if (file.length >= 4 && file.readUInt32LE(0) === 0x04034b50) return 'zip';
  if (file.length >= 8 && file.readUInt32BE(0) === 0xd0cf11e0) return 'compound';
  // BIFF2 to BIFF4: a bare worksheet stream without a container.
  if (file.length >= 4 && file[0] === 0x09 && [0x00, 0x02, 0x04].includes(file[1] ?? -1) && file[3] === 0)
    return 'compound';
  if (looksBinary(file) || file.toString('latin1', 0, 4) === '%PDF') return 'other';
  const head = file.toString('latin1', 0, 4_096).replaceAll('\0', '').toLowerCase();
  const opening = head.replace(/^[^<]{0,8}/, '').trimStart();
  const markup = /^(<\?xml|<!doctype html|<html|<meta|<table|<head)/.test(opening);
  return markup ? 'html' : 'delimited';
}

/** Text has next to no control bytes, and those of UTF-16 come every second byte. */
function looksBinary(file: Buffer): boolean {
  const sample = file.subarray(0, 65_536);
  if (sample.length === 0) return false;
  let odd = 0;
  let even = 0;
  let control = 0;
  for (let index = 0; index < sample.length; index += 1) {
    const byte = sample[index] ?? 0;
    if (byte === 0 && index % 2 === 1) odd += 1;
    else if (byte === 0) even += 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 26) control += 1;
  }
  if (isUtf16(sample)) return false;
  return (odd + even + control) / sample.length > 0.02;
}

export function isUtf16(file: Buffer): boolean {
  const mark = file.length >= 2 ? file.readUInt16BE(0) : 0;
  return mark === 0xfffe || mark === 0xfeff;
}
