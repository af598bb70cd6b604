import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyAudit } from '../../main/journal/audit-trail.ts';
import { verify } from '../../main/journal/verify.ts';
import { centipoints } from '../../shared/kernel/brands.ts';
import { SCHEME_PRESETS, type SchemeId } from '../../shared/domain/settings/scheme.ts';
import { openShop, type Shop } from '../builders/shop.ts';
import { type Command, history, OPENING } from './commands.ts';
import { Driver } from './driver.ts';

/** More runs by AIXIN_RUNS; each is 20 to 80 commands. */
const RUNS = Number(process.env['AIXIN_RUNS'] ?? 150);

const UNBALANCED = `SELECT count(*) AS n FROM (SELECT 1 FROM posting GROUP BY entry_seq, book, unit HAVING sum(amount) <> 0)`;
const BELOW_ZERO = `SELECT count(*) AS n FROM balance WHERE amount < 0 AND (account = 'stock'
  OR account LIKE 'household/%/redeemed' OR account LIKE 'household/%/base' OR account LIKE 'household/%/held')`;
const AGREED = `SELECT count(*) AS n FROM audit_record WHERE kind = 'second_person_agreed'`;
const APART = `SELECT count(*) AS n FROM (
  SELECT account, book, unit, lot_id FROM balance WHERE amount <> (SELECT coalesce(sum(p.amount), 0) FROM posting p
    WHERE p.account = balance.account AND p.book = balance.book AND p.unit = balance.unit
      AND coalesce(p.lot_id, '') = balance.lot_id)
  UNION ALL
  SELECT account, book, unit, coalesce(lot_id, '') FROM posting EXCEPT SELECT account, book, unit, lot_id FROM balance)`;

function count(shop: Shop, sql: string): number {
  return (shop.db.prepare(sql).get() as { n: number }).n;
}

function lastEntry(shop: Shop): { readonly seq: number; readonly hash: string } {
  return shop.db.prepare('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1').get() as {
    seq: number;
    hash: string;
  };
}

async function liveThrough(scheme: SchemeId, commands: readonly Command[]): Promise<void> {
  const shop = await openShop({ scheme });
  shop.hurry();
  try {
    const driver = new Driver(shop, SCHEME_PRESETS[scheme].baseCentipoints);
    let last = { seq: count(shop, 'SELECT count(*) AS n FROM entry'), hash: '' };
    if (last.seq > 0) last = lastEntry(shop);
    for (const command of [...OPENING, ...commands]) {
      const honour = driver.model.households.map(({ earned }) => earned);
      const step = driver.carryOut(command);
      if (!step) continue;
      expect(step.outcome.ok ? null : step.outcome.error.code).toBe(step.expected);
      const added = step.outcome.ok ? step.adds : 0;
      const after = count(shop, 'SELECT count(*) AS n FROM entry') === 0 ? last : lastEntry(shop);
      expect(after.seq).toBe(last.seq + added);
      if (added === 0) expect(after).toEqual(last);
      last = after;
      expect(driver.books()).toEqual(driver.expectedBooks());
      expect([count(shop, UNBALANCED), count(shop, BELOW_ZERO), count(shop, APART)]).toEqual([0, 0, 0]);
      if (command.type === 'redeem' || command.type === 'return_all' || command.type === 'return_lines') {
        expect(driver.books().households.map(({ earned }) => earned)).toEqual(honour);
      }
    }
    // Whoever agreed to a document is told to the audit trail with it, once, however often it was sent.
    expect(count(shop, AGREED)).toBe(count(shop, 'SELECT count(*) AS n FROM approval'));
    expect(verifyAudit(shop.db)).toBeNull();
    expect(verify(shop.db)).toMatchObject({ entries: last.seq, problem: null });
  } finally {
    shop.close();
  }
}

test('the books agree with a second, simpler telling after every command', { timeout: 600_000 }, async () => {
  const scheme = fc.constantFrom<SchemeId>('civility', 'heixi');
  await fc.assert(fc.asyncProperty(scheme, history, liveThrough), { numRuns: RUNS });
});

test('goods leave with every fen they came with, whatever comes back in between', { timeout: 600_000 }, async () => {
  const lot = fc.record({ count: fc.integer({ min: 1, max: 12 }), cost: fc.nat(100_000) });
  const turns = fc.array(fc.record({ take: fc.boolean(), which: fc.nat(100), count: fc.integer({ min: 1, max: 4 }) }), {
    maxLength: 25,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(lot, turns, async ({ count: pieces, cost }, steps) => {
      const shop = await openShop({ scheme: 'heixi' });
      shop.hurry();
      try {
        expect(costsOfTakingAll(shop, pieces, cost, steps)).toBe(cost);
        expect(verify(shop.db).problem).toBeNull();
      } finally {
        shop.close();
      }
    }),
    { numRuns: Math.ceil(RUNS / 2) },
  );
});

type Turn = { readonly take: boolean; readonly which: number; readonly count: number };

/** Takes and gives back at random, then takes the rest; what all that was not given back cost, in fen. */
function costsOfTakingAll(shop: Shop, pieces: number, cost: number, steps: readonly Turn[]): number {
  const household = shop.household();
  const item = shop.item({ priceCentipoints: centipoints(10) });
  shop.receive(item.id, pieces, cost);
  shop.award(household.id, 100_000);
  const open: { id: ReturnType<Shop['redeem']>['id']; count: number }[] = [];
  let onHand = pieces;
  for (const { take, which, count: wanted } of steps) {
    if (take && wanted <= onHand) {
      open.push({ id: shop.redeem(household.id, [[item.id, wanted]]).id, count: wanted });
      onHand -= wanted;
    }
    const chosen = open[which % Math.max(1, open.length)];
    if (take || !chosen || chosen.count === 0) continue;
    const back = Math.min(wanted, chosen.count);
    shop.giveBack(chosen.id, [{ lineNo: 1, quantity: back }]);
    chosen.count -= back;
    onHand += back;
  }
  if (onHand > 0) shop.redeem(household.id, [[item.id, onHand]]);
  const value = shop.db
    .prepare(`SELECT coalesce(sum(amount), 0) AS fen FROM balance WHERE book = 'value' AND account = ?`)
    .pluck();
  expect(value.get('stock')).toBe(0);
  return value.get('issued') as number;
}
