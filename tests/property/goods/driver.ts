import { findPartner } from '../../../main/db/repositories/partner-repository.ts';
import { receiveGoods } from '../../../main/usecases/goods/receive-goods.ts';
import { reverseInbound } from '../../../main/usecases/goods/reverse-inbound.ts';
import { lendTools } from '../../../main/usecases/loan/lend-tools.ts';
import { reverseLoan } from '../../../main/usecases/loan/reverse-loan.ts';
import { takeBackTools } from '../../../main/usecases/loan/take-back-tools.ts';
import { writeOffLent } from '../../../main/usecases/loan/write-off-lent.ts';
import { reverseOutbound } from '../../../main/usecases/outbound/reverse-outbound.ts';
import { takeOut } from '../../../main/usecases/outbound/take-out.ts';
import { setPartnerTerms } from '../../../main/usecases/partner/partner-terms.ts';
import { reverseSettlement } from '../../../main/usecases/partner/reverse-settlement.ts';
import { redeemGoods } from '../../../main/usecases/redemption/redeem-goods.ts';
import { returnRedemption } from '../../../main/usecases/redemption/return-redemption.ts';
import { dropStocktake } from '../../../main/usecases/stocktake/start-stocktake.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { Household } from '../../../shared/domain/household/household.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { centipoints, type EntryId, fen, type LocalDate, quantity } from '../../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { partnerItem, partnerOf, settle } from '../../builders/partners.ts';
import { type Shop, TODAY, valueOf } from '../../builders/shop.ts';
import { approveCount, closeCount, contextOf, countPile, lotIdOf, startedCount } from '../../builders/stocktake.ts';
import { type GoodsCommand, OWN_ITEMS, type Part, type Reversible, type Wanted } from './commands.ts';
import { at, GoodsModel } from './model.ts';

type Outcome = Result<{ readonly id: EntryId }, { readonly code: string }>;
export type GoodsStep = { readonly expected: string | null; readonly outcome: Outcome };
type Of<T extends GoodsCommand['type']> = Extract<GoodsCommand, { type: T }>;

const NEVER = '9999-12-31';
const REASON = '登记错了';
const MORE_POINTS_THAN_GOODS = 100_000_000;

/** Carries a command out on the real shop and on the model. */
export class GoodsDriver {
  readonly shop: Shop;
  readonly model = new GoodsModel();
  readonly items: readonly Item[];
  readonly #household: Household;
  readonly #made: Record<Reversible | 'sold', EntryId[]> = {
    inbound: [],
    outbound: [],
    loan: [],
    loan_return: [],
    settlement: [],
    sold: [],
  };
  readonly #sent: (() => Outcome)[] = [];
  readonly partner;
  today: LocalDate = localDate(TODAY);
  #lots = 0;

  constructor(shop: Shop) {
    this.shop = shop;
    this.#household = shop.household();
    shop.award(this.#household.id, MORE_POINTS_THAN_GOODS);
    this.partner = partnerOf(shop);
    const price = { priceCentipoints: centipoints(10) };
    const lent = { ...price, loanCentipoints: centipoints(0) };
    const own = Array.from({ length: OWN_ITEMS }, () => shop.item(lent));
    this.items = [...own, partnerItem(shop, this.partner, price)];
  }

  /** Null when there was nothing to do it to. */
  carryOut(command: GoodsCommand): GoodsStep | null {
    switch (command.type) {
      case 'receive':
        return this.#receive(command);
      case 'redeem':
        return this.#redeem(command.lines);
      case 'give_back':
        return this.#giveBack(command);
      case 'take_out':
        return this.#takeOut(command);
      case 'lend':
        return this.#lend(command);
      case 'settle_loan':
        return this.#settleLoan(command);
      case 'reverse':
        return this.#reverse(command);
      case 'take_stock':
        return this.#takeStock(command);
      case 'new_terms':
        return this.#newTerms(command.settleFen);
      case 'settle_partner': {
        const asked = { requestId: this.shop.requestId(), to: this.today };
        const outcome = this.#send(() => settle(this.shop, this.partner, asked, this.today));
        return this.#done('settlement', this.model.settlePartner(), outcome);
      }
      case 'send_again':
        return this.#sendAgain(command.which);
      case 'days_pass':
        this.today = addDays(this.today, command.days);
        return null;
    }
  }

  #context() {
    return this.shop.context({ today: this.today });
  }

  /** Sends a request and keeps it, so that it can be sent again as it was. */
  #send(send: () => Outcome): Outcome {
    const outcome = send();
    if (outcome.ok) this.#sent.push(send);
    return outcome;
  }

  #done(list: Reversible | 'sold', expected: string | null, outcome: Outcome): GoodsStep {
    if (outcome.ok) this.#made[list].push(outcome.value.id);
    return { expected, outcome };
  }

  #receive({ source, lots }: Of<'receive'>): GoodsStep {
    const born = lots.map(({ item, count, cost, keepsDays }) => {
      this.#lots += 1;
      return {
        code: `L${String(this.#lots).padStart(4, '0')}`,
        item,
        expires: keepsDays === null ? NEVER : addDays(this.today, keepsDays),
        receivedOn: this.today,
        valued: cost !== null,
        mayGoBack: source === 'purchase' || source === 'opening',
        born: { count, value: cost ?? 0 },
      };
    });
    const input = {
      requestId: this.shop.requestId(),
      source,
      supplier: '供销社',
      date: this.today,
      sourceNo: null,
      lines: born.map(({ code, item, expires, valued, born: { count, value } }) => ({
        itemId: at(this.items, item).id,
        quantity: quantity(count),
        costFen: valued ? fen(value) : null,
        lotCode: code,
        producedOn: null,
        expiresOn: expires === NEVER ? null : localDate(expires),
      })),
    };
    const outcome = this.#send(() => receiveGoods(this.#context(), input));
    this.model.receive(source, born);
    return this.#done('inbound', null, outcome);
  }

  #redeem(wanted: readonly Wanted[]): GoodsStep {
    const input = {
      requestId: this.shop.requestId(),
      householdId: this.#household.id,
      lines: wanted.map(({ item, count }) => ({ itemId: at(this.items, item).id, quantity: quantity(count) })),
      recipient: null,
      expectedTotalCentipoints: null,
    };
    const outcome = this.#send(() => redeemGoods(this.#context(), input));
    return this.#done('sold', this.model.redeem(wanted, this.today), outcome);
  }

  #giveBack({ which, part }: Of<'give_back'>): GoodsStep | null {
    const sold = this.#made.sold;
    if (sold.length === 0) return null;
    const index = which % sold.length;
    const lines = part === null ? null : [this.#lineOf(part, at(this.model.sold, index).length)];
    const input = { requestId: this.shop.requestId(), redemptionId: at(sold, index), lines, reason: REASON };
    const outcome = this.#send(() => returnRedemption(this.#context(), input, this.shop.agreement()));
    return { expected: this.model.giveBack(index, part), outcome };
  }

  #lineOf({ line, count }: Part, lines: number): { lineNo: number; quantity: ReturnType<typeof quantity> } {
    return { lineNo: (line % lines) + 1, quantity: quantity(count) };
  }

  #takeOut({ kind, lines }: Of<'take_out'>): GoodsStep {
    const input = {
      requestId: this.shop.requestId(),
      kind,
      counterparty: kind === 'write_off' ? '' : '供销社',
      disposal: '',
      witness: kind === 'write_off' ? '王监督' : '',
      note: '相机坏了',
      photos: [],
      lines: lines.map(({ lot: index, count, expired }) => {
        const { item, code } = at(this.model.lots, index % this.model.lots.length);
        const cause = expired ? ('expired' as const) : ('damaged' as const);
        return {
          lotId: lotIdOf(this.shop, at(this.items, item).id, code),
          quantity: quantity(count),
          cause: kind === 'write_off' ? cause : null,
          detail: '',
        };
      }),
    };
    const outcome = this.#send(() => takeOut(this.#context(), input, this.shop.agreement()));
    return this.#done('outbound', this.model.takeOut(kind, lines, this.today), outcome);
  }

  #lend({ item, count }: Of<'lend'>): GoodsStep {
    const input = {
      requestId: this.shop.requestId(),
      householdId: this.#household.id,
      lines: [{ itemId: at(this.items, item).id, quantity: quantity(count) }],
      dueOn: null,
      borrower: '',
      note: '',
      photos: [],
      expectedTotalCentipoints: null,
    };
    const outcome = this.#send(() => lendTools(this.#context(), input));
    return this.#done('loan', this.model.lend(item, count, this.today), outcome);
  }

  #settleLoan({ which, part, lost }: Of<'settle_loan'>): GoodsStep | null {
    const loans = this.#made.loan;
    if (loans.length === 0) return null;
    const index = which % loans.length;
    const lines = [this.#lineOf(part, at(this.model.loans, index).lines.length)];
    const base = { requestId: this.shop.requestId(), loanId: at(loans, index), lines, note: '', photos: [] };
    const loss = { ...base, cause: 'lost' as const, disposal: '', witness: '王监督' };
    const outcome = this.#send(() =>
      lost
        ? writeOffLent(this.#context(), loss, this.shop.agreement())
        : takeBackTools(this.#context(), { ...base, condition: 'good' }),
    );
    return this.#done(lost ? 'outbound' : 'loan_return', this.model.settleLoan(index, part, lost), outcome);
  }

  #reverse({ what, which }: Of<'reverse'>): GoodsStep | null {
    const made = this.#made[what];
    if (made.length === 0) return null;
    const index = which % made.length;
    const input = { requestId: this.shop.requestId(), entryId: at(made, index), reason: REASON };
    const [verb, expected] = {
      inbound: [reverseInbound, () => this.model.reverseInbound(index)] as const,
      outbound: [reverseOutbound, () => this.model.reverseOutbound(index)] as const,
      loan: [reverseLoan, () => this.model.reverseLoan(index)] as const,
      loan_return: [reverseLoan, () => this.model.reverseLoanReturn(index)] as const,
      settlement: [reverseSettlement, () => this.model.reverseSettlement(index)] as const,
    }[what];
    const outcome = this.#send(() => verb(this.#context(), input, this.shop.agreement()));
    return { expected: expected(), outcome };
  }

  /** A whole count by four people; what is handed out before it is approved is accounted for. */
  #takeStock({ differences, found, meanwhile }: Of<'take_stock'>): GoodsStep | null {
    const lots = this.model.lots.filter(({ count }) => count > 0).slice(0, differences.length);
    if (lots.length === 0 && found === null) return null;
    const { shop, today } = this;
    const id = startedCount(shop, today);
    const counted = lots.map((lot, index) => {
      return { lot, book: lot.count, found: Math.max(0, lot.count + at(differences, index)) };
    });
    for (const { lot, found: count } of counted) {
      countPile(shop, id, { item: at(this.items, lot.item).id, lot: lot.code, count }, today);
    }
    const fresh = found === null ? null : { code: `PD${id.slice(-8)}`, expiresOn: null };
    if (found !== null && fresh !== null) {
      countPile(shop, id, { item: at(this.items, found.item).id, lot: fresh, count: found.count }, today);
    }
    if (meanwhile.length > 0) must(this.#agrees(this.#redeem(meanwhile)), 'the books agree on what was handed out');
    closeCount(shop, id, today);
    const outcome: Outcome = approveCount(shop, id, today);
    const expected = this.model.takeStock(counted);
    if (expected === null && found !== null && fresh !== null) {
      this.model.find(fresh.code, found.item, found.count, today);
    }
    if (!outcome.ok)
      valueOf(dropStocktake(contextOf(shop, 'approver', today), { stocktakeId: id, reason: '重新盘点' }));
    return { expected, outcome };
  }

  #agrees({ expected, outcome }: GoodsStep): true | null {
    return (outcome.ok ? null : outcome.error.code) === expected ? true : null;
  }

  #newTerms(settleFen: number): null {
    const [partner, item] = [findPartner(this.shop.db, this.partner.id), at(this.items, OWN_ITEMS)];
    const partnerId = must(partner, 'the partner shop is registered').id;
    valueOf(setPartnerTerms(this.#context(), { itemId: item.id, partnerId, settleFen: fen(settleFen), capFen: null }));
    this.model.settleFen = settleFen;
    return null;
  }

  /** Whatever happened since, it answers with the document it made. */
  #sendAgain(which: number): GoodsStep | null {
    if (this.#sent.length === 0) return null;
    return { expected: null, outcome: at(this.#sent, which % this.#sent.length)() };
  }
}
