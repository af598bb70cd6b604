import iconv from 'iconv-lite';

/** A region of the two-byte code space, inclusive at both ends: leads × trails. */
type Region = readonly [leadFrom: number, leadTo: number, trailFrom: number, trailTo: number];

/**
 * Two-byte codes that GB18030 knows but receipt printers' GBK fonts leave empty or fill with something else:
 * the user-defined areas, and the characters that came after GBK 1.0 (Han components, ideographic description, €, ḿ, ǹ).
 */
const NOT_IN_PRINTERS: readonly Region[] = [
  [0xaa, 0xaf, 0xa1, 0xfe],
  [0xf8, 0xfe, 0xa1, 0xfe],
  [0xa1, 0xa7, 0x40, 0xa0],
  [0xfe, 0xfe, 0x50, 0xa0],
  [0xa9, 0xa9, 0x89, 0x95],
  [0xa8, 0xa8, 0xbc, 0xbc],
  [0xa8, 0xa8, 0xbf, 0xbf],
  [0xa2, 0xa2, 0xe3, 0xe3],
  [0xa6, 0xa6, 0xd9, 0xdf],
  [0xa6, 0xa6, 0xec, 0xed],
  [0xa6, 0xa6, 0xf3, 0xf3],
  [0xa6, 0xa6, 0xfe, 0xfe],
];

const isAscii = (character: string): boolean => character >= ' ' && character <= '~';

/**
 * The bytes a Chinese receipt printer prints for one character: one byte for printable ASCII, two for GBK,
 * or null when its built-in font has no such character. Never four bytes: a printer reads those as two wrong characters.
 */
export function gbkBytes(character: string): Buffer | null {
  if (isAscii(character)) return Buffer.from(character, 'latin1');
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80 || (code >= 0xe000 && code <= 0xf8ff) || code > 0xffff) return null;
  const bytes = iconv.encode(character, 'gb18030');
  const [lead, trail] = bytes;
  if (bytes.length !== 2 || lead === undefined || trail === undefined || lead < 0x81) return null;
  const absent = NOT_IN_PRINTERS.some(
    ([leadFrom, leadTo, trailFrom, trailTo]) =>
      lead >= leadFrom && lead <= leadTo && trail >= trailFrom && trail <= trailTo,
  );
  return absent ? null : bytes;
}

/** The bytes of a whole text, or null when any character of it has none. */
export function gbkText(text: string): Buffer | null {
  const parts: Buffer[] = [];
  for (const character of text) {
    const bytes = gbkBytes(character);
    if (bytes === null) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
