import type { WritableDatabase } from '../../../main/db/open-database.ts';
import { listHouseholds } from '../../../main/db/repositories/household-repository.ts';
import { listItems } from '../../../main/db/repositories/item-repository.ts';
import { listOperators } from '../../../main/db/repositories/operator-repository.ts';
import type { UseCaseContext } from '../../../main/usecases/context.ts';
import { receiveGoods } from '../../../main/usecases/goods/receive-goods.ts';
import { redeemGoods } from '../../../main/usecases/redemption/redeem-goods.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { entryId, fen, type Instant, type ItemId, quantity } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { countingIds, openShop, type Shop, TODAY, valueOf } from '../../builders/shop.ts';

/** Kinds of items in the fault shop: a redemption takes one of each. */
export const ITEMS = 3;
/** Lines of one delivery. */
export const DELIVERED = 2;

/** A shop in which one rich household can take of three items for as long as a test lasts. */
export async function openFaultShop(): Promise<Shop> {
  const shop = await openShop({ scheme: 'heixi' });
  shop.award(shop.household().id, 900_000_000);
  for (let item = 0; item < ITEMS; item += 1) shop.receive(shop.item().id, 1_000_000, 12_345_678);
  return shop;
}

export type CounterKind = 'redeem' | 'receive';

/** Redeems and receives by number on books that a test opened: number 7 always has the same request id and contents. */
export class Counter {
  readonly context: UseCaseContext;
  readonly #householdId: ReturnType<typeof first>;
  readonly #items: readonly ItemId[];

  constructor(db: WritableDatabase, station: string) {
    this.context = contextOn(db, station);
    this.#householdId = first(db);
    this.#items = listItems(db, this.context.today)
      .slice(0, ITEMS)
      .map(({ id }) => id);
  }

  /** Does document `number` and gives its id, when the books have it. Throws what they throw, and on a refusal. */
  do(kind: CounterKind, number: number): string {
    const requestId = entryId(documentId(kind, number));
    if (kind === 'redeem') this.#redeem(requestId);
    else this.#receive(requestId, number);
    return requestId;
  }

  #redeem(requestId: ReturnType<typeof entryId>): void {
    const lines = this.#items.map((itemId) => ({ itemId, quantity: quantity(1) }));
    const basket = {
      requestId,
      householdId: this.#householdId,
      lines,
      recipient: null,
      expectedTotalCentipoints: null,
    };
    valueOf(redeemGoods(this.context, basket));
  }

  #receive(requestId: ReturnType<typeof entryId>, number: number): void {
    const lines = this.#items.slice(0, DELIVERED).map((itemId) => ({
      itemId,
      quantity: quantity(10),
      costFen: fen(999),
      lotCode: `L${number}`,
      producedOn: null,
      expiresOn: null,
    }));
    const { today: date } = this.context;
    valueOf(
      receiveGoods(this.context, { requestId, source: 'purchase', supplier: '供销社', date, sourceNo: null, lines }),
    );
  }
}

const first = (db: WritableDatabase) => must(listHouseholds(db, null, 0, 1).rows[0], 'a household').id;

/** Such as `redeem-00000007`. */
export function documentId(kind: CounterKind, number: number): string {
  return `${kind}-${String(number).padStart(8, '0')}`;
}

/** What a call of a use case knows. Ids differ from `station` to `station`, as those of several runs must. */
export function contextOn(db: WritableDatabase, station: string): UseCaseContext {
  const { id, name } = must(listOperators(db)[0], 'an initialised shop has its administrator');
  return {
    db,
    today: localDate(TODAY),
    recordedAt: `${TODAY}T02:00:00.000Z` as Instant,
    timeOfDay: '10:00',
    operator: { id, name },
    station: null,
    newId: countingIds(station),
  };
}
