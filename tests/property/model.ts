/**
 * What a shop does, told a second time and as simply as possible: plain numbers in lists, none of the program's
 * own functions. Each method answers with the code of the refusal it expects, or null, and then changes the lists.
 */
export type ModelHousehold = { earned: number; readonly base: number; redeemed: number };
export type ModelLot = {
  readonly code: string;
  readonly item: number;
  readonly expires: string;
  readonly receivedOn: string;
  readonly received: number;
  count: number;
  /** Null: unvalued. */
  value: number | null;
};
type ModelLine = {
  readonly lot: ModelLot;
  readonly count: number;
  readonly price: number;
  readonly cost: number | null;
  backCount: number;
  backCost: number;
};
export type ModelRedemption = { readonly household: number; readonly lines: readonly ModelLine[] };
export type ModelPoints = { readonly household: number; readonly signed: number; reversed: boolean };
export type ModelInbound = { readonly lots: readonly ModelLot[]; reversed: boolean };

export type WantedLine = { readonly item: number; readonly count: number };
export type Expected = number | null;

const NEVER = '9999-12-31';

export class Model {
  readonly households: ModelHousehold[];
  /** Centipoints; null: no price yet. */
  readonly prices: readonly (number | null)[];
  readonly lots: ModelLot[] = [];
  readonly redemptions: ModelRedemption[] = [];
  readonly points: ModelPoints[] = [];
  readonly inbounds: ModelInbound[] = [];

  constructor(households: number, base: number, prices: readonly (number | null)[]) {
    this.households = Array.from({ length: households }, () => ({ earned: base, base, redeemed: 0 }));
    this.prices = prices;
  }

  spendable(household: number): number {
    const { earned, base, redeemed } = at(this.households, household);
    const redeemable = earned > base ? earned - base : 0;
    return redeemable > redeemed ? redeemable - redeemed : 0;
  }

  award(household: number, signed: number): void {
    at(this.households, household).earned += signed;
    this.points.push({ household, signed, reversed: false });
  }

  reversePoints(index: number): string | null {
    const points = at(this.points, index);
    if (points.reversed) return 'already_reversed';
    points.reversed = true;
    at(this.households, points.household).earned -= points.signed;
    return null;
  }

  receive(lots: readonly ModelLot[]): void {
    this.lots.push(...lots);
    this.inbounds.push({ lots, reversed: false });
  }

  reverseInbound(index: number): string | null {
    const inbound = at(this.inbounds, index);
    if (inbound.reversed) return 'already_reversed';
    if (inbound.lots.some((lot) => lot.count < lot.received)) return 'goods_already_used';
    inbound.reversed = true;
    for (const lot of inbound.lots) {
      lot.count = 0;
      if (lot.value !== null) lot.value = 0;
    }
    return null;
  }

  redeem(household: number, wanted: readonly WantedLine[], expected: Expected, today: string): string | null {
    if (wanted.length === 0) return 'basket_empty';
    const items = [...new Set(wanted.map(({ item }) => item))];
    const planned: { lot: ModelLot; count: number; price: number; cost: number | null }[] = [];
    for (const item of items) {
      const counts = wanted.filter((line) => line.item === item).map((line) => line.count);
      const count = counts.find((one) => one <= 0) ?? counts.reduce((a, b) => a + b);
      if (count <= 0 || count % 1 !== 0) return 'quantity_not_positive';
      const price = at(this.prices, item);
      if (price === null) return 'item_without_price';
      let left = count;
      for (const lot of this.shelf(item).filter(({ expires }) => expires >= today)) {
        const taken = Math.min(left, lot.count);
        if (taken === 0) continue;
        const cost = lot.value === null ? null : Math.floor((lot.value * taken) / lot.count);
        planned.push({ lot, count: taken, price, cost });
        left -= taken;
      }
      if (left > 0) return this.shelf(item).some(({ expires }) => expires < today) ? 'stock_expired' : 'stock_short';
    }
    const total = planned.reduce((sum, line) => sum + line.price * line.count, 0);
    if (expected !== null && expected !== total) return 'total_changed';
    if (total > this.spendable(household)) return 'points_short';
    for (const { lot, count, cost } of planned) {
      lot.count -= count;
      if (lot.value !== null) lot.value -= cost ?? 0;
    }
    at(this.households, household).redeemed += total;
    this.redemptions.push({ household, lines: planned.map((line) => ({ ...line, backCount: 0, backCost: 0 })) });
    return null;
  }

  /** Lots of an item with something left, in the order they leave. */
  private shelf(item: number): ModelLot[] {
    const key = (lot: ModelLot) => `${lot.expires}/${lot.receivedOn}/${lot.code}`;
    return this.lots.filter((lot) => lot.item === item && lot.count > 0).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** `wanted` null: everything that is left. Line numbers count from 1. */
  giveBack(index: number, wanted: readonly { lineNo: number; quantity: number }[] | null): string | null {
    const { household, lines } = at(this.redemptions, index);
    const left = lines.map((line, at) => ({ lineNo: at + 1, quantity: line.count - line.backCount }));
    const asked = wanted ?? left.filter(({ quantity }) => quantity > 0);
    if (asked.length === 0) return 'already_returned';
    const numbers = [...new Set(asked.map(({ lineNo }) => lineNo))];
    const taken: { line: ModelLine; count: number }[] = [];
    for (const lineNo of numbers) {
      const line = lines[lineNo - 1];
      if (!line) return 'return_line_not_found';
      const count = asked.filter((one) => one.lineNo === lineNo).reduce((sum, one) => sum + one.quantity, 0);
      if (count <= 0) return 'quantity_not_positive';
      if (line.backCount === line.count) return 'already_returned';
      if (count > line.count - line.backCount) return 'return_exceeds_line';
      taken.push({ line, count });
    }
    for (const { line, count } of taken) {
      const cost =
        line.cost === null ? 0 : Math.floor(((line.cost - line.backCost) * count) / (line.count - line.backCount));
      line.backCount += count;
      line.backCost += cost;
      line.lot.count += count;
      if (line.lot.value !== null) line.lot.value += cost;
      at(this.households, household).redeemed -= line.price * count;
    }
    return null;
  }
}

export const neverExpires = NEVER;

export function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new Error(`no ${index} in a list of ${list.length}`);
  return list[index] as T;
}
