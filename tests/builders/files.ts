import { deflateRawSync } from 'node:zlib';
import * as XLSX from '@e965/xlsx';
import { packStored, type ZipPart } from '../../main/documents/workbook/read/zip-guard.ts';

export type Cell =
  | string
  | number
  | Date
  | null
  | { readonly t: 's' | 'n'; readonly f: string; readonly v?: string | number };
export type SheetSpec = {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** A1 ranges. */
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
};

/** A workbook file in the given format; `first1904` says that days are counted as old Macs did. */
export function workbookFile(
  sheets: readonly SheetSpec[],
  options: { readonly type?: 'xlsx' | 'xls' | 'xlsb'; readonly first1904?: boolean } = {},
): Buffer {
  const book = XLSX.utils.book_new();
  for (const spec of sheets) {
    const rows = spec.rows.map((row) => [...row]);
    const sheet = XLSX.utils.aoa_to_sheet(rows, { cellDates: false, dateNF: 'yyyy-mm-dd' });
    if (spec.merges !== undefined) sheet['!merges'] = spec.merges.map((range) => XLSX.utils.decode_range(range));
    XLSX.utils.book_append_sheet(book, sheet, spec.name);
  }
  const hidden = sheets.map((spec) => ({ Hidden: spec.hidden === true ? (1 as const) : (0 as const) }));
  book.Workbook = { Sheets: hidden, WBProps: { date1904: options.first1904 === true } };
  return Buffer.from(XLSX.write(book, { type: 'buffer', bookType: options.type ?? 'xlsx' }) as Uint8Array);
}

/** An xlsx whose one sheet is exactly this XML, or this whole document where it begins with a declaration. */
export function rawXlsx(sheetXml: string, extra: readonly ZipPart[] = []): Buffer {
  const part = (name: string, text: string): ZipPart => ({ name, bytes: Buffer.from(text) });
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  return packStored([
    part(
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/worksheets/sheet1.xml',
      /^<[?!]/.test(sheetXml) ? sheetXml : `<worksheet xmlns="${main}">${sheetXml}</worksheet>`,
    ),
    ...extra,
  ]);
}

/** A zip of one deflated part whose headers say it unpacks to ten bytes. */
export function lyingZip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const stored = packStored([
    { name: 'xl/workbook.xml', bytes: Buffer.from('<workbook/>') },
    { name, bytes: packed },
  ]);
  // Both headers of the second part: its method becomes deflate, its declared size ten bytes.
  for (const [signature, method, size] of [
    [0x04034b50, 8, 22],
    [0x02014b50, 10, 24],
  ] as const) {
    for (let at = 0; at + 46 < stored.length; at += 1) {
      const named = stored.subarray(at, at + 46 + name.length).includes(name);
      if (stored.readUInt32LE(at) !== signature || !named) continue;
      stored.writeUInt16LE(8, at + method);
      stored.writeUInt32LE(10, at + size);
    }
  }
  return stored;
}

/** What a workbook with an opening password looks like from outside: a container of one sealed package. */
export function encryptedFile(): Buffer {
  const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  return Buffer.concat([magic, Buffer.alloc(1_016), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(2_000)]);
}
