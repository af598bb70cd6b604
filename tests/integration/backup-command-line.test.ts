import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RecordWriter } from '../../main/backup/record-writer.ts';
import { openForReading } from '../../main/db/open-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../../main/host/cli.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-command-line-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shop(data: string, ...words: string[]) {
  const run = spawnSync(process.execPath, [CLI, '--data', join(folder, data), '--json', ...words], {
    encoding: 'utf8',
  });
  return { code: run.status, json: JSON.parse(run.stdout) as Record<string, unknown> };
}

test('a shop is backed up to a stick, looked at, put back, and brought to another PC', () => {
  const stick = join(folder, 'stick');
  expect(shop('a', 'backup')).toMatchObject({ code: 2, json: { error: { code: 'not_initialised' } } });
  expect(shop('a', 'demo', '--households', '5').code).toBe(0);
  const made = shop('a', 'backup', stick);
  expect(made).toMatchObject({ code: 0, json: { ok: true, backup: { kind: 'regular', sound: true } } });
  const file = join(stick, readdirSync(stick)[0] ?? '');
  expect(made.json['copy']).toBe(file);
  const books = shop('a', 'verify').json;

  const looked = shop('a', 'restore', file);
  expect(looked).toMatchObject({ code: 0, json: { restored: false, preview: { lostEntries: 0, related: true } } });
  expect(shop('a', 'restore', file, '--yes')).toMatchObject({ code: 0, json: { restored: true, lostEntries: 0 } });
  expect(shop('a', 'verify').json).toEqual(books);

  expect(shop('new-pc', 'restore', file, '--yes')).toMatchObject({ code: 0, json: { restored: true } });
  expect(shop('new-pc', 'verify').json).toEqual(books);
  // The books tell there that they were restored.
  expect(shop('new-pc', 'call', 'audit.list', '{"kinds":["restored"]}').json).toMatchObject({
    result: { total: 1, rows: [{ operatorName: '管理员' }] },
  });
});

test('what came after the backup is brought back from the second record on another PC', () => {
  const [stick, record] = [join(folder, 'stick-2'), join(folder, 'record')];
  expect(shop('c', 'demo', '--households', '5').code).toBe(0);
  shop('c', 'backup', stick);
  const file = join(stick, readdirSync(stick)[0] ?? '');
  const [household] = shop('c', 'call', 'household.search', '{"query":"1","limit":1}').json['result'] as {
    id: string;
  }[];
  const award = { requestId: 'award-12345678', householdId: household?.id, pointsCentipoints: 250, reason: '补记' };
  const awarded = shop('c', 'call', 'points.award', JSON.stringify(award));
  expect(awarded.code, JSON.stringify(awarded.json)).toBe(0);
  const books = shop('c', 'verify').json;
  mkdirSync(record);
  const db = openForReading(join(folder, 'c', 'shop.db'));
  expect(new RecordWriter({ db, folder: record, month: () => '2026-07' }).catchUp().condition).toBe('present');
  db.close();

  const back = shop('pc-2', 'restore', file, '--yes', '--replay', '--record', record);
  expect(back).toMatchObject({ code: 0, json: { restored: true, replayed: { entries: 1 } } });
  expect(shop('pc-2', 'verify').json).toEqual(books);
  const again = shop('pc-2', 'restore', file);
  expect(again.json).toMatchObject({ preview: { lostEntries: 1, replay: { entries: 1, damagedLine: null } } });
});

test('a file that is no backup is refused with its sentence', () => {
  const path = join(folder, 'letter.db');
  writeFileSync(path, '这不是备份');
  expect(shop('b', 'restore', path, '--yes')).toMatchObject({
    code: 2,
    json: {
      error: { code: 'backup_damaged', message: '备份“letter.db”已损坏或不是本程序的备份，不能恢复，请换一份' },
    },
  });
  expect(shop('b', 'restore', join(folder, 'gone.db'))).toMatchObject({
    code: 2,
    json: { error: { code: 'backup_not_found' } },
  });
});
