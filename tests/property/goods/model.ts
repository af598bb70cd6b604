import type { OutKind, Part, TakenOut, Wanted } from './commands.ts';
import { PARTNER_ITEM } from './commands.ts';

/**
 * What becomes of goods, told a second time and as simply as possible: pieces and fen in plain numbers, none of the
 * program's own functions. Each method answers with the code of the refusal it expects, or null, and then changes them.
 */
export type ModelLot = {
  readonly code: string;
  readonly item: number;
  /** 9999-12-31: never. */
  readonly expires: string;
  readonly receivedOn: string;
  readonly valued: boolean;
  readonly mayGoBack: boolean;
  readonly born: { readonly count: number; readonly value: number };
  /** On the shelf, and with households. */
  count: number;
  value: number;
  lentCount: number;
  lentValue: number;
  /** What each kind of document brought and took, shelf and households apart: [pieces, fen]. */
  readonly flows: Map<string, [number, number]>;
};

type Birth = Omit<ModelLot, 'count' | 'value' | 'lentCount' | 'lentValue' | 'flows'>;
type Line = { readonly lot: ModelLot; readonly count: number; readonly cost: number };
type SoldLine = Line & { backCount: number; backCost: number };
type Settling = { readonly kind: 'loan_return' | 'write_off'; readonly of: Loan; readonly lines: readonly OpenLine[] };
type OpenLine = { readonly line: LentLine; readonly count: number; readonly cost: number };
type LentLine = Line & { open: number; openCost: number };
type Loan = { readonly lines: readonly LentLine[]; reversed: boolean; readonly settled: Settled[] };
type Settled = Settling & { reversed: boolean };
type Outbound = { readonly kind: OutKind; readonly lines: readonly Line[]; reversed: boolean };
type Supply = { readonly count: number; readonly price: number; cited: Settlement | null };
type Settlement = { readonly amount: number; reversed: boolean };

export const NOTHING: readonly [number, number] = [0, 0];

const floor = (value: number, part: number, whole: number): number => Math.floor((value * part) / whole);

export class GoodsModel {
  readonly lots: ModelLot[] = [];
  readonly sold: SoldLine[][] = [];
  readonly inbounds: { readonly source: string; readonly lots: readonly ModelLot[]; reversed: boolean }[] = [];
  /** Write-offs of lent goods stand among these, as they do in the program. */
  readonly outbounds: (Outbound | Settled)[] = [];
  readonly loans: Loan[] = [];
  readonly loanReturns: Settled[] = [];
  readonly supplies: Supply[] = [];
  readonly settlements: Settlement[] = [];
  /** Every account that knows no lots: `item 0 issued`, `fen issued`, `money payable/partner`. */
  readonly accounts = new Map<string, number>();
  settleFen = 250;

  receive(source: string, lots: readonly Birth[]): void {
    const born = lots.map((lot) => this.bear(lot));
    for (const lot of born) this.move(lot, 'inbound', `source/${source}`, lot.born.count, lot.born.value);
    this.inbounds.push({ source, lots: born, reversed: false });
  }

  reverseInbound(index: number): string | null {
    const inbound = at(this.inbounds, index);
    if (inbound.reversed) return 'already_reversed';
    if (inbound.lots.some(({ count, born }) => count < born.count)) return 'goods_already_used';
    if (inbound.lots.some((lot) => strands(lot, lot.born.count, lot.born.value))) return 'lot_value_moved';
    for (const lot of inbound.lots) {
      this.move(lot, 'reversal', `source/${inbound.source}`, -lot.born.count, -lot.born.value);
    }
    inbound.reversed = true;
    return null;
  }

  redeem(wanted: readonly Wanted[], today: string): string | null {
    const lines: Line[] = [];
    const supplied: Line[] = [];
    for (const { item, count } of wanted) {
      if (item === PARTNER_ITEM) {
        const line = { lot: this.partnerLot(today, count), count, cost: this.settleFen * count };
        supplied.push(line);
        lines.push(line);
        continue;
      }
      const taken = this.take(item, count, today);
      if (typeof taken === 'string') return taken;
      lines.push(...taken);
    }
    for (const { lot, count, cost } of supplied) {
      if (!this.lots.includes(lot)) this.lots.push(lot);
      this.supply(lot, count, cost);
    }
    for (const { lot, count, cost } of lines) this.move(lot, 'redemption', 'issued', -count, -cost);
    this.sold.push(lines.map((line) => ({ ...line, backCount: 0, backCost: 0 })));
    return null;
  }

  giveBack(index: number, wanted: Part | null): string | null {
    const lines = at(this.sold, index);
    const open = lines.filter((line) => line.count > line.backCount);
    const asked = wanted === null ? open.map((line) => ({ line, count: line.count - line.backCount })) : [];
    if (wanted !== null) asked.push({ line: at(lines, wanted.line % lines.length), count: wanted.count });
    if (asked.length === 0) return 'already_returned';
    for (const { line, count } of asked) {
      if (line.count === line.backCount) return 'already_returned';
      if (count > line.count - line.backCount) return 'return_exceeds_line';
    }
    for (const { line, count } of asked) {
      const cost = floor(line.cost - line.backCost, count, line.count - line.backCount);
      line.backCount += count;
      line.backCost += cost;
      this.move(line.lot, 'return', 'issued', count, cost);
      if (line.lot.item === PARTNER_ITEM) this.supply(line.lot, -count, -cost);
    }
    return null;
  }

  takeOut(kind: OutKind, wanted: readonly TakenOut[], today: string): string | null {
    const lines: Line[] = [];
    for (const { lot: which, count, expired: claimed } of wanted) {
      const lot = at(this.lots, which % this.lots.length);
      const before = lines.filter((line) => line.lot === lot);
      const left = lot.count - sum(before, (line) => line.count);
      const value = lot.value - sum(before, (line) => line.cost);
      const expired = lot.expires < today;
      if (lot.count === 0) return 'outbound_lot_used_up';
      if (count > left) return 'outbound_exceeds_lot';
      if (kind === 'write_off' && claimed && !expired) return 'write_off_not_expired';
      if (kind === 'transfer_out' && expired) return 'transfer_expired';
      if (kind === 'supplier_return' && !lot.mayGoBack) return 'supplier_return_not_purchased';
      lines.push({ lot, count, cost: floor(value, count, left) });
    }
    for (const { lot, count, cost } of lines) this.move(lot, kind, `sink/${kind}`, -count, -cost);
    this.outbounds.push({ kind, lines, reversed: false });
    return null;
  }

  reverseOutbound(index: number): string | null {
    const outbound = at(this.outbounds, index);
    if (outbound.reversed) return 'already_reversed';
    outbound.reversed = true;
    if ('of' in outbound) this.unsettle(outbound);
    else
      for (const { lot, count, cost } of outbound.lines)
        this.move(lot, 'reversal', `sink/${outbound.kind}`, count, cost);
    return null;
  }

  lend(item: number, count: number, today: string): string | null {
    const taken = this.take(item, count, today);
    if (typeof taken === 'string') return 'loan_stock_short';
    for (const { lot, count: pieces, cost } of taken) this.shift(lot, 'loan', -pieces, -cost);
    const lines = taken.map((line) => ({ ...line, open: line.count, openCost: line.cost }));
    this.loans.push({ lines, reversed: false, settled: [] });
    return null;
  }

  /** Back on the shelf, or lost with the household. */
  settleLoan(index: number, { line: which, count }: Part, lost: boolean): string | null {
    const loan = at(this.loans, index);
    if (loan.reversed) return 'loan_not_found';
    const line = at(loan.lines, which % loan.lines.length);
    if (line.open === 0) return 'loan_settled';
    if (count > line.open) return 'loan_exceeds_open';
    const cost = floor(line.openCost, count, line.open);
    const settled: Settled = {
      kind: lost ? 'write_off' : 'loan_return',
      of: loan,
      lines: [{ line, count, cost }],
      reversed: false,
    };
    line.open -= count;
    line.openCost -= cost;
    loan.settled.push(settled);
    if (lost) {
      this.leave(line.lot, 'write_off', count, cost);
      this.outbounds.push(settled);
    } else {
      this.shift(line.lot, 'loan_return', count, cost);
      this.loanReturns.push(settled);
    }
    return null;
  }

  reverseLoan(index: number): string | null {
    const loan = at(this.loans, index);
    if (loan.reversed) return 'already_reversed';
    if (loan.settled.some(({ reversed }) => !reversed)) return 'loan_has_returns';
    loan.reversed = true;
    for (const { lot, count, cost } of loan.lines) this.shift(lot, 'reversal', count, cost);
    return null;
  }

  reverseLoanReturn(index: number): string | null {
    const back = at(this.loanReturns, index);
    if (back.reversed) return 'already_reversed';
    if (back.lines.some(({ line: { lot }, count }) => lot.count < count)) return 'loan_goods_gone';
    if (back.lines.some(({ line: { lot }, count, cost }) => strands(lot, count, cost))) return 'lot_value_moved';
    back.reversed = true;
    this.unsettle(back);
    return null;
  }

  /** `counted`: what each lot was found to hold, and what the books said when it was counted. */
  takeStock(
    counted: readonly { readonly lot: ModelLot; readonly found: number; readonly book: number }[],
  ): string | null {
    if (counted.some(({ lot, found, book }) => lot.count + found - book < 0)) return 'stocktake_below_zero';
    for (const { lot, found, book } of counted) {
      const more = found - book;
      const basis = lot.count > 0 ? lot : lot.born;
      const worth = more < 0 ? -floor(lot.value, -more, lot.count) : floor(basis.value, more, basis.count);
      if (more !== 0) this.move(lot, 'stocktake', 'stocktake', more, lot.valued ? worth : 0);
    }
    return null;
  }

  /** Goods that the books did not know: a lot of unknown value. */
  find(code: string, item: number, count: number, today: string): void {
    const lot = this.bear({
      code,
      item,
      expires: '9999-12-31',
      receivedOn: today,
      valued: false,
      mayGoBack: false,
      born: { count, value: 0 },
    });
    this.move(lot, 'stocktake', 'stocktake', count, 0);
  }

  settlePartner(): string | null {
    const open = this.supplies.filter(({ cited }) => cited === null || cited.reversed);
    const amount = sum(open, ({ count, price }) => count * price);
    if (open.length === 0) return 'settlement_nothing_due';
    if (amount < 0) return 'settlement_below_zero';
    const settlement = { amount, reversed: false };
    for (const supply of open) supply.cited = settlement;
    this.settlements.push(settlement);
    this.owe(amount);
    return null;
  }

  reverseSettlement(index: number): string | null {
    const settlement = at(this.settlements, index);
    if (settlement.reversed) return 'already_reversed';
    settlement.reversed = true;
    this.owe(-settlement.amount);
    return null;
  }

  private owe(amount: number): void {
    this.add('money expense/partner-goods', amount);
    this.add('money payable/partner', -amount);
  }

  /** First expiring first out of what has not expired, at the exact cost; or why there is not enough. */
  private take(item: number, count: number, today: string): Line[] | string {
    const key = (lot: ModelLot) => `${lot.expires}/${lot.receivedOn}/${lot.code}`;
    const shelf = this.lots
      .filter((lot) => lot.item === item && lot.count > 0)
      .sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const lines: Line[] = [];
    let missing = count;
    for (const lot of shelf.filter(({ expires }) => expires >= today)) {
      const pieces = Math.min(missing, lot.count);
      if (pieces > 0) lines.push({ lot, count: pieces, cost: floor(lot.value, pieces, lot.count) });
      missing -= pieces;
    }
    if (missing === 0) return lines;
    return shelf.some(({ expires }) => expires < today) ? 'stock_expired' : 'stock_short';
  }

  /** The lot of all pieces at this price; not among the lots before it was first supplied. */
  private partnerLot(today: string, count: number): ModelLot {
    const code = `惠民小卖部-${(this.settleFen / 100).toFixed(2)}`;
    const known = this.lots.find((lot) => lot.code === code);
    return (
      known ??
      unborn({
        code,
        item: PARTNER_ITEM,
        expires: '9999-12-31',
        receivedOn: today,
        valued: true,
        mayGoBack: false,
        born: { count, value: this.settleFen * count },
      })
    );
  }

  private supply(lot: ModelLot, count: number, value: number): void {
    this.move(lot, 'partner_supply', 'source/partner', count, value);
    this.supplies.push({ count, price: value / count, cited: null });
  }

  private unsettle({ kind, lines }: Settling): void {
    for (const { line, count, cost } of lines) {
      line.open += count;
      line.openCost += cost;
      if (kind === 'write_off') this.leave(line.lot, 'reversal', -count, -cost);
      else this.shift(line.lot, 'reversal', -count, -cost);
    }
  }

  private bear(lot: Birth): ModelLot {
    const born = unborn(lot);
    this.lots.push(born);
    return born;
  }

  /** Between the shelf and an account that knows no lots. */
  private move(lot: ModelLot, kind: string, account: string, count: number, value: number): void {
    lot.count += count;
    lot.value += value;
    note(lot, `${kind} stock`, count, value);
    this.add(`item ${lot.item} ${account}`, -count);
    this.add(`fen ${account}`, -value);
  }

  /** Between the shelf and the households that have it on loan; more on the shelf is less with them. */
  private shift(lot: ModelLot, kind: string, count: number, value: number): void {
    lot.count += count;
    lot.value += value;
    lot.lentCount -= count;
    lot.lentValue -= value;
    note(lot, `${kind} stock`, count, value);
    note(lot, `${kind} on_loan`, -count, -value);
  }

  /** Lost with a household. */
  private leave(lot: ModelLot, kind: string, count: number, value: number): void {
    lot.lentCount -= count;
    lot.lentValue -= value;
    note(lot, `${kind} on_loan`, -count, -value);
    this.add(`item ${lot.item} sink/write_off`, count);
    this.add('fen sink/write_off', value);
  }

  private add(account: string, amount: number): void {
    this.accounts.set(account, (this.accounts.get(account) ?? 0) + amount);
  }
}

function unborn(lot: Birth): ModelLot {
  return { ...lot, count: 0, value: 0, lentCount: 0, lentValue: 0, flows: new Map() };
}

/** More is taken than it is worth, or all the pieces without all that they are worth. */
function strands(lot: ModelLot, pieces: number, cost: number): boolean {
  return cost > lot.value || (pieces === lot.count && cost < lot.value);
}

function note(lot: ModelLot, key: string, count: number, value: number): void {
  const [pieces, fen] = lot.flows.get(key) ?? [0, 0];
  lot.flows.set(key, [pieces + count, fen + value]);
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}

export function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new Error(`no ${index} in a list of ${list.length}`);
  return list[index] as T;
}
