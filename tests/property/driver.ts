import { listAllLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import { receiveGoods, type ReceiveGoodsInput } from '../../main/usecases/goods/receive-goods.ts';
import { reverseInbound } from '../../main/usecases/goods/reverse-inbound.ts';
import { readSpendable } from '../../main/usecases/household/household-summary.ts';
import { readPointsAccount } from '../../main/usecases/points/points-balances.ts';
import { recordPoints } from '../../main/usecases/points/record-points.ts';
import { reversePoints } from '../../main/usecases/points/reverse-points.ts';
import { redeemGoods } from '../../main/usecases/redemption/redeem-goods.ts';
import { returnRedemption } from '../../main/usecases/redemption/return-redemption.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import type { Household } from '../../shared/domain/household/household.ts';
import { centipoints, type EntryId, entryId, fen, quantity } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { type Shop, TODAY } from '../builders/shop.ts';
import { type Command, HOUSEHOLDS, PRICES } from './commands.ts';
import { at, Model, type ModelLot, neverExpires } from './model.ts';

type Outcome = Result<{ readonly id: EntryId }, { readonly code: string }>;
/** How a command went: `adds` is what it may have added to the journal. */
export type Step = { readonly expected: string | null; readonly outcome: Outcome; readonly adds: 0 | 1 };
type Sent = { readonly id: EntryId; readonly again: () => Outcome; readonly reused: () => Outcome };

/** Carries a command out on the real shop and on the model. */
export class Driver {
  readonly shop: Shop;
  readonly model: Model;
  readonly #households: Household[];
  readonly #items: Item[];
  readonly #redemptions: EntryId[] = [];
  readonly #returns: EntryId[] = [];
  readonly #points: EntryId[] = [];
  readonly #inbounds: EntryId[] = [];
  readonly #sent: Sent[] = [];
  #today = localDate(TODAY);
  #lots = 0;

  constructor(shop: Shop, baseCentipoints: number) {
    this.shop = shop;
    this.model = new Model(HOUSEHOLDS, baseCentipoints, PRICES);
    this.#households = this.model.households.map(() => shop.household());
    this.#items = PRICES.map((price) => shop.item({ priceCentipoints: price === null ? null : centipoints(price) }));
  }

  /** Null when there was nothing to do it to. */
  carryOut(command: Command): Step | null {
    switch (command.type) {
      case 'redeem':
        return this.#redeem(command);
      case 'return_all':
        return this.#giveBack(command.redemption, null, command.reason);
      case 'return_lines': {
        const lines = command.lines.map(([lineNo, count]) => ({ lineNo, quantity: count }));
        return this.#giveBack(command.redemption, lines, '拿错');
      }
      case 'points':
        return this.#award(command);
      case 'receive':
        return this.#receive(command);
      case 'reverse_points':
        return this.#reverse(command.which, this.#points, 'points');
      case 'reverse_inbound':
        return this.#reverse(command.which, this.#inbounds, 'inbound');
      case 'reverse_wrong_kind':
        return this.#reverseWrongKind(command.use, command.which);
      case 'return_a_return':
        return this.#returnAReturn(command.which);
      case 'retry':
      case 'reuse_key':
        return this.#sendAgain(command.type, command.which);
      case 'reopen':
        this.shop.reopen();
        this.shop.hurry();
        return null;
      case 'days_pass':
        this.#today = addDays(this.#today, command.days);
        return null;
    }
  }

  /** What the program says stands in the books, in the shape of `expectedBooks`. */
  books() {
    const { db } = this.shop;
    const lots = listAllLotsOnHand(db)
      .map((lot) => ({ code: lot.code, count: lot.onHandQuantity, value: lot.valued ? lot.valueFen : null }))
      .sort(byCode);
    const households = this.#households.map(({ id }) => {
      const { earnedCentipoints, baseCentipoints, redeemedCentipoints } = readPointsAccount(db, id, 2026);
      const spendable: number = readSpendable(db, id, this.#today);
      return { earned: earnedCentipoints, base: baseCentipoints, redeemed: redeemedCentipoints, spendable };
    });
    return { households, lots };
  }

  expectedBooks() {
    const lots = this.model.lots
      .filter(({ count }) => count > 0)
      .map(({ code, count, value }) => ({ code, count, value }))
      .sort(byCode);
    const households = this.model.households.map(({ earned, base, redeemed }, index) => {
      return { earned, base, redeemed, spendable: this.model.spendable(index) };
    });
    return { households, lots };
  }

  #context() {
    return this.shop.context({ today: this.#today });
  }

  /** Sends a new request and remembers it, so that it can be sent again as it was and with other content. */
  #send(send: (id: EntryId, altered: boolean) => Outcome): Outcome {
    const id = this.shop.requestId();
    const outcome = send(id, false);
    if (outcome.ok) this.#sent.push({ id, again: () => send(id, false), reused: () => send(id, true) });
    return outcome;
  }

  #redeem(command: Extract<Command, { type: 'redeem' }>): Step {
    const total = command.lines.reduce((sum, { item, count }) => sum + (at(PRICES, item) ?? 0) * count, 0);
    const expectation = { nothing: null, right: Math.round(total), wrong: Math.round(total) + 5 }[command.expected];
    const outcome = this.#send((requestId, altered) =>
      redeemGoods(this.#context(), {
        requestId,
        householdId: at(this.#households, command.household).id,
        lines: command.lines.map(({ item, count }) => ({ itemId: at(this.#items, item).id, quantity: count })),
        recipient: altered ? { name: '王小明', relation: '子' } : null,
        expectedTotalCentipoints: expectation === null ? null : centipoints(expectation),
      }),
    );
    const expected = this.model.redeem(command.household, command.lines, expectation, this.#today);
    if (outcome.ok) this.#redemptions.push(outcome.value.id);
    return { expected, outcome, adds: 1 };
  }

  #giveBack(which: number, lines: { lineNo: number; quantity: number }[] | null, reason: string): Step | null {
    if (this.#redemptions.length === 0) return null;
    const index = which % this.#redemptions.length;
    const outcome = this.#send((requestId, altered) =>
      returnRedemption(
        this.#context(),
        {
          requestId,
          redemptionId: at(this.#redemptions, index),
          lines,
          reason: altered ? '另一个原因' : reason,
        },
        this.shop.agreement(),
      ),
    );
    const expected = reason.trim() === '' ? 'reason_missing' : this.model.giveBack(index, lines);
    if (outcome.ok) this.#returns.push(outcome.value.id);
    return { expected, outcome, adds: 1 };
  }

  #award(command: Extract<Command, { type: 'points' }>): Step {
    const date = addDays(this.#today, command.daysAhead);
    const outcome = this.#send((requestId, altered) =>
      recordPoints(
        this.#context(),
        {
          requestId,
          direction: command.signed < 0 ? 'deduction' : 'award',
          householdId: at(this.#households, command.household).id,
          pointsCentipoints: centipoints(Math.abs(command.signed)),
          date,
          reason: altered ? '另一件事' : '义务劳动',
          category: '公益事业',
          rule: '',
        },
        this.shop.agreement(),
      ),
    );
    const expected = command.signed === 0 ? 'points_not_positive' : command.daysAhead > 0 ? 'date_in_future' : null;
    if (expected === null) this.model.award(command.household, command.signed);
    if (outcome.ok) this.#points.push(outcome.value.id);
    return { expected, outcome, adds: 1 };
  }

  #receive(command: Extract<Command, { type: 'receive' }>): Step {
    const lots: ModelLot[] = command.lots.map(({ item, count, cost, keepsDays }) => {
      this.#lots += 1;
      const expires = keepsDays === null ? neverExpires : addDays(this.#today, keepsDays);
      // Later lots have earlier codes, so that the day they came and their code are told apart.
      const code = `L${String(10_000 - this.#lots).padStart(5, '0')}`;
      return { code, item, expires, receivedOn: this.#today, received: count, count, value: cost };
    });
    const input: Omit<ReceiveGoodsInput, 'requestId'> = {
      source: 'purchase',
      supplier: '供销社',
      date: this.#today,
      sourceNo: null,
      lines: lots.map((lot) => ({
        itemId: at(this.#items, lot.item).id,
        quantity: quantity(lot.received),
        costFen: lot.value === null ? null : fen(lot.value),
        lotCode: lot.code,
        producedOn: null,
        expiresOn: lot.expires === neverExpires ? null : localDate(lot.expires),
      })),
    };
    const outcome = this.#send((requestId, altered) =>
      receiveGoods(this.#context(), { ...input, requestId, supplier: altered ? '粮油站' : input.supplier }),
    );
    const expected = expectedOfDelivery(lots);
    if (expected === null) this.model.receive(lots);
    if (outcome.ok) this.#inbounds.push(outcome.value.id);
    return { expected, outcome, adds: 1 };
  }

  #reverse(which: number, entries: readonly EntryId[], kind: 'points' | 'inbound'): Step | null {
    if (entries.length === 0) return null;
    const index = which % entries.length;
    const use = kind === 'points' ? reversePoints : reverseInbound;
    const outcome = this.#send((requestId, altered) =>
      use(
        this.#context(),
        { requestId, entryId: at(entries, index), reason: altered ? '另一个原因' : '录错' },
        this.shop.agreement(),
      ),
    );
    const expected = kind === 'points' ? this.model.reversePoints(index) : this.model.reverseInbound(index);
    return { expected, outcome, adds: 1 };
  }

  /** A redemption is no award and no inbound; a document that never was cannot be found. */
  #reverseWrongKind(use: 'points' | 'inbound', which: number): Step {
    const target = this.#redemptions[which % Math.max(1, this.#redemptions.length)];
    const reverse = use === 'points' ? reversePoints : reverseInbound;
    const outcome = reverse(this.#context(), {
      requestId: this.shop.requestId(),
      entryId: target ?? entryId('never-posted'),
      reason: '录错',
    });
    return { expected: target ? 'entry_not_reversible' : 'entry_not_found', outcome, adds: 0 };
  }

  #returnAReturn(which: number): Step | null {
    if (this.#returns.length === 0) return null;
    const redemptionId = at(this.#returns, which % this.#returns.length);
    const input = { requestId: this.shop.requestId(), redemptionId, lines: null, reason: '拿错' };
    return { expected: 'return_of_return', outcome: returnRedemption(this.#context(), input), adds: 0 };
  }

  #sendAgain(how: 'retry' | 'reuse_key', which: number): Step | null {
    if (this.#sent.length === 0) return null;
    const sent = at(this.#sent, which % this.#sent.length);
    if (how === 'reuse_key') return { expected: 'request_id_reused', outcome: sent.reused(), adds: 0 };
    const outcome = sent.again();
    if (outcome.ok && outcome.value.id !== sent.id) throw new Error('a retry was answered with another document');
    return { expected: null, outcome, adds: 0 };
  }
}

function expectedOfDelivery(lots: readonly ModelLot[]): string | null {
  if (lots.length === 0) return 'inbound_empty';
  for (const lot of lots) {
    if (lot.received <= 0) return 'inbound_quantity_not_positive';
    if (lot.value !== null && lot.value < 0) return 'cost_negative';
  }
  return null;
}

function byCode(a: { readonly code: string }, b: { readonly code: string }): number {
  return a.code < b.code ? -1 : 1;
}
