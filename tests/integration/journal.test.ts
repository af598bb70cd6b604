import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction, openDatabase } from '../../main/db/open-database.ts';
import { findEntry } from '../../main/journal/entries.ts';
import { post } from '../../main/journal/post.ts';
import type { Posting } from '../../main/journal/entry.ts';
import { verify } from '../../main/journal/verify.ts';
import { entryId } from '../../shared/kernel/brands.ts';
import { openShop, type Shop } from '../builders/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ scheme: 'civility' });
});
afterEach(() => shop.close());

const APPEND_ONLY = [
  'entry',
  'posting',
  'lot',
  'points_line',
  'inbound_document',
  'inbound_line',
  'redemption',
  'redemption_line',
];

/** One document of each kind, so that no table is empty. */
function liveADay(): void {
  const household = shop.household();
  const rice = shop.item();
  shop.receive(rice.id, 10, 28_501);
  shop.award(household.id, 12_000);
  shop.award(household.id, -500);
  const redeemed = shop.redeem(household.id, [[rice.id, 3]]);
  shop.giveBack(redeemed.id, [{ lineNo: 1, quantity: 1 }]);
}

describe('what was written', () => {
  test.each(APPEND_ONLY)('in %s is neither changed, removed nor replaced', (table) => {
    liveADay();
    const column = (shop.db.pragma(`table_info(${table})`) as { name: string }[])[0]?.name ?? '';
    const before = shop.db.prepare(`SELECT * FROM ${table}`).all();
    const attempts = [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
      `UPDATE OR REPLACE ${table} SET ${column} = ${column}`,
    ];
    for (const attempt of attempts) {
      expect(() => shop.db.prepare(attempt).run()).toThrow(/append-only|row exists/);
    }
    expect(shop.db.prepare(`SELECT * FROM ${table}`).all()).toEqual(before);
    expect(verify(shop.db).problem).toBeNull();
  });

  test('is not replaced through its document number or its reversal either', () => {
    liveADay();
    const copy = (changes: string) =>
      `INSERT OR REPLACE INTO entry SELECT 9999, 'another', ${changes}, previous_hash, hash FROM entry WHERE kind = 'award'`;
    const columns =
      'document_no, kind, business_date, recorded_at, operator_id, household_id, summary, reverses_id, request_digest, context_digest';
    expect(() => shop.db.prepare(copy(columns)).run()).toThrow('row exists');
  });
});

describe('the journal', () => {
  test('numbers documents by kind and day without gaps, also when something was refused in between', () => {
    const household = shop.household();
    const rice = shop.item();
    shop.receive(rice.id, 10, null);
    shop.award(household.id, 9600, '2026-07-14');
    shop.redeem(household.id, [[rice.id, 1]], '2026-07-14');
    expect(() => shop.redeem(household.id, [[rice.id, 9]], '2026-07-14')).toThrow('points_short');
    const second = shop.redeem(household.id, [[rice.id, 1]], '2026-07-14');
    shop.redeem(household.id, [[rice.id, 1]], '2026-07-15');
    shop.giveBack(second.id);
    const numbers = shop.db.prepare('SELECT seq, document_no AS no FROM entry ORDER BY seq').all();
    expect(numbers).toEqual([
      { seq: 1, no: 'JC20260101-0001' },
      { seq: 2, no: 'RK20260715-0001' },
      { seq: 3, no: 'JF20260714-0001' },
      { seq: 4, no: 'DH20260714-0001' },
      { seq: 5, no: 'DH20260714-0002' },
      { seq: 6, no: 'DH20260715-0001' },
      { seq: 7, no: 'TH20260715-0001' },
    ]);
  });

  test('refuses a draft that does not balance, or would take a bounded account below zero, and keeps nothing of it', () => {
    const before = verify(shop.db);
    const posting = (account: string, amount: number): Posting => ({
      book: 'points',
      unit: 'centipoint',
      account,
      lotId: null,
      amount,
    });
    const attempt = (postings: readonly Posting[]) => () =>
      inTransaction(shop.db, () => {
        const { today, recordedAt, operator } = shop.context();
        const id = entryId('draft');
        return post(shop.db, {
          id,
          kind: 'award',
          businessDate: today,
          recordedAt,
          operatorId: operator.id,
          householdId: null,
          summary: '',
          reversesId: null,
          requestDigest: '',
          postings,
          context: [],
        });
      });
    expect(attempt([posting('a', 1)])).toThrow('sum to 1, not 0');
    expect(attempt([posting('a', 0.5), posting('b', -0.5)])).toThrow('whole amount');
    expect(attempt([posting('household/x/2026/redeemed', -1), posting('b', 1)])).toThrow('CHECK constraint failed');
    expect(verify(shop.db)).toEqual(before);
    expect(findEntry(shop.db, entryId('draft'))).toBeNull();
    expect(() => post(shop.db, {} as Parameters<typeof post>[1])).toThrow('inside the transaction');
  });

  test('is synced on every commit, also on a file that was opened again', () => {
    liveADay();
    for (const db of [shop.db, openDatabase(shop.path)]) {
      db.prepare("INSERT INTO setting VALUES (hex(randomblob(8)), '')").run();
      expect([db.pragma('synchronous', { simple: true }), db.pragma('journal_mode', { simple: true })]).toEqual([
        2,
        'wal',
      ]);
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
      if (db !== shop.db) db.close();
    }
  });

  test('keeps amounts as whole numbers, not as text or fractions', () => {
    liveADay();
    const types = shop.db
      .prepare('SELECT DISTINCT typeof(amount) AS t FROM posting UNION SELECT DISTINCT typeof(amount) FROM balance')
      .all();
    expect(types).toEqual([{ t: 'integer' }]);
  });
});
