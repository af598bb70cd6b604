/** What a clerk's file may weigh. A year of a large village is about a tenth of each. */
export const READ_LIMITS = {
  fileBytes: 50_000_000,
  /** All parts of an xlsx unpacked together. */
  unpackedBytes: 250_000_000,
  zipEntries: 2_000,
  sheets: 100,
  /** Rows with content on one sheet. */
  rows: 200_000,
  columns: 256,
  /** Cells written in one sheet's XML, empty but formatted ones included. */
  cells: 6_000_000,
  /** Cells repeated down merged ranges, all of a sheet together. */
  mergedCells: 500_000,
  /** Characters kept of one cell; the longest field a ledger takes is a tenth of it. */
  cellCharacters: 5_000,
  workerHeapMegabytes: 1_536,
  seconds: 300,
} as const;

/** Thrown inside the reader and turned into a refusal at its border. */
export class ReadRefusal extends Error {
  override readonly name = 'ReadRefusal';
  readonly refusal: ReadRefusalData;
  constructor(refusal: ReadRefusalData) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export type ReadRefusalData =
  | { readonly code: 'file_too_large'; readonly megabytes: number; readonly limitMegabytes: number }
  | { readonly code: 'file_encrypted' }
  | { readonly code: 'file_not_a_workbook' }
  | { readonly code: 'file_damaged' }
  | { readonly code: 'file_quote_open'; readonly row: number }
  | { readonly code: 'sheet_too_large'; readonly sheet: string; readonly rows: number; readonly limitRows: number }
  | { readonly code: 'cancelled' };

export function tooLarge(bytes: number, limitBytes: number): ReadRefusal {
  return new ReadRefusal({
    code: 'file_too_large',
    megabytes: Math.ceil(bytes / 1_000_000),
    limitMegabytes: Math.floor(limitBytes / 1_000_000),
  });
}
