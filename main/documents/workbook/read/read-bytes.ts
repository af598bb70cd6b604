import type { RawSheet } from '../../../../shared/domain/ledger/import/raw-workbook.ts';
import { decodeText, readDelimited, typedCell } from './delimited.ts';
import { fileKind } from './file-kind.ts';
import { READ_LIMITS, ReadRefusal, tooLarge } from './limits.ts';
import { rowsToRead } from './sheet-scan.ts';
import { readSheets } from './sheets.ts';
import { namesIn, packStored, unpackParts } from './zip-guard.ts';

/**
 * All sheets of a file that may be anything. Runs in a worker: a hostile file can only end that.
 * `fileName` is used to name the one sheet of a .csv, never to decide what the file is.
 * Throws ReadRefusal.
 */
export function readBytes(file: Buffer, fileName: string): RawSheet[] {
  if (file.length > READ_LIMITS.fileBytes) throw tooLarge(file.length, READ_LIMITS.fileBytes);
  switch (fileKind(file)) {
    case 'zip':
      return readZip(file);
    case 'compound':
      if (file.includes(SEALED)) throw new ReadRefusal({ code: 'file_encrypted' });
      return readSheets(file, READ_LIMITS.rows + 1);
    case 'html':
      return readSheets(decodeText(file), READ_LIMITS.rows + 1).map(withTypedFormulas);
    case 'delimited':
      return [readDelimited(file, sheetNameOf(fileName))];
    case 'other':
      throw new ReadRefusal({ code: 'file_not_a_workbook' });
  }
}

/** The stream that holds a workbook with an opening password. */
const SEALED = Buffer.from('EncryptedPackage', 'utf16le');

function readZip(file: Buffer): RawSheet[] {
  const names = namesIn(file);
  if (!names.some((name) => /^xl\/workbook\.(xml|bin)$/i.test(name))) {
    throw new ReadRefusal({ code: 'file_not_a_workbook' });
  }
  const parts = unpackParts(file);
  const rows = rowsToRead(parts);
  return readSheets(packStored(parts), rows);
}

function withTypedFormulas(sheet: RawSheet): RawSheet {
  const rows = sheet.rows.map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell && typedCell(cell)) }));
  return { ...sheet, rows };
}

function sheetNameOf(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  return base.replace(/\.[A-Za-z0-9]{1,5}$/, '') || 'CSV';
}
