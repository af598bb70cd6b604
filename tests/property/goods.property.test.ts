import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { openShop, type Shop } from '../builders/shop.ts';
import { type GoodsCommand, goodsHistory, OPENING } from './goods/commands.ts';
import { GoodsDriver } from './goods/driver.ts';
import { type ModelLot, NOTHING } from './goods/model.ts';

/** More runs by AIXIN_RUNS; each is 15 to 60 documents and what precedes them. */
const RUNS = Math.ceil(Number(process.env['AIXIN_RUNS'] ?? 150) / 3);

type Row = Readonly<Record<string, string | number>>;

function rows(shop: Shop, sql: string): Row[] {
  return shop.db.prepare(sql).all() as Row[];
}

const BY_LOT = `SELECT i.code || ' ' || l.code AS lot, b.account AS account,
    sum(CASE b.book WHEN 'goods' THEN b.amount ELSE 0 END) AS pieces,
    sum(CASE b.book WHEN 'value' THEN b.amount ELSE 0 END) AS fen
  FROM balance b JOIN lot l ON l.id = b.lot_id JOIN item i ON i.id = l.item_id GROUP BY l.id, b.account
  HAVING pieces <> 0 OR fen <> 0 ORDER BY 1, 2`;
const BY_ACCOUNT = `SELECT book, unit, account, amount FROM balance
  WHERE lot_id = '' AND book <> 'points' AND amount <> 0`;
/** What moved each lot, by the kind of the document. */
const FLOWS = `SELECT i.code || ' ' || l.code AS lot, e.kind || ' ' || p.account AS flow,
    sum(CASE p.book WHEN 'goods' THEN p.amount ELSE 0 END) AS pieces,
    sum(CASE p.book WHEN 'value' THEN p.amount ELSE 0 END) AS fen
  FROM posting p JOIN entry e ON e.seq = p.entry_seq JOIN lot l ON l.id = p.lot_id JOIN item i ON i.id = l.item_id
  GROUP BY l.id, e.kind, p.account HAVING pieces <> 0 OR fen <> 0 ORDER BY 1, 2`;
const LAST = 'SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1';
/** Nothing below zero, and nothing worth anything where nothing is. */
const IMPOSSIBLE = `SELECT b.account AS account, b.lot_id AS lot FROM balance b WHERE b.lot_id <> '' AND (b.amount < 0
  OR (b.book = 'value' AND b.amount <> 0 AND NOT EXISTS (SELECT 1 FROM balance g WHERE g.book = 'goods'
    AND g.account = b.account AND g.lot_id = b.lot_id AND g.amount > 0)))`;

class Books {
  readonly driver: GoodsDriver;

  constructor(driver: GoodsDriver) {
    this.driver = driver;
  }

  /** As the program has them, in the shape of `expected`. */
  actual(): { readonly lots: Row[]; readonly accounts: Row } {
    const { shop, items, partner } = this.driver;
    const accounts = rows(shop, BY_ACCOUNT).map(({ book, unit, account, amount }) => {
      const index = items.findIndex(({ id }) => id === unit);
      const own = String(account).replace(`/${partner.id}`, '');
      const name = book === 'goods' ? `item ${index} ${own}` : `${String(book === 'value' ? 'fen' : book)} ${own}`;
      return [name, Number(amount)] as const;
    });
    return { lots: rows(shop, BY_LOT), accounts: Object.fromEntries(accounts.sort(byName)) };
  }

  expected(): { readonly lots: Row[]; readonly accounts: Row } {
    const { model } = this.driver;
    const lots = model.lots.flatMap((lot) => [
      this.#lotRow(lot, 'account', 'on_loan', [lot.lentCount, lot.lentValue]),
      this.#lotRow(lot, 'account', 'stock', [lot.count, lot.value]),
    ]);
    const accounts = [...model.accounts].filter(([, amount]) => amount !== 0).sort(byName);
    return { lots: shown(lots), accounts: Object.fromEntries(accounts) };
  }

  expectedFlows(): Row[] {
    const flows = this.driver.model.lots.flatMap((lot) =>
      [...lot.flows].map(([flow, moved]) => this.#lotRow(lot, 'flow', flow, moved)),
    );
    return shown(flows);
  }

  #lotRow({ item, code }: ModelLot, key: string, value: string, [pieces, fen]: readonly [number, number]): Row {
    return { lot: `${this.driver.items[item]?.code ?? ''} ${code}`, [key]: value, pieces, fen };
  }
}

function byName(a: readonly [string, number], b: readonly [string, number]): number {
  return a[0] < b[0] ? -1 : 1;
}

function shown(lots: Row[]): Row[] {
  const key = (row: Row) => [row['lot'], row['account'] ?? row['flow']].join('\n');
  return lots.filter(({ pieces, fen }) => pieces !== 0 || fen !== 0).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function liveThrough(commands: readonly GoodsCommand[]): Promise<void> {
  const shop = await openShop({ scheme: 'heixi' });
  shop.hurry();
  try {
    const driver = new GoodsDriver(shop);
    const books = new Books(driver);
    for (const command of [...OPENING, ...commands]) {
      const before = rows(shop, LAST);
      const step = driver.carryOut(command);
      if (!step) continue;
      expect(step.outcome.ok ? null : step.outcome.error.code, command.type).toBe(step.expected);
      if (command.type === 'send_again') expect(rows(shop, LAST)).toEqual(before);
      expect(books.actual()).toEqual(books.expected());
      expect(rows(shop, IMPOSSIBLE)).toEqual([]);
    }
    expect(rows(shop, FLOWS)).toEqual(books.expectedFlows());
    for (const lot of driver.model.lots)
      expect(inLessOut(lot)).toEqual([lot.count + lot.lentCount, lot.value + lot.lentValue]);
    expect(verify(shop.db).problem).toBeNull();
  } finally {
    shop.close();
  }
}

/** What came with all documents less what went with all documents. */
function inLessOut(lot: ModelLot): readonly [number, number] {
  return [...lot.flows.values()].reduce<readonly [number, number]>(
    ([pieces, fen], moved) => [pieces + moved[0], fen + moved[1]],
    NOTHING,
  );
}

test('every bag and every fen that came in is on hand, lent or gone by a document', { timeout: 600_000 }, async () => {
  await fc.assert(fc.asyncProperty(goodsHistory, liveThrough), { numRuns: RUNS });
});
