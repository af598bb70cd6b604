/**
 * What exporting 100,000 lines of the 兑换领取台账 costs, from the request to the finished file (worker, snapshot,
 * query, workbook), against exceljs's own streaming writer that is handed the same cells ready-made, with the same
 * formats and in the same layout. Both alternate in this process; median of three. Then the most memory a fresh
 * process needs for 20,000 and for 100,000 rows.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { openForReading } from '../../main/db/open-database.ts';
import { ledgerSource } from '../../main/db/repositories/ledger-rows.ts';
import { bodyStyle } from '../../main/documents/workbook/write/styles.ts';
import { exportDesk } from '../../main/host/export-desk.ts';
import { LEDGERS } from '../../shared/domain/ledger/ledger-definitions.ts';
import type { LedgerCell } from '../../shared/domain/ledger/ledger-row.ts';
import { must } from '../../shared/kernel/assert.ts';
import type { Instant, LocalDate } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { openShop, type Shop, TEST_PERSONAL, TODAY, valueOf } from '../builders/shop.ts';
import { fillHouseholds, fillItems, fillJournal, LINES, timedIds } from './fill-shop.ts';
import { median, msSince, now } from './report.ts';

const ROWS = Number(process.env['AIXIN_ROWS'] ?? 100_000);
const ROUNDS = 3;
const MOST = 1.3;
const COLUMNS = LEDGERS.redemption.columns;
const OPERATOR = { today: localDate(TODAY), recordedAt: '2026-07-15T02:00:00.000Z' as Instant };

const [, , childPath, childTo] = process.argv;
if (childPath !== undefined) await reportMemory(childPath, childTo === undefined ? null : localDate(childTo));
else await run();

async function run(): Promise<void> {
  const shop = await openShop({ scheme: 'heixi' });
  try {
    const newId = timedIds(3);
    const items = fillItems(shop);
    const households = fillHouseholds(shop, 3_000, newId);
    // A redemption of five lines has 3 postings a line and 3 more; an award has 2.
    const postings = (ROWS / LINES) * (3 * LINES + 3) + households.length * 2;
    fillJournal({ ...shop.context(), newId }, households, items, postings);
    shop.db.pragma('wal_checkpoint(TRUNCATE)');
    await compareTimes(shop);
    compareMemory(shop);
  } finally {
    shop.close();
  }
}

async function compareTimes(shop: Shop): Promise<void> {
  const cells = readyCells(shop.path);
  const times = { ours: [] as number[], exceljs: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.ours.push(await timed(() => exportAll(shop, null)));
    times.exceljs.push(await timed(() => exceljsStreaming(cells, true)));
    times.bare.push(await timed(() => exceljsStreaming(cells, false)));
  }
  const seconds = (values: number[]): string => (median(values) / 1000).toFixed(2);
  const ratio = median(times.ours) / median(times.exceljs);
  console.log(
    `export ${cells.length} rows: ${seconds(times.ours)} s, exceljs streaming: ${seconds(times.exceljs)} s, ` +
      `ratio ${ratio.toFixed(2)} (${ratio <= MOST ? 'within' : 'ABOVE'} ${MOST.toFixed(2)}); ` +
      `exceljs without any formats: ${seconds(times.bare)} s, ratio ${(median(times.ours) / median(times.bare)).toFixed(2)}`,
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = now();
  await work();
  return msSince(started);
}

/** The export as the host does it, up to the finished file. */
async function exportAll(shop: Pick<Shop, 'path'>, to: LocalDate | null): Promise<void> {
  const desk = exportDesk(shop.path, () => TEST_PERSONAL);
  const request = {
    ledger: 'redemption' as const,
    from: null,
    to,
    villageId: null,
    householdId: null,
    level: 'office' as const,
  };
  const work = desk.exportLedger(OPERATOR, request, new AbortController().signal);
  let step = await work.next();
  while (step.done !== true) step = await work.next();
  await desk.exportedFile(valueOf(step.value).exportId);
}

type ReadyCell = string | number | Date | null;

function readyCells(path: string): ReadyCell[][] {
  const db = openForReading(path);
  const all = {
    from: null,
    to: null,
    villageId: null,
    householdId: null,
    level: 'full' as const,
    yearlyCapCentipoints: null,
    today: OPERATOR.today,
  };
  const rows = [...ledgerSource(db, 'redemption', all).rows].map((row) => row.map(readyCell));
  db.close();
  return rows;
}

function readyCell(cell: LedgerCell, column: number): ReadyCell {
  const kind = COLUMNS[column]?.kind;
  if (typeof cell === 'string') return kind === 'dateTime' ? new Date(`${cell.replace(' ', 'T')}:00Z`) : cell;
  return cell !== null && (kind === 'points' || kind === 'yuan') ? cell / 100 : cell;
}

/** exceljs as its manual shows it: one shared style object a column, rows committed as they come. */
async function exceljsStreaming(cells: readonly ReadyCell[][], styled: boolean): Promise<void> {
  const filename = join(tmpdir(), `aixin-bench-${process.pid}.xlsx`);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename, useStyles: styled });
  const sheet = workbook.addWorksheet(LEDGERS.redemption.sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  const styles = COLUMNS.map((column) => bodyStyle(column.kind));
  sheet.addRow(COLUMNS.map((column) => column.heading)).commit();
  for (const values of cells) {
    const row = sheet.addRow(values);
    if (styled) styles.forEach((style, index) => (row.getCell(index + 1).style = style));
    row.commit();
  }
  sheet.commit();
  await workbook.commit();
  rmSync(filename);
}

function compareMemory(shop: Shop): void {
  // The rows are spread evenly over the days, so a fifth of the days is a fifth of the rows.
  const days = Math.ceil(must(lastDay(shop), 'there are redemptions') / 5);
  const part = memoryMegabytes(shop, addDays(localDate('2026-01-01'), days - 1));
  const whole = memoryMegabytes(shop, null);
  console.log(`most memory: ${part.megabytes} MB at ${part.rows} rows, ${whole.megabytes} MB at ${whole.rows} rows`);
}

function lastDay(shop: Shop): number | undefined {
  const row = shop.db
    .prepare("SELECT julianday(max(business_date)) - julianday('2026-01-01') + 1 FROM redemption")
    .pluck()
    .get();
  return typeof row === 'number' ? row : undefined;
}

function memoryMegabytes(shop: Shop, to: LocalDate | null): { readonly rows: number; readonly megabytes: number } {
  const args = [fileURLToPath(import.meta.url), shop.path, ...(to === null ? [] : [to])];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as { rows: number; megabytes: number };
}

/** In a child: one export, and the most memory seen while it ran. */
async function reportMemory(path: string, to: LocalDate | null): Promise<void> {
  const desk = exportDesk(path, () => TEST_PERSONAL);
  const request = {
    ledger: 'redemption' as const,
    from: null,
    to,
    villageId: null,
    householdId: null,
    level: 'office' as const,
  };
  const work = desk.exportLedger(OPERATOR, request, new AbortController().signal);
  let most = 0;
  let step = await work.next();
  for (; step.done !== true; step = await work.next()) most = Math.max(most, process.memoryUsage.rss());
  const { rows } = valueOf(step.value);
  console.log(JSON.stringify({ rows, megabytes: Math.round(Math.max(most, process.memoryUsage.rss()) / 1e6) }));
}
