import { insertOperator, listOperators } from '../../main/db/repositories/operator-repository.ts';
import { getRow } from '../../main/db/statements.ts';
import type { StoredEntry } from '../../main/journal/entry.ts';
import type { UseCaseContext } from '../../main/usecases/context.ts';
import { approveStocktake } from '../../main/usecases/stocktake/approve-stocktake.ts';
import { finishCounting } from '../../main/usecases/stocktake/close-count.ts';
import { countGoods } from '../../main/usecases/stocktake/count-goods.ts';
import { explainLine, readReview } from '../../main/usecases/stocktake/review-stocktake.ts';
import { startStocktake } from '../../main/usecases/stocktake/start-stocktake.ts';
import type { Role } from '../../shared/domain/staff/role.ts';
import {
  type ItemId,
  type LocalDate,
  type LotId,
  type OperatorId,
  operatorId,
  quantity,
} from '../../shared/kernel/brands.ts';
import { must } from '../../shared/kernel/assert.ts';
import { type Shop, TODAY, valueOf } from './shop.ts';

const PEOPLE = [
  ['counter-one', '冉小店', 'shopkeeper'],
  ['counter-two', '单录入', 'clerk'],
  ['watcher', '欧监盘', 'assessor'],
  ['approver', '财务', 'accountant'],
] as const satisfies readonly (readonly [string, string, Role])[];
type Who = (typeof PEOPLE)[number][0];

/** A pile of an item: of a lot by its code, or of one that the books do not know. */
export type Pile = {
  readonly item: ItemId;
  readonly lot: string | { readonly code: string; readonly expiresOn: LocalDate | null };
  readonly count: number;
  readonly by?: 'counter-one' | 'counter-two';
};

/** The context of one of the people who take stock; they are taken on when they are first needed. */
export function contextOf(shop: Shop, who: Who, today: string = TODAY): UseCaseContext {
  const staff = listOperators(shop.db);
  for (const [id, name, role] of PEOPLE) {
    if (staff.some((one) => one.id === id)) continue;
    const none = { secretSalt: '00', secretHash: '00', householdId: null, mustChange: false };
    insertOperator(shop.db, { id: operatorId(id), name, role, ...none });
  }
  const [id, name] = must(
    PEOPLE.find(([one]) => one === who),
    'one of the people',
  );
  return { ...shop.context({ today }), operator: { id: operatorId(id), name } };
}

export function startedCount(shop: Shop, today: string = TODAY, title = '盘点'): string {
  const input = { requestId: shop.requestId(), title, categories: [] };
  return valueOf(startStocktake(contextOf(shop, 'counter-two', today), input)).id;
}

export function countPile(shop: Shop, stocktakeId: string, pile: Pile, today: string = TODAY): void {
  const { item, lot, count, by = 'counter-one' } = pile;
  const known = typeof lot === 'string' ? lotIdOf(shop, item, lot) : null;
  valueOf(
    countGoods(contextOf(shop, by, today), {
      requestId: shop.requestId(),
      stocktakeId,
      itemId: item,
      lotId: known,
      newLotCode: typeof lot === 'string' ? '' : lot.code,
      newLotExpiresOn: typeof lot === 'string' ? null : lot.expiresOn,
      quantity: quantity(count),
    }),
  );
}

export function lotIdOf(shop: Shop, item: ItemId, code: string): LotId {
  const row = getRow<{ id: LotId }>(shop.db, 'SELECT id FROM lot WHERE item_id = ? AND code = ?', item, code);
  return must(row, `lot ${code}`).id;
}

export function closeCount(shop: Shop, stocktakeId: string, today: string = TODAY): void {
  const watcher: { readonly operatorId: OperatorId } = { operatorId: operatorId('watcher') };
  valueOf(finishCounting(contextOf(shop, 'counter-one', today), { stocktakeId }, watcher));
}

/** Explains what differs and asks for the approval. */
export function approveCount(shop: Shop, stocktakeId: string, today: string = TODAY) {
  const context = contextOf(shop, 'approver', today);
  for (const line of valueOf(readReview(context, stocktakeId)).lines) {
    if (line.difference === 0 && line.movedBetween === 0) continue;
    const reason = line.difference < 0 ? '自然损耗' : '入库漏记';
    valueOf(explainLine(context, { stocktakeId, lineKey: line.key, reason }));
  }
  const { seen } = valueOf(readReview(context, stocktakeId));
  const input = { requestId: shop.requestId(), stocktakeId, seen, leaveUncounted: true, note: '' };
  return approveStocktake(context, input);
}

/** A whole count, from its start to its approval. */
export function tookStock(shop: Shop, piles: readonly Pile[], today: string = TODAY): StoredEntry {
  const stocktakeId = startedCount(shop, today);
  for (const pile of piles) countPile(shop, stocktakeId, pile, today);
  closeCount(shop, stocktakeId, today);
  return valueOf(approveCount(shop, stocktakeId, today));
}
