import { once } from 'node:events';
import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { must } from '../../../../shared/kernel/assert.ts';
import { cleanText } from './cell-text.ts';

/**
 * The one place that reaches past exceljs's public types. exceljs makes the package (styles, sheet frame, print
 * set-up, zip); rows go past its cell objects as ready XML, which is several times faster, and straight to the zip
 * entry, which, unlike exceljs's own buffer, says when it is full: that keeps memory flat.
 * Written against 4.4.0, pinned exactly; the workbook tests fail if these members move.
 */
type StreamingWorkbook = ExcelJS.stream.xlsx.WorkbookWriter & {
  readonly styles: { addStyleModel(style: Partial<ExcelJS.Style>): number };
};
type StreamingSheet = ExcelJS.Worksheet & {
  readonly stream: { uncork(): void; readonly pipes: readonly Writable[] };
};

export type StyleIds = (style: Partial<ExcelJS.Style>) => number;

/** Cells of one row above the table, all in one style or each in its own. */
export type FrameRow = {
  readonly cells: readonly { readonly text: string; readonly style: Partial<ExcelJS.Style> }[];
  readonly heightPoints: number;
};

export type SheetFrame = {
  readonly name: string;
  readonly widths: readonly number[];
  /** Title, coverage and headings: they stay in sight and stand on every printed page. */
  readonly headingRows: readonly FrameRow[];
};

export type OpenSheet = {
  /** Appends row XML in UTF-8 once there is room for it. Rejects when the signal aborts. */
  writeRows(xml: Buffer): Promise<void>;
  close(filterRange: string): Promise<void>;
};

/** Opens a workbook that is written to `output` as it grows. */
export function openWorkbook(output: Writable, made: Date): StreamingWorkbook {
  return new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    created: made,
    creator: '爱心超市',
    lastModifiedBy: '爱心超市',
    // Level 6 saves a twentieth of the size and takes a quarter longer.
    // With an output buffer that holds a whole batch, compressing it is one job beside the next batch's rows.
    zip: { zlib: { level: 3, chunkSize: 262_144 } },
  } as ConstructorParameters<typeof ExcelJS.stream.xlsx.WorkbookWriter>[0]) as StreamingWorkbook;
}

export function styleIds(workbook: StreamingWorkbook): StyleIds {
  const known = new Map<string, number>();
  return (style) => {
    const key = JSON.stringify(style);
    const id = known.get(key) ?? workbook.styles.addStyleModel(style);
    known.set(key, id);
    return id;
  };
}

/** Adds a sheet and writes its heading rows. */
export function openSheet(workbook: StreamingWorkbook, frame: SheetFrame, signal: AbortSignal): OpenSheet {
  const rows = frame.headingRows.length;
  const sheet = workbook.addWorksheet(frame.name, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: rows }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${rows}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页 共 &N 页' },
  }) as StreamingSheet;
  sheet.columns = frame.widths.map((width) => ({ width }));
  for (const { cells, heightPoints } of frame.headingRows) {
    const row = sheet.addRow(cells.map((cell) => (cell.text === '' ? null : cleanText(cell.text))));
    row.height = heightPoints;
    cells.forEach((cell, index) => {
      row.getCell(index + 1).style = cell.style;
    });
    row.commit();
  }
  let entry: Writable | null = null;
  let room: Promise<unknown> = Promise.resolve();
  return {
    async writeRows(xml) {
      // One batch waits in the entry while the next is made.
      await room;
      entry ??= entryOf(sheet);
      if (entry.write(xml)) return;
      room = once(entry, 'drain', { signal });
      room.catch(() => undefined);
    },
    async close(filterRange) {
      await room;
      sheet.autoFilter = filterRange;
      sheet.commit();
    },
  };
}

/** The zip entry behind a sheet, after everything exceljs has buffered for it was passed on. */
function entryOf(sheet: StreamingSheet): Writable {
  sheet.stream.uncork();
  return must(sheet.stream.pipes[0], 'the zip archive reads from the sheet');
}
