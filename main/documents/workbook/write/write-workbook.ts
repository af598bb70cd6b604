import { createWriteStream } from 'node:fs';
import { must } from '../../../../shared/kernel/assert.ts';
import type { Instant } from '../../../../shared/kernel/brands.ts';
import type { LedgerRow } from '../../../../shared/domain/ledger/ledger-row.ts';
import { ByteChunks } from './byte-chunks.ts';
import { columnLetters, rowEncoder, rowStart } from './cell-xml.ts';
import { displayWidth, inlineString } from './cell-text.ts';
import { columnWidths, linesOf, ONE_LINE_HEADING } from './column-widths.ts';
import {
  type FrameRow,
  openSheet,
  openWorkbook,
  type OpenSheet,
  type SheetFrame,
  type StyleIds,
  styleIds,
} from './exceljs-package.ts';
import type { SheetColumn, SheetPlan, SheetRows } from './sheet-plan.ts';
import {
  bodyStyle,
  HEADING_STYLE,
  NOTE_RIGHT_STYLE,
  NOTE_STYLE,
  SIGNATURE_STYLE,
  TITLE_STYLE,
  totalStyle,
} from './styles.ts';

/** Rows read at a time; the first batch is looked at before the widths are fixed. */
const SAMPLE_ROWS = 1_000;
const LINE_POINTS = 14;
const ROW_PADDING_POINTS = 4;
/** The highest row a spreadsheet has. */
const HIGHEST_ROW_POINTS = 409;
const TOTAL_POINTS = 20;
/** Room above the line for a signature. */
const SIGNATURE_POINTS = 36;
/** Spreadsheets end here (2^20), and below the rows stand the 合计 and signature lines. */
const LAST_TABLE_ROW = 1_048_574;

export type WriteOptions = {
  /** When the workbook is made, as it will say in its properties. */
  readonly made: Instant;
  /** Stops the writing; the promise rejects and the file is left unfinished, for the caller to remove. */
  readonly signal: AbortSignal;
  /** Called now and then with the rows written so far, over all sheets, and the sheet being written. */
  readonly onRows?: (rows: number, sheet: string) => void;
};

/**
 * Writes sheets into one .xlsx file at `path`, reading each sheet's rows as it goes, and says how many rows each has.
 * Memory does not grow with the rows. Rejects on a full disk, an abort, or a row that does not fit its columns.
 */
export async function writeWorkbook(
  path: string,
  plans: readonly SheetPlan[],
  options: WriteOptions,
): Promise<number[]> {
  const output = createWriteStream(path);
  const failure = new AbortController();
  output.on('error', (error) => failure.abort(error));
  const signal = AbortSignal.any([options.signal, failure.signal]);
  try {
    const workbook = openWorkbook(output, new Date(options.made));
    const ids = styleIds(workbook);
    const counts: number[] = [];
    let before = 0;
    for (const plan of plans) {
      const report = (rows: number): void => options.onRows?.(before + rows, plan.name);
      const rows = await writeSheet((frame) => openSheet(workbook, frame, signal), plan, { ids, signal, report });
      counts.push(rows);
      before += rows;
    }
    await Promise.race([workbook.commit(), rejection(signal)]);
    return counts;
  } catch (error) {
    // The archive may still try to write; the file is let go when the stream has closed.
    output.destroy();
    if (!output.closed) await new Promise<void>((resolve) => output.once('close', () => resolve()));
    throw signal.aborted ? signal.reason : error;
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

type SheetTools = { readonly ids: StyleIds; readonly signal: AbortSignal; readonly report: (rows: number) => void };
type Opener = (frame: SheetFrame) => OpenSheet;

/** Writes one sheet from title to signatures and says how many rows the table has. */
async function writeSheet(open: Opener, plan: SheetPlan, tools: SheetTools): Promise<number> {
  let table: Table | null = null;
  for await (const batch of inBatches(plan.rows, SAMPLE_ROWS)) {
    table ??= beginTable(open, plan, batch, tools);
    tools.signal.throwIfAborted();
    await table.append(batch);
    tools.report(table.rows());
  }
  return must(table, 'there is always a first batch').finish();
}

type Table = {
  append(batch: readonly LedgerRow[]): Promise<void>;
  rows(): number;
  /** Sums, signatures and the end of the sheet. */
  finish(): Promise<number>;
};

function beginTable(open: Opener, plan: SheetPlan, sample: readonly LedgerRow[], { ids }: SheetTools): Table {
  const { columns } = plan;
  const widths = columnWidths(columns, sample, sample.length < SAMPLE_ROWS);
  const headingRows = headingRowsOf(plan);
  const sheet = open({ name: plan.name, widths, headingRows });
  const encode = rowEncoder(
    columns.map((column) => column.kind),
    columns.map((column) => ids(bodyStyle(column.kind))),
  );
  const summed = columns.flatMap((column, index) => (column.summed === true ? [index] : []));
  const sums = new Map(summed.map((index) => [index, 0]));
  const known = new Set<number>();
  const chunks = new ByteChunks();
  const firstRow = headingRows.length + 1;
  let lastRow = headingRows.length;
  return {
    rows: () => lastRow - headingRows.length,
    async append(batch) {
      for (const row of batch) {
        lastRow += 1;
        for (const index of summed) {
          const cell = row[index] ?? null;
          if (cell === null) continue;
          known.add(index);
          sums.set(index, (sums.get(index) ?? 0) + Number(cell));
        }
        chunks.add(encode(lastRow, row, rowHeight(linesOf(columns, widths, row))));
      }
      if (lastRow > LAST_TABLE_ROW) throw new Error(`${plan.name}: more rows than a spreadsheet holds`);
      for (const bytes of chunks.takeFull()) await sheet.writeRows(bytes);
    },
    async finish() {
      chunks.add(footerXml(plan, { firstRow, lastRow, sums, known, ids, widths }));
      for (const bytes of chunks.takeAll()) await sheet.writeRows(bytes);
      await sheet.close(`A${headingRows.length}:${columnLetters(columns.length)}${lastRow}`);
      return lastRow - headingRows.length;
    },
  };
}

/** Rows in batches of `size`; the last is shorter, and may be empty. */
async function* inBatches(rows: SheetRows, size: number): AsyncGenerator<readonly LedgerRow[], undefined> {
  let batch: LedgerRow[] = [];
  // Row by row without a promise each where the source allows it: a long export has a hundred thousand of them.
  if (Symbol.iterator in rows) {
    for (const row of rows) {
      if (batch.push(row) < size) continue;
      yield batch;
      batch = [];
    }
  } else {
    for await (const row of rows) {
      if (batch.push(row) < size) continue;
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

function rowHeight(lines: number): number | null {
  return lines === 1 ? null : Math.min(lines * LINE_POINTS + ROW_PADDING_POINTS, HIGHEST_ROW_POINTS);
}

/** Title across the sheet; what is covered at its left edge and the day at its right; the headings. */
function headingRowsOf(plan: SheetPlan): FrameRow[] {
  const last = plan.columns.length - 1;
  const blank = plan.columns.map((_, index) => index);
  const twoLines = plan.columns.some((column) => displayWidth(column.heading) > ONE_LINE_HEADING);
  return [
    { heightPoints: 30, cells: blank.map((index) => ({ text: index === 0 ? plan.title : '', style: TITLE_STYLE })) },
    {
      heightPoints: 20,
      cells: blank.map((index) =>
        index === last && last > 0
          ? { text: plan.madeOn, style: NOTE_RIGHT_STYLE }
          : { text: index === 0 ? plan.coverage : '', style: NOTE_STYLE },
      ),
    },
    {
      heightPoints: twoLines ? 34 : 22,
      cells: plan.columns.map((column) => ({ text: column.heading, style: HEADING_STYLE })),
    },
  ];
}

type Footer = {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly sums: ReadonlyMap<number, number>;
  /** Columns in which any row says a figure. */
  readonly known: ReadonlySet<number>;
  readonly ids: StyleIds;
  readonly widths: readonly number[];
};

/** The 合计 row, if anything is summed, and the line to sign on. */
function footerXml(plan: SheetPlan, { firstRow, lastRow, sums, known, ids, widths }: Footer): string {
  let rowNumber = lastRow;
  let xml = '';
  if (sums.size > 0) {
    rowNumber += 1;
    xml += rowStart(rowNumber, TOTAL_POINTS);
    plan.columns.forEach((column, index) => {
      const letters = columnLetters(index + 1);
      const start = `<c r="${letters}${rowNumber}" s="${ids(totalStyle(index === 0 ? 'text' : column.kind))}"`;
      const sum = sums.get(index);
      if (index === 0) xml += `${start} t="inlineStr">${inlineString('合计')}</c>`;
      // Worth that no row knows is not zero yuan.
      else if (sum === undefined || (column.kind === 'yuan' && lastRow >= firstRow && !known.has(index)))
        xml += `${start}/>`;
      else
        xml += `${start}>${sumXml(`${letters}${firstRow}:${letters}${lastRow}`, sum, column, lastRow < firstRow)}</c>`;
    });
    xml += '</row>';
  }
  rowNumber += 1;
  xml += rowStart(rowNumber, SIGNATURE_POINTS);
  plan.signatures.forEach((signature, index) => {
    const column = columnAt(widths, index / plan.signatures.length);
    const address = `${columnLetters(column + 1)}${rowNumber}`;
    xml += `<c r="${address}" s="${ids(SIGNATURE_STYLE)}" t="inlineStr">${inlineString(`${signature}：`)}</c>`;
  });
  return `${xml}</row>`;
}

/** The column that begins nearest to this share of the sheet's width. */
function columnAt(widths: readonly number[], share: number): number {
  const wanted = share * widths.reduce((sum, width) => sum + width, 0);
  let left = 0;
  let nearest = { column: 0, distance: Number.POSITIVE_INFINITY };
  widths.forEach((width, column) => {
    const distance = Math.abs(left - wanted);
    if (distance < nearest.distance) nearest = { column, distance };
    left += width;
  });
  return nearest.column;
}

/** A sum with its right value beside it: some programs show what is stored and never recompute. Nothing sums to 0. */
function sumXml(range: string, sum: number, column: SheetColumn, empty: boolean): string {
  const value = column.kind === 'points' || column.kind === 'yuan' ? sum / 100 : sum;
  return empty ? `<v>${value}</v>` : `<f>SUM(${range})</f><v>${value}</v>`;
}
