import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORPCError } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openForReading } from '../../main/db/open-database.ts';
import { listAudit } from '../../main/journal/audit-trail.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import { maskIdNumber, maskPhone } from '../../shared/domain/household/masking.ts';
import { ROLES, type Role } from '../../shared/domain/staff/role.ts';
import { must } from '../../shared/kernel/assert.ts';
import { headNameOf, idNumberOf, phoneOf } from '../bench/people.ts';
import { workbookFile } from '../builders/files.ts';
import { TestHost } from '../builders/host.ts';
import { drain as finish } from '../../main/host/cli/setup.ts';
import { openWithOpenpyxl } from '../builders/office.ts';

const HEADINGS = ['户编号', '户主', '身份证号', '村', '村民小组', '人口', '电话', '成员', '备注'];
const COUNT = 60;
const numbered = (index: number): string => `GM${String(index + 1).padStart(3, '0')}`;

let shop: TestHost;
beforeEach(async () => {
  shop = await TestHost.withShop();
});
afterEach(() => shop.close());

/** A roster as clerks keep it: numbers of whole families in the wrong columns too. */
function roster(): File {
  const rows = Array.from({ length: COUNT }, (_, index) => [
    numbered(index),
    headNameOf(index),
    idNumberOf(index),
    '光明村',
    '一组',
    3,
    phoneOf(index),
    index % 10 === 0 ? `王芳(配偶)${idNumberOf(5_000 + index)}` : '王芳(配偶)',
    index % 15 === 0 ? `代办人${idNumberOf(7_000 + index)}` : '',
  ]);
  return new File([new Uint8Array(workbookFile([{ name: '户籍花名册', rows: [HEADINGS, ...rows] }]))], '花名册.xlsx');
}

const EVERY_NUMBER = [0, 5_000, 7_000].flatMap((from) =>
  Array.from({ length: COUNT }, (_, index) => idNumberOf(from + index)),
);

async function takeRoster(file: File = roster()) {
  const office = shop.as('clerk').ledger;
  const preview = await finish(await office.previewImport({ file }));
  return { preview, outcome: await finish(await office.commitImport({ importId: preview.importId })) };
}

/** The files of the data folder in which any number stands, forwards or backwards. */
function filesWithNumbers(folder: string = shop.folder): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    if (!statSync(path).isFile()) return false;
    const bytes = readFileSync(path).toString('latin1');
    return EVERY_NUMBER.some((id) => {
      // Without the check character too, and as a search once kept them: from the end.
      const digits = id.slice(0, 17);
      return bytes.includes(digits) || bytes.includes([...digits].reverse().join(''));
    });
  });
}

async function householdOf(query: string) {
  return must((await shop.as('clerk').household.search({ query }))[0], `${query} is found`);
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal | string> {
  const error: unknown = await work.then(
    () => 'nothing was refused',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ORPCError)) return String(error);
  return error.code === 'REFUSED' ? (error.data as Refusal) : String(error.code);
}

describe('no number of a person stands in clear in any file', () => {
  test('after a roster was imported, worked with, backed up, and a bug was logged', async () => {
    const { outcome } = await takeRoster();
    expect(outcome.sheets[0]).toMatchObject({ added: COUNT, bad: 0 });
    const { id } = await householdOf(idNumberOf(3));
    const clerk = shop.as('clerk');
    await clerk.household.showPersonal({ householdId: id });
    await clerk.household.dataSheet({ householdId: id });
    await clerk.points.award({
      requestId: 'award-with-a-number',
      householdId: id,
      pointsCentipoints: 1_000,
      date: (await clerk.settings.status()).businessDate,
      reason: `陪护${idNumberOf(5_001)}就医`,
    });
    await correct(id, { idNumber: idNumberOf(7_005), note: `旧号${idNumberOf(3)}` });
    shop.host.services.recordFault(new Error(`cannot spell ${idNumberOf(4)}`), 'a test');
    expect((await shop.host.services.backup.backUpNow()).ok).toBe(true);
    const files = readdirSync(shop.folder, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining(['shop.db', 'shop.db-wal', 'personal.key', join('logs', 'faults.log')]),
    );
    expect(files.filter((name) => name.startsWith('backups')).length).toBeGreaterThan(1);
    expect(filesWithNumbers()).toEqual([]);
    const trail = JSON.stringify(listAudit(shop.host.services.db, 0, 1_000));
    expect(EVERY_NUMBER.filter((number) => trail.includes(number))).toEqual([]);
    // The numbers are there all the same.
    expect(await clerk.household.showPersonal({ householdId: id })).toMatchObject({ idNumber: idNumberOf(7_005) });
  });

  test('books and backups from before numbers were sealed are sealed when they are opened, and found as before', async () => {
    await takeRoster();
    const { db } = shop.host.services;
    db.exec("DELETE FROM household_term WHERE kind = 'id'; DELETE FROM setting WHERE key LIKE 'personal.%'");
    for (let index = 0; index < COUNT; index += 1) {
      const householdNo = numbered(index);
      db.prepare('UPDATE household SET id_number = ?, note = ? WHERE household_no = ?').run(
        idNumberOf(index),
        idNumberOf(7_000 + index),
        householdNo,
      );
      db.prepare("INSERT INTO household_term SELECT ?, 'id', id FROM household WHERE household_no = ?").run(
        [...idNumberOf(index).toLowerCase()].reverse().join(''),
        householdNo,
      );
    }
    await shop.host.services.backup.backUpNow();
    expect(filesWithNumbers().length).toBeGreaterThan(1);
    await shop.restart();
    expect(filesWithNumbers().filter((name) => !name.startsWith('backups'))).toEqual([]);
    await shop.host.sealOldCopies();
    expect(filesWithNumbers()).toEqual([]);
    expect(await shop.as('clerk').household.search({ query: idNumberOf(7).slice(-6) })).toMatchObject([
      { householdNo: numbered(7), matched: 'id' },
    ]);
    await expect(shop.as('administrator').settings.verify()).resolves.toMatchObject({ problem: null });
    const { backups } = await shop.host.services.backup.state();
    const preview = await shop.host.services.backup.preview(must(backups[0], 'a backup').path);
    expect(preview).toMatchObject({ ok: true });
  });

  test('a backup from before, restored, is sealed again', async () => {
    await takeRoster();
    const { db, backup } = shop.host.services;
    const sealed = db.prepare('SELECT id_number FROM household WHERE household_no = ?').pluck().get(numbered(0));
    db.exec("DELETE FROM setting WHERE key LIKE 'personal.%'");
    db.prepare('UPDATE household SET id_number = ? WHERE household_no = ?').run(idNumberOf(0), numbered(0));
    await backup.backUpNow();
    db.prepare('UPDATE household SET id_number = ? WHERE household_no = ?').run(sealed, numbered(0));
    const { path } = must((await backup.state()).backups[0], 'a backup');
    const preview = await backup.preview(path);
    if (!preview.ok) throw new Error(preview.error.code);
    const { lastHash, lostEntries } = preview.value;
    expect(await backup.restore(path, { lastHash, lostEntries })).toMatchObject({ ok: true });
    expect(db.prepare('SELECT id_number FROM household WHERE household_no = ?').pluck().get(numbered(0))).toBe(sealed);
    await shop.host.sealOldCopies();
    expect(filesWithNumbers()).toEqual([]);
    expect(shop.host.services.personal.state()).toMatchObject({ kind: 'open' });
  });
});

async function correct(
  id: string,
  change: { readonly idNumber?: string; readonly note?: string; readonly phone?: string },
) {
  const { household } = await shop.as('clerk').household.card({ householdId: id });
  const { householdNo, headName, villageId, groupName, members, memberCount } = household;
  return shop
    .as('clerk')
    .household.save({ householdId: id, householdNo, headName, villageId, groupName, members, memberCount, ...change });
}

describe('who sees what', () => {
  test('nobody is sent a whole number by any list, search or card; clerk and administrator ask and are recorded', async () => {
    await takeRoster();
    const { id } = await householdOf(numbered(3));
    const [idNumber, phone] = [idNumberOf(3), phoneOf(3)];
    const allowed: Role[] = [];
    for (const role of ROLES) {
      const { household } = shop.as(role);
      const seen = JSON.stringify([
        await household.search({ query: numbered(3) }),
        await household.card({ householdId: id }),
        await household.list({}),
      ]);
      expect([seen.includes(idNumber), seen.includes(phone)], role).toEqual([false, false]);
      expect([seen.includes(maskIdNumber(idNumber)), seen.includes(maskPhone(phone))], role).toEqual([true, true]);
      const shown = await household
        .showPersonal({ householdId: id })
        .catch((error: ORPCError<string, unknown>) => error.code);
      if (shown !== 'FORBIDDEN') {
        expect(shown).toEqual({ idNumber, phone });
        allowed.push(role);
      }
    }
    expect(allowed).toEqual(['clerk', 'administrator']);
    const shownTo = listAudit(shop.host.services.db, 0, 1_000).filter(({ kind }) => kind === 'personal_data_shown');
    expect(shownTo.map(({ operatorName, subject }) => [operatorName, subject])).toEqual([
      ['clerk甲', `${numbered(3)} ${headNameOf(3)}`],
      ['administrator甲', `${numbered(3)} ${headNameOf(3)}`],
    ]);
  });

  test('the data sheet of a household tells it everything, who looked and what was corrected, numbers masked there', async () => {
    await takeRoster();
    const { id } = await householdOf(numbered(3));
    await shop.as('administrator').household.showPersonal({ householdId: id });
    await correct(id, { phone: '13900001111' });
    const sheet = await shop.as('clerk').household.dataSheet({ householdId: id });
    expect(sheet).toMatchObject({
      idNumber: idNumberOf(3),
      phone: '13900001111',
      household: { householdNo: numbered(3) },
    });
    expect(sheet.looks.map(({ kind, operatorName, what }) => [kind, operatorName, what])).toEqual([
      ['shown', 'clerk甲', '本户信息表'],
      ['corrected', 'clerk甲', `电话：${maskPhone(phoneOf(3))}→139****1111`],
      ['shown', 'administrator甲', '身份证号和电话'],
    ]);
  });

  test('a register does not take an identity number anywhere but in its own field', async () => {
    await takeRoster();
    const { id } = await householdOf(numbered(3));
    const saved = await correct(id, { note: `老伴${idNumberOf(9)}` });
    expect(saved.note).toBe(`老伴${maskIdNumber(idNumberOf(9))}`);
    expect(await refusalOf(correct(id, { idNumber: '12345' }))).toMatchObject({ code: 'input_invalid' });
    expect(await refusalOf(correct(id, { idNumber: idNumberOf(4) }))).toMatchObject({ code: 'id_number_taken' });
  });
});

describe('workbooks', () => {
  async function exported(role: Role, reason: string | null): Promise<File> {
    const { ledger } = shop.as(role);
    const input = { ledger: 'household_roster' } as const;
    const work = reason === null ? ledger.export(input) : ledger.exportPersonal({ ...input, reason });
    const { exportId } = await finish(await work);
    return ledger.exportedFile({ exportId });
  }

  async function cellsOf(file: File): Promise<string> {
    const path = join(shop.folder, 'exported.xlsx');
    writeFileSync(path, new Uint8Array(await file.arrayBuffer()));
    const cells = JSON.stringify(openWithOpenpyxl(path)[0]?.cells);
    rmSync(path);
    return cells;
  }

  test('are masked unless a clerk or the administrator says what for, which leaves a trace', async () => {
    await takeRoster();
    const masked = await cellsOf(await exported('accountant', null));
    expect(masked).toContain(maskIdNumber(idNumberOf(3)));
    expect(masked).toContain(maskPhone(phoneOf(3)));
    expect([masked.includes(idNumberOf(3)), masked.includes(phoneOf(3)), masked.includes(headNameOf(3))]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await refusalOf(exported('accountant', '报送镇政府'))).toBe('FORBIDDEN');
    expect(await refusalOf(exported('clerk', '报送'))).toMatchObject({ code: 'input_invalid' });
    const clear = await cellsOf(await exported('clerk', '报送镇政府备案'));
    expect([clear.includes(idNumberOf(3)), clear.includes(phoneOf(3))]).toEqual([true, true]);
    const traces = listAudit(shop.host.services.db, 0, 1_000).filter(
      ({ kind, detail }) => kind === 'exported' && typeof detail['reason'] === 'string',
    );
    expect(traces).toMatchObject([
      {
        operatorName: 'clerk甲',
        subject: '户籍花名册',
        detail: { reason: '报送镇政府备案', personal: expect.any(String) as unknown },
      },
    ]);
  });

  test('those that a killed host left behind are swept away, those of a running one are not', async () => {
    // No process has this number: it is beyond what systems give out.
    const left = join(tmpdir(), `aixin-export-99999999-${process.pid}`);
    const another = join(tmpdir(), `aixin-export-${process.ppid}-${process.pid}`);
    for (const folder of [left, another]) mkdirSync(folder);
    await exported('clerk', null);
    expect([existsSync(left), existsSync(another)]).toEqual([false, true]);
    rmSync(another, { recursive: true });
  });

  test('a masked roster comes back without touching what is kept, says so once, and can open a new shop', async () => {
    await takeRoster();
    const file = await exported('clerk', null);
    const again = await takeRoster(file);
    expect(again.outcome.sheets[0]).toMatchObject({ added: 0, updated: 0, bad: 0, skipped: COUNT });
    expect(again.preview.sheets[0]?.problems.map((problem) => problem.code)).toEqual(['numbers_masked']);
    expect(await householdOf(idNumberOf(5))).toMatchObject({
      householdNo: numbered(5),
      phoneMasked: maskPhone(phoneOf(5)),
    });
    const other = await TestHost.withShop();
    const { ledger, household } = other.as('clerk');
    const { importId } = await finish(await ledger.previewImport({ file }));
    const outcome = await finish(await ledger.commitImport({ importId }));
    expect(outcome.sheets[0]).toMatchObject({ added: COUNT, bad: 0 });
    const [hit] = await household.search({ query: numbered(5) });
    const card = await household.card({ householdId: must(hit, 'the household').id });
    expect(card.household).toMatchObject({ idNumberMasked: null, phoneMasked: null });
    other.close();
  });

  test('names are masked too for who only reads, and such a file is not taken for a register', async () => {
    await takeRoster();
    const { ledger } = shop.host.services;
    const context = shop.host.services.contextFor({ id: 'x', name: '查看', role: 'inspector' } as never);
    const request = { ledger: 'household_roster', from: null, to: null, villageId: null, householdId: null } as const;
    const made = await finish(
      ledger.exportLedger(context, { ...request, level: 'outside' }, new AbortController().signal),
    );
    if (!made.ok) throw new Error(made.error.code);
    const file = await ledger.exportedFile(made.value.exportId);
    if (!file.ok) throw new Error(file.error.code);
    const workbook = new File([Uint8Array.from(file.value.bytes)], '花名册.xlsx');
    const cells = await cellsOf(workbook);
    expect([cells.includes(headNameOf(3)), cells.includes('王芳'), cells.includes(numbered(3))]).toEqual([
      false,
      false,
      true,
    ]);
    const { outcome } = await takeRoster(workbook);
    expect(outcome.sheets[0]).toMatchObject({ added: 0, updated: 0 });
    expect(new Set(outcome.sheets[0]?.problems.map((problem) => problem.code))).toEqual(
      new Set(['numbers_masked', 'name_masked']),
    );
  });
});

test('a report on a connection without the key shows no number at all', async () => {
  await takeRoster();
  const db = openForReading(join(shop.folder, 'shop.db'));
  expect(JSON.stringify(db.prepare('SELECT * FROM household').all())).not.toContain(idNumberOf(3));
  db.close();
});
