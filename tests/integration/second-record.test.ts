import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordLines } from '../../main/backup/record-folder.ts';
import { RecordWriter } from '../../main/backup/record-writer.ts';
import { openForReading } from '../../main/db/open-database.ts';
import { findHousehold } from '../../main/db/repositories/household-repository.ts';
import { booksPosition, lineText, parseLine, shopIdOf } from '../../main/journal/record-lines.ts';
import { entryHash } from '../../main/journal/post.ts';
import { planReplay, replay, type ReplayProblem } from '../../main/journal/replay.ts';
import { verify } from '../../main/journal/verify.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import { saveItem } from '../../main/usecases/goods/save-item.ts';
import { must } from '../../shared/kernel/assert.ts';
import { centipoints, type HouseholdId, type ItemId } from '../../shared/kernel/brands.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { TestDesk } from '../builders/imports.ts';
import { openLivelyShop } from '../builders/lively-shop.ts';
import { openShop, refusalOf, type Shop, valueOf } from '../builders/shop.ts';

let shop: Shop;
let stick: string;
let household: HouseholdId;
let item: ItemId;
const close: (() => void)[] = [];

beforeEach(async () => {
  shop = await openShop({ scheme: 'civility' });
  stick = join(shop.folder, 'stick');
  mkdirSync(stick);
  household = shop.household({ idNumber: '500242196802117615', phone: '13512345678' }).id;
  item = shop.item().id;
  shop.award(household, 900_000);
  shop.receive(item, 1000, 12_345);
});
afterEach(() => {
  for (const each of close.splice(0)) each();
  shop.close();
});

function writerFor(from: Shop, folder = stick, month = '2026-07'): RecordWriter {
  const db = openForReading(from.path);
  close.push(() => db.close());
  return new RecordWriter({ db, folder, month: () => month });
}

const files = () => readdirSync(stick).sort();
const shopId = () => must(shopIdOf(shop.db), 'the shop is set up');
const lines = () => [...recordLines(stick, shopId(), () => undefined)];
const redeem = (from = shop) => from.redeem(household, [[item, 1]]);
const plan = (to = shop) =>
  planReplay(
    recordLines(stick, shopId(), () => undefined),
    booksPosition(to.db),
  );

/** The tables that a record brings back, row for row; what the rows were found by, and the numbers given out, too. */
const TABLES = [
  'entry',
  'posting',
  'balance',
  'document_series',
  'lot',
  'points_line',
  'inbound_document',
  'inbound_line',
];
TABLES.push('redemption', 'redemption_line', 'approval', 'village', 'household', 'household_term', 'item');
function books(of: Shop) {
  return Object.fromEntries(
    TABLES.map((table) => [
      table,
      of.db
        .prepare(`SELECT * FROM ${table}`)
        .raw()
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}

/** The books as they are now, as those of another PC. */
async function copyOf(from: Shop): Promise<Shop> {
  const other = await openShop({ scheme: 'civility' });
  other.db.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${other.path}${end}`, { force: true });
  from.db.prepare('VACUUM INTO ?').run(other.path);
  other.open();
  close.push(() => other.close());
  return other;
}

describe('the second record', () => {
  test('has every document and every change of the master data, and each line once', () => {
    const writer = writerFor(shop);
    expect(writer.catchUp()).toEqual({ condition: 'present', behind: 0, ahead: null });
    expect(files()).toEqual([`aixin-record-${shopId()}-2026-07.txt`]);
    redeem();
    shop.household();
    writer.catchUp();
    writer.catchUp();
    writerFor(shop).catchUp();
    const seqs = lines().flatMap((line) => (line.type === 'entry' ? [line.entry.seq] : []));
    expect(seqs).toEqual(Array.from({ length: verify(shop.db).entries }, (_, index) => index + 1));
    expect(lines().at(-1)?.at).toEqual(booksPosition(shop.db));
    // Who works here is named, with nothing that would let anybody sign in.
    const text = readFileSync(join(stick, files()[0] ?? ''), 'utf8');
    expect(text).toContain('"table":"operator"');
    expect(text).not.toMatch(/pin_salt|pin_hash|recovery/);
  });

  test('goes on where it ended after the medium was away, and in a new file in a new month', () => {
    const writer = writerFor(shop);
    writer.catchUp();
    renameSync(stick, `${stick}-away`);
    redeem();
    expect(writer.catchUp().condition).toBe('absent');
    redeem();
    renameSync(`${stick}-away`, stick);
    expect(writer.catchUp()).toMatchObject({ condition: 'present', behind: 0 });
    redeem();
    writerFor(shop, stick, '2026-08').catchUp();
    redeem();
    // A clock that went back goes on in the newest file.
    writerFor(shop, stick, '2026-06').catchUp();
    expect(files()).toHaveLength(2);
    const seqs = lines().flatMap((line) => (line.type === 'entry' ? [line.entry.seq] : []));
    expect(seqs).toEqual(Array.from({ length: verify(shop.db).entries }, (_, index) => index + 1));
  });

  test('loses nothing to a line that was torn by a power cut', () => {
    writerFor(shop).catchUp();
    const path = join(stick, files()[0] ?? '');
    const whole = readFileSync(path);
    redeem();
    writerFor(shop).catchUp();
    const after = readFileSync(path);
    for (const cut of [whole.length, whole.length + 1, whole.length + 40, after.length - 1]) {
      writeFileSync(path, after.subarray(0, cut));
      expect(lines().at(-1)?.at.seq).toBe(booksPosition(shop.db).seq - 1);
      writerFor(shop).catchUp();
      expect(readFileSync(path).equals(after)).toBe(true);
    }
  });

  test('that cannot be written is told, and gets what it lacks once it can', () => {
    const blocked = join(stick, `aixin-record-${shopId()}-2026-07.txt`);
    mkdirSync(blocked);
    const writer = writerFor(shop);
    expect(writer.catchUp().condition).toBe('failing');
    redeem();
    rmSync(blocked, { recursive: true });
    expect(writer.catchUp()).toMatchObject({ condition: 'present', behind: 0 });
    expect(lines().at(-1)?.at).toEqual(booksPosition(shop.db));
  });

  test('of two shops stands side by side in one folder', async () => {
    const other = await openShop({ scheme: 'heixi' });
    close.push(() => other.close());
    other.db.exec("PRAGMA foreign_keys = OFF; UPDATE village SET id = 'another-' || id");
    writerFor(shop).catchUp();
    writerFor(other).catchUp();
    expect(files()).toHaveLength(2);
    expect(lines().at(-1)?.at).toEqual(booksPosition(shop.db));
  });
});

/** A month of work with everything in it that a record must bring back. */
async function liveOn(): Promise<void> {
  const first = redeem();
  shop.giveBack(first.id, [{ lineNo: 1, quantity: 1 }]);
  const salt = shop.item({ code: 'YAN', name: '食盐', barcode: '6901234567892', priceCentipoints: centipoints(250) });
  shop.receive(salt.id, 40, null, { expiresOn: '2028-01-01' });
  const late = shop.household({ householdNo: 'GM900', headName: '䶮\u0007"㛃\\𠮷', note: '-1+2' });
  shop.award(late.id, 123_456);
  shop.award(household, -4000);
  shop.redeem(late.id, [
    [salt.id, 3],
    [item, 2],
  ]);
  const wrong = shop.receive(salt.id, 500, 99_999, { lotCode: '错' });
  valueOf(reverseInbound(shop.context(), { requestId: shop.requestId(), entryId: wrong.id, reason: '数量录错' }));
  // A number passes from one household to another, and a barcode from one item to another.
  shop.correct(late.id, { ...late, householdNo: 'GM901' });
  shop.household({ householdNo: 'GM900', headName: '冉光荣', villageId: must(shop.villages[1], 'a village').id });
  valueOf(saveItem(shop.context(), salt.id, { ...salt, barcode: null, priceCentipoints: centipoints(300) }));
  shop.item({ code: 'JIANG', barcode: '6901234567892' });
  const register = {
    name: '积分台账',
    rows: [
      ['户编号', '户主', '日期', '事由', '加分'],
      ['GM900', '冉光荣', '2026-07-01', '打扫公共卫生', 5],
      ['GM900', '冉光荣', '2026-07-02', '帮助邻里', 2.5],
    ],
  };
  const desk = new TestDesk(shop.context());
  expect(await desk.run([register])).toEqual({ 积分台账: '2 0 2 0 0' });
  redeem();
}

describe('replaying the second record', () => {
  test('brings restored books to where the lost ones were, row for row', async () => {
    writerFor(shop).catchUp();
    const restored = await copyOf(shop);
    await liveOn();
    writerFor(shop).catchUp();
    const lost = verify(shop.db);
    const planned = valueOf(plan(restored));
    expect(planned.entries).toHaveLength(lost.entries - verify(restored.db).entries);
    expect(valueOf(replay(restored.db, planned))).toMatchObject({ lastDocumentNo: planned.lastDocumentNo });
    expect(books(restored)).toEqual(books(shop));
    expect(verify(restored.db)).toEqual(lost);
    // The restored shop goes on, with the next numbers, in the same record.
    expect(writerFor(restored).catchUp()).toMatchObject({ condition: 'present' });
    const next = redeem(restored);
    expect(next.documentNo).toBe(redeem().documentNo);
    expect(writerFor(restored).catchUp()).toMatchObject({ condition: 'present', behind: 0, ahead: null });
    expect(lines().at(-1)?.at).toEqual(booksPosition(restored.db));
  });

  test('brings a shop that was only set up to where the lost one was', async () => {
    const lively = await openLivelyShop();
    close.push(() => lively.close());
    const empty = await openShop({ scheme: 'civility' });
    close.push(() => empty.close());
    writerFor(lively).catchUp();
    const planned = valueOf(
      planReplay(
        recordLines(stick, must(shopIdOf(lively.db), 'id'), () => undefined),
        booksPosition(empty.db),
      ),
    );
    valueOf(replay(empty.db, planned));
    expect(books(empty)).toEqual(books(lively));
    expect(verify(empty.db)).toEqual(verify(lively.db));
  });

  test('is left alone by books that ended before it, until they go another way', async () => {
    writerFor(shop).catchUp();
    const restored = await copyOf(shop);
    redeem();
    const last = redeem();
    writerFor(shop).catchUp();
    const before = lines().length;
    const writer = writerFor(restored);
    const ahead = { entries: 2, rows: 0, lastDocumentNo: last.documentNo, damagedLine: null };
    expect(writer.catchUp()).toEqual({ condition: 'ahead', behind: 0, ahead });
    expect(writer.catchUp()).toEqual({ condition: 'ahead', behind: 0, ahead });
    expect(lines()).toHaveLength(before);
    restored.award(household, 100);
    const stale = plan(restored);
    expect(refusalOf(stale)).toMatchObject({ code: 'fork', documentNo: 'DH20260715-0001' });
    expect(writer.catchUp()).toMatchObject({ condition: 'present', behind: 0 });
    expect(refusalOf(plan(restored))).toEqual({ code: 'nothing_to_replay' });
    // And it can bring the new way back in its turn.
    const again = await copyOf(restored);
    restored.award(household, 200);
    writer.catchUp();
    valueOf(replay(again.db, valueOf(plan(again))));
    expect(books(again)).toEqual(books(restored));
  });

  test('brings back changed master data alone', async () => {
    writerFor(shop).catchUp();
    const restored = await copyOf(shop);
    shop.household({ householdNo: 'GM777' });
    shop.correct(household, { ...must(findHousehold(shop.db, household), 'there'), headName: '李新' });
    writerFor(shop).catchUp();
    const writer = writerFor(restored);
    expect(writer.catchUp()).toMatchObject({ condition: 'ahead', ahead: { rows: 2 } });
    valueOf(replay(restored.db, valueOf(plan(restored))));
    expect(books(restored)).toEqual(books(shop));
    expect(writer.catchUp()).toMatchObject({ condition: 'present', ahead: null });
  });

  test('gives nobody another role and adds people without a secret', async () => {
    writerFor(shop).catchUp();
    const restored = await copyOf(shop);
    const people = (of: Shop) => of.db.prepare('SELECT id, role, pin_hash AS pin FROM operator ORDER BY id').all();
    const before = people(restored);
    shop.db.exec("UPDATE operator SET role = 'inspector'");
    const added =
      "INSERT INTO operator (id, name, role, pin_salt, pin_hash) VALUES ('new', '新人', 'clerk', 'aa', 'bb')";
    shop.db.exec(added);
    redeem();
    writerFor(shop).catchUp();
    valueOf(replay(restored.db, valueOf(plan(restored))));
    expect(people(restored)).toEqual(
      [{ id: 'new', role: 'clerk', pin: '0'.repeat(64) }, ...before].sort((a, b) =>
        (a as { id: string }).id < (b as { id: string }).id ? -1 : 1,
      ),
    );
  });

  /** The record with some lines changed as somebody with an editor would, checksums and all. */
  function rewrite(change: (line: ReturnType<typeof lines>[number]) => unknown): void {
    const path = join(stick, files()[0] ?? '');
    const texts = readFileSync(path, 'utf8').trimEnd().split('\n');
    const changed = texts.flatMap((text) => {
      const line = change(must(parseLine(text), 'a whole line'));
      return line === null ? [] : [lineText(line as Parameters<typeof lineText>[0])];
    });
    writeFileSync(path, changed.join(''));
  }

  async function tampered(change: (line: ReturnType<typeof lines>[number]) => unknown): Promise<ReplayProblem> {
    writerFor(shop).catchUp();
    const restored = await copyOf(shop);
    for (let sold = 0; sold < 3; sold += 1) redeem();
    writerFor(shop).catchUp();
    rewrite(change);
    const before = books(restored);
    const planned = plan(restored);
    const problem = refusalOf(
      planned.ok ? (replay(restored.db, planned.value) as Result<unknown, ReplayProblem>) : planned,
    );
    expect(books(restored)).toEqual(before);
    return problem;
  }
  type Line = ReturnType<typeof lines>[number];
  const isEntry = (line: Line, no: string): line is Extract<Line, { type: 'entry' }> =>
    line.type === 'entry' && line.entry.documentNo.endsWith(no);

  test('refuses a gap, a fork, and an entry that was changed, with their numbers, and takes nothing', async () => {
    const gap = await tampered((line) => (isEntry(line, 'DH20260715-0002') ? null : line));
    expect(gap).toMatchObject({ code: 'gap', documentNo: 'DH20260715-0003' });
  });

  test('refuses an entry whose content is not what was posted', async () => {
    const changed = await tampered((line) =>
      isEntry(line, 'DH20260715-0002') ? { ...line, entry: { ...line.entry, summary: '别的' } } : line,
    );
    expect(changed).toEqual({ code: 'entry_changed', documentNo: 'DH20260715-0002' });
  });

  test('refuses an entry whose lines are not what was posted', async () => {
    const changed = await tampered((line) =>
      isEntry(line, 'DH20260715-0003')
        ? { ...line, context: line.context.map((row) => ({ ...row, values: { ...row.values, quantity: 9 } })) }
        : line,
    );
    expect(changed).toEqual({ code: 'entry_changed', documentNo: 'DH20260715-0003' });
  });

  test('refuses well-forged entries that do not balance or go below zero', async () => {
    const forge = (amounts: (amount: number) => number) => (line: Line) => {
      if (!isEntry(line, 'DH20260715-0001')) return line;
      const postings = line.postings.map((posting) => ({ ...posting, amount: amounts(posting.amount) }));
      const entry = { ...line.entry, hash: entryHash(line.entry, postings) };
      return { ...line, entry, postings, at: { ...line.at, hash: entry.hash } };
    };
    const doubled = forge((amount) => (amount > 0 ? amount * 2 : amount));
    expect(await tampered(doubled)).toEqual({ code: 'entry_unbalanced', documentNo: 'DH20260715-0001' });
    rmSync(stick, { recursive: true });
    mkdirSync(stick);
    const huge = await tampered((line) => {
      if (!isEntry(line, 'DH20260715-0004')) return line;
      const postings = line.postings.map((posting) => ({ ...posting, amount: posting.amount * 10_000_000 }));
      return { ...line, postings, entry: { ...line.entry, hash: entryHash(line.entry, postings) } };
    });
    expect(huge).toEqual({ code: 'out_of_bounds', documentNo: 'DH20260715-0004' });
  });

  test('refuses rows with columns or tables that these books do not have', async () => {
    const evil = await tampered((line) =>
      line.type === 'row'
        ? { ...line, row: { ...line.row, values: { ...line.row.values, "note = 'x' --": 1 } } }
        : line,
    );
    expect(evil).toEqual({ code: 'from_newer_program' });
  });

  test('stops before a damaged line and takes what stands before it', async () => {
    writerFor(shop).catchUp();
    const restored = await copyOf(shop);
    for (let sold = 0; sold < 3; sold += 1) redeem();
    writerFor(shop).catchUp();
    const path = join(stick, files()[0] ?? '');
    const texts = readFileSync(path, 'utf8').split('\n');
    const at = texts.findIndex((text) => text.includes('DH20260715-0003'));
    texts[at] = (texts[at] ?? '').replace('DH20260715-0003', 'DH20260715-0009');
    writeFileSync(path, texts.join('\n'));
    let damaged = 0;
    const planned = valueOf(
      planReplay(
        recordLines(stick, shopId(), ({ line }) => (damaged = line)),
        booksPosition(restored.db),
      ),
    );
    expect(damaged).toBe(at + 1);
    expect(planned.lastDocumentNo).toBe('DH20260715-0002');
    expect(valueOf(replay(restored.db, planned)).entries).toBe(2);
    expect(verify(restored.db).problem).toBeNull();
  });
});
