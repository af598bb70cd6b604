import { afterEach, beforeEach, expect, test } from 'vitest';
import { verify, type VerifyProblem } from '../../main/journal/verify.ts';
import { verifyBooks } from '../../main/usecases/settings/read-status.ts';
import { openShop, type Shop } from '../builders/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  const household = shop.household();
  const rice = shop.item();
  shop.receive(rice.id, 10, 28_501, { expiresOn: '2026-12-31' });
  shop.award(household.id, 12_000);
  shop.redeem(household.id, [[rice.id, 3]]);
  shop.redeem(household.id, [[rice.id, 1]]);
});
afterEach(() => shop.close());

/** What somebody with the file and a tool can do: no triggers, no foreign keys. */
function tamper(...statements: string[]): VerifyProblem | null {
  const triggers = shop.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string }[];
  shop.db.pragma('foreign_keys = OFF');
  shop.db.pragma('ignore_check_constraints = ON');
  for (const { name } of triggers) shop.db.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) shop.db.exec(statement);
  return verify(shop.db).problem;
}

const found = (problem: VerifyProblem | null) => problem && [problem.code, problem.where];
/** Balances as the postings that are left would have them: what a careful hand would not forget. */
const REBALANCE = `UPDATE balance SET amount = (SELECT coalesce(sum(p.amount), 0) FROM posting p WHERE p.account = balance.account
  AND p.book = balance.book AND p.unit = balance.unit AND coalesce(p.lot_id, '') = balance.lot_id)`;
const LAST = "(SELECT id FROM entry WHERE document_no = 'DH20260715-0002')";
const remove = (id: string) => [
  `DELETE FROM posting WHERE entry_seq = (SELECT seq FROM entry WHERE id = ${id})`,
  `DELETE FROM redemption_line WHERE entry_id = ${id}`,
  `DELETE FROM redemption WHERE entry_id = ${id}`,
  `DELETE FROM entry WHERE id = ${id}`,
];

test('books that nobody touched are sound', () => {
  expect(verify(shop.db)).toMatchObject({ entries: 4, problem: null });
  expect(verify(shop.db).lastHash).toMatch(/^[0-9a-f]{64}$/);
  expect(verifyBooks(shop.db).problem).toBeNull();
});

test('a changed amount is named, also when the balance was changed with it', () => {
  const smaller = "UPDATE posting SET amount = amount / 2 WHERE book = 'points' AND entry_seq = 3";
  expect(found(tamper(smaller, REBALANCE))).toEqual(['entry_changed', 'DH20260715-0001']);
});

test('a changed name, price or lot behind a redemption is named', () => {
  const line = "UPDATE redemption_line SET item_name = '小米' WHERE entry_id = (SELECT id FROM entry WHERE seq = 3)";
  expect(found(tamper(line))).toEqual(['context_changed', 'DH20260715-0001']);
});

test('a lot that was made to keep longer is named by the inbound that brought it', () => {
  expect(found(tamper("UPDATE lot SET expires_on = '2027-12-31'"))).toEqual(['context_changed', 'RK20260715-0001']);
});

test('an added line is named', () => {
  const added = `INSERT INTO redemption_line SELECT entry_id, 9, item_id, lot_id, item_name, spec, unit, 1, 0, 0, NULL, NULL
    FROM redemption_line WHERE entry_id = ${LAST}`;
  expect(found(tamper(added))).toEqual(['context_changed', 'DH20260715-0002']);
});

test('an entry that was moved to another household is named', () => {
  expect(found(tamper("UPDATE entry SET summary = '别的' WHERE seq = 2"))).toEqual([
    'entry_changed',
    'JF20260715-0001',
  ]);
});

test('an entry taken out of the middle leaves a gap', () => {
  const id = "(SELECT id FROM entry WHERE document_no = 'DH20260715-0001')";
  expect(found(tamper(...remove(id), REBALANCE))).toEqual(['sequence_gap', 'DH20260715-0002']);
});

test('the last entry cannot be taken away unnoticed, also with its postings and balances', () => {
  const problem = tamper(...remove(LAST), REBALANCE);
  expect(problem).toEqual({ code: 'document_missing', where: 'DH20260715', expected: '2', found: '1' });
});

test('a changed balance is named with what it should be', () => {
  const problem = tamper("UPDATE balance SET amount = amount + 100 WHERE account LIKE 'household/%/earned'");
  expect(problem).toMatchObject({ code: 'balance_wrong', expected: '12000', found: '12100' });
  expect(problem?.where).toMatch(/^household\/.*\/2026\/earned$/);
});

test('a removed balance and one out of nowhere are named', () => {
  expect(found(tamper("DELETE FROM balance WHERE account = 'issued' AND book = 'value'"))).toEqual([
    'balance_wrong',
    'issued',
  ]);
});

test('postings without their entry are named', () => {
  const stray = "INSERT INTO posting VALUES (99, 1, 'points', 'centipoint', 'source/award', NULL, 5)";
  expect(found(tamper(stray))).toEqual(['posting_orphaned', '99']);
});

test('a rewritten hash breaks the chain at the next entry', () => {
  expect(found(tamper("UPDATE entry SET hash = printf('%064d', 7) WHERE seq = 2"))).toEqual([
    'entry_changed',
    'JF20260715-0001',
  ]);
  expect(found(tamper("UPDATE entry SET previous_hash = printf('%064d', 7) WHERE seq = 2"))).toEqual([
    'chain_broken',
    'JF20260715-0001',
  ]);
});

test('an inspector reads what is off in words', () => {
  tamper(...remove(LAST), REBALANCE);
  expect(verifyBooks(shop.db).problem).toEqual({
    code: 'document_missing',
    where: 'DH20260715',
    message: 'DH20260715号单据已编到第2号，账上只有1张',
  });
});
