import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { strikeOut } from '../../main/usecases/stocktake/count-goods.ts';
import { getRow } from '../../main/db/statements.ts';
import { centipoints, type ItemId } from '../../shared/kernel/brands.ts';
import { must } from '../../shared/kernel/assert.ts';
import { openShop, type Shop, valueOf } from '../builders/shop.ts';
import { approveCount, closeCount, contextOf, countPile, startedCount } from '../builders/stocktake.ts';

const RUNS = Number(process.env['AIXIN_RUNS'] ?? 60);
const LOTS = 4;

/** What happens while somebody counts; `lot` names one of a few, `n` is cut down to what is there. */
type Turn =
  | { readonly type: 'hand_out' | 'vanish' | 'turn_up'; readonly lot: number; readonly n: number }
  | { readonly type: 'give_back'; readonly which: number }
  /** All of a lot, in one or two piles; after a wrong one, which is struck out, or not. */
  | { readonly type: 'count'; readonly lot: number; readonly split: number; readonly wrong: boolean };

const lot = fc.nat(LOTS - 1);
const turn: fc.Arbitrary<Turn> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constantFrom('hand_out' as const, 'vanish' as const, 'turn_up' as const),
      lot,
      n: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('give_back' as const), which: fc.nat(50) }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('count' as const), lot, split: fc.nat(6), wrong: fc.boolean() }),
  },
);
const delivery = fc.record({ count: fc.integer({ min: 1, max: 9 }), cost: fc.option(fc.nat(5_000), { freq: 4 }) });
const history = fc.record({
  deliveries: fc.array(delivery, { minLength: LOTS, maxLength: LOTS }),
  before: fc.array(turn, { maxLength: 8 }),
  during: fc.array(turn, { maxLength: 25, size: 'max' }),
});

/** One lot as it stands on the shelf and as the books have it, told apart: goods vanish and turn up unseen. */
type Shelf = {
  readonly item: ItemId;
  readonly code: string;
  readonly born: { readonly count: number; readonly value: number | null };
  there: number;
  book: number;
  value: number | null;
  /** Found less than in the books when it was last counted; null: nobody counted it. */
  difference: number | null;
  /** Whether goods came or went unseen after that: no count can know. */
  unseen: boolean;
  piles: string[];
};

class Telling {
  readonly shop: Shop;
  readonly household;
  readonly shelves: Shelf[];
  readonly #out: {
    readonly id: ReturnType<Shop['redeem']>['id'];
    readonly shelf: Shelf;
    readonly n: number;
    readonly cost: number;
  }[] = [];

  constructor(shop: Shop, deliveries: readonly { readonly count: number; readonly cost: number | null }[]) {
    this.shop = shop;
    this.household = shop.household();
    shop.award(this.household.id, 1_000_000);
    this.shelves = deliveries.map(({ count, cost }, index) => {
      const code = `L${index}`;
      const { id: item } = shop.item({ priceCentipoints: centipoints(10) });
      shop.receive(item, count, cost, { lotCode: code });
      const born = { count, value: cost };
      return { item, code, born, there: count, book: count, value: cost, difference: null, unseen: false, piles: [] };
    });
  }

  carryOut(turn: Turn, stocktakeId: string | null): void {
    if (turn.type === 'give_back') return this.#giveBack(turn.which);
    const shelf = must(this.shelves[turn.lot], 'a lot');
    if (turn.type === 'vanish') {
      shelf.there -= Math.min(turn.n, shelf.there);
      shelf.unseen = true;
    } else if (turn.type === 'turn_up') {
      shelf.there += turn.n;
      shelf.unseen = true;
    } else if (turn.type === 'hand_out') this.#handOut(shelf, Math.min(turn.n, shelf.there, shelf.book));
    else if (turn.type === 'count' && stocktakeId !== null) this.#count(shelf, stocktakeId, turn);
  }

  #handOut(shelf: Shelf, n: number): void {
    if (n === 0) return;
    const { id } = this.shop.redeem(this.household.id, [[shelf.item, n]]);
    const cost = shelf.value === null ? 0 : Math.floor((shelf.value * n) / shelf.book);
    if (shelf.value !== null) shelf.value -= cost;
    shelf.book -= n;
    shelf.there -= n;
    this.#out.push({ id, shelf, n, cost });
  }

  #giveBack(which: number): void {
    const [back] = this.#out.splice(which % Math.max(1, this.#out.length), 1);
    if (!back) return;
    this.shop.giveBack(back.id);
    back.shelf.book += back.n;
    back.shelf.there += back.n;
    if (back.shelf.value !== null) back.shelf.value += back.cost;
  }

  /** Counting a lot anew strikes out what was counted of it before. */
  #count(shelf: Shelf, stocktakeId: string, { split, wrong }: Extract<Turn, { type: 'count' }>): void {
    for (const countId of shelf.piles) this.#strike(stocktakeId, countId);
    shelf.piles = [];
    if (wrong) this.#strike(stocktakeId, this.#pile(shelf, stocktakeId, shelf.there + 7));
    const first = Math.min(split, shelf.there);
    shelf.piles.push(this.#pile(shelf, stocktakeId, first));
    if (first < shelf.there) shelf.piles.push(this.#pile(shelf, stocktakeId, shelf.there - first));
    shelf.difference = shelf.there - shelf.book;
    shelf.unseen = false;
  }

  #pile(shelf: Shelf, stocktakeId: string, count: number): string {
    countPile(this.shop, stocktakeId, { item: shelf.item, lot: shelf.code, count });
    const last = 'SELECT id FROM stocktake_count ORDER BY rowid DESC LIMIT 1';
    return must(getRow<{ id: string }>(this.shop.db, last), 'it was just counted').id;
  }

  #strike(stocktakeId: string, countId: string): void {
    valueOf(strikeOut(contextOf(this.shop, 'counter-one'), { stocktakeId, countId }));
  }

  /** The differences move into the books, at what the pieces cost now or cost when they came. */
  approve(): void {
    for (const shelf of this.shelves) {
      const { difference, value, book, born } = shelf;
      if (difference === null || difference === 0) continue;
      shelf.book += difference;
      if (value === null || born.value === null) continue;
      const [of, worth] = book > 0 ? [book, value] : [born.count, born.value];
      shelf.value =
        difference < 0
          ? value - Math.floor((value * -difference) / book)
          : value + Math.floor((worth * difference) / of);
    }
  }

  books() {
    return this.shelves.map(({ code, item }) => {
      const sql = `SELECT coalesce(sum(amount), 0) AS n FROM balance b JOIN lot l ON l.id = b.lot_id
        WHERE l.item_id = ? AND l.code = ? AND b.account = 'stock' AND b.book = ?`;
      const [count, value] = ['goods', 'value'].map(
        (book) => getRow<{ n: number }>(this.shop.db, sql, item, code, book)?.n,
      );
      return { code, count, value };
    });
  }
}

test('after a count the books say what is on the shelf, whatever moved while it was counted, to the fen', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ deliveries, before, during }) => {
      const shop = await openShop({ scheme: 'heixi' });
      shop.hurry();
      try {
        const telling = new Telling(shop, deliveries);
        for (const one of before) telling.carryOut(one, null);
        const stocktakeId = startedCount(shop);
        for (const one of during) telling.carryOut(one, stocktakeId);
        const counted = telling.shelves.filter(({ difference }) => difference !== null);
        if (counted.length === 0) return;
        const unposted = telling.books();
        closeCount(shop, stocktakeId);
        // Nothing reaches the books before the approval.
        expect(telling.books()).toEqual(unposted);
        const expectedLots = counted.filter(({ difference, book }) => book + must(difference, 'it was counted') >= 0);
        const approved = approveCount(shop, stocktakeId);
        if (expectedLots.length < counted.length) {
          expect(approved).toMatchObject({ ok: false, error: { code: 'stocktake_below_zero' } });
          expect(telling.books()).toEqual(unposted);
          return;
        }
        valueOf(approved);
        telling.approve();
        expect(telling.books()).toEqual(
          telling.shelves.map(({ code, book, value }) => ({ code, count: book, value: value ?? 0 })),
        );
        for (const { unseen, book, there } of counted) if (!unseen) expect(book).toBe(there);
        // What was received is on the shelf, was handed out, or was found to be missing: all of it, to the fen.
        const kept = shop.db
          .prepare(`SELECT coalesce(sum(amount), 0) FROM balance WHERE book = 'value' AND account
          IN ('stock', 'issued', 'stocktake')`)
          .pluck()
          .get();
        expect(kept).toBe(deliveries.reduce((sum, { cost }) => sum + (cost ?? 0), 0));
        const empty = `SELECT count(*) FROM balance v JOIN balance g ON g.lot_id = v.lot_id AND g.account = 'stock'
          AND g.book = 'goods' WHERE v.book = 'value' AND v.account = 'stock' AND g.amount = 0 AND v.amount <> 0`;
        expect(shop.db.prepare(empty).pluck().get()).toBe(0);
        expect(verify(shop.db).problem).toBeNull();
      } finally {
        shop.close();
      }
    }),
    { numRuns: RUNS },
  );
});
