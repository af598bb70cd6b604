import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REFUSED, SOWN } from '../builders/hostile-files.ts';
import { openShop, type Shop } from '../builders/shop.ts';
import type { ChildReport, FileReport } from './importing-child.ts';

const CHILD = fileURLToPath(new URL('importing-child.ts', import.meta.url));
/** What a village PC can spare: a bomb is stopped at 250 MB unpacked, and every file is let go again. */
const MOST_MEGABYTES = 1_400;

let shop: Shop;
let folder: string;
const reports = new Map<string, FileReport>();
let child: ChildReport;
let entriesBefore: number;

const count = (table: string): number =>
  (shop.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

beforeAll(async () => {
  shop = await openShop({ scheme: 'heixi' });
  shop.item({ code: 'WP001', name: '大米' });
  entriesBefore = count('entry');
  shop.db.close();
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const files = Object.entries(SOWN).map(([name, { file }]) => [name, file] as const);
  for (const [name, [file]] of Object.entries(REFUSED)) files.push([name, file]);
  const paths = files.map(([name, make]) => {
    const path = join(folder, name);
    writeFileSync(path, make());
    return path;
  });
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [CHILD, shop.folder, ...paths], { maxBuffer: 50_000_000 });
  const lines = stdout.trimEnd().split('\n');
  child = JSON.parse(lines.pop() ?? '') as ChildReport;
  for (const line of lines) {
    const report = JSON.parse(line) as FileReport;
    reports.set(report.file, report);
  }
  shop.open();
}, 240_000);

afterAll(() => {
  shop.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('files that are refused', () => {
  test.each(Object.entries(REFUSED).map(([name, [, code]]) => [name, code]))('%s: %s', (name, code) => {
    const report = reports.get(name);
    expect(report).toMatchObject({ refused: code, sheets: [] });
    expect(report?.sentence).toMatch(/^[\p{Script=Han}“].{4,}/u);
  });
});

describe('files with rows', () => {
  test.each(Object.entries(SOWN))('%s', (name, { added, bad, says }) => {
    const report = reports.get(name);
    expect(report?.refused).toBeNull();
    const sheets = report?.sheets ?? [];
    const messages = sheets.flatMap((sheet) => sheet.messages);
    const sum = (key: 'added' | 'bad'): number => sheets.reduce((total, sheet) => total + sheet[key], 0);
    expect({ added: sum('added'), bad: sum('bad'), messages }).toEqual({ added, bad, messages });
    for (const words of says) expect(messages.join('\n')).toContain(words);
    for (const message of messages) expect(message.length).toBeLessThan(200);
    expect(messages.join()).not.toMatch(/\p{Cs}|root:|undefined|NaN行|\[object/u);
  });
});

test('nothing but the good rows is in the books, clean and in order', () => {
  const { '负零.csv': inbound, ...rosters } = SOWN;
  expect(count('household')).toBe(Object.values(rosters).reduce((sum, sown) => sum + sown.added, 0));
  expect(count('entry')).toBe(entriesBefore + (inbound?.added ?? 0));
  expect(child.problem).toBeNull();
  const rows = shop.db.prepare('SELECT head_name AS head, note, household_no AS no FROM household').all() as {
    head: string;
    note: string;
    no: string;
  }[];
  for (const { head, note } of rows) expect(head + note).not.toMatch(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\ufeff]/u);
  expect(rows.find(({ no }) => no === 'GM501')).toMatchObject({ head: '磊仡', note: '低保户' });
  expect(rows.filter(({ no }) => no === 'GM401')).toHaveLength(1);
  expect(rows.find(({ no }) => no === 'GM605')).toMatchObject({ head: '欧阳磊', note: '他说"好", 真的' });
  expect(rows.find(({ no }) => no === 'GM601')).toMatchObject({ head: '王秀', note: '低保户' });
  expect(rows.find(({ no }) => no === 'GM901')?.note ?? '').not.toContain('root');
});

test('no file took more memory than a village PC has', () => {
  expect(child.megabytes).toBeLessThan(MOST_MEGABYTES);
});

test('a folder in place of a file is named on the command line', async () => {
  const { runCommand } = await import('../../main/host/cli/run-command.ts');
  const place = join(folder, 'folder.xlsx');
  mkdirSync(place);
  shop.db.close();
  expect(await runCommand(['--data', shop.folder, 'import', place])).toBe(2);
  shop.open();
});
