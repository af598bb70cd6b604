import { donorKindOf, usualThanks } from '../../../../shared/domain/donation/donation.ts';
import type { InboundSource } from '../../../../shared/domain/goods/goods.ts';
import { must } from '../../../../shared/kernel/assert.ts';
import { donorId, entryId, fen, type ItemId, type LocalDate, quantity } from '../../../../shared/kernel/brands.ts';
import { addDays } from '../../../../shared/kernel/local-date.ts';
import { listLotsOnHand } from '../../../db/repositories/lot-repository.ts';
import { findDonor, insertDonor } from '../../../db/repositories/donor-repository.ts';
import type { UseCaseContext } from '../../context.ts';
import type { DonationInput } from '../../donation/donation-rows.ts';
import { type InboundLineInput, receiveGoodsWithin } from '../../goods/receive-goods.ts';
import { reverseInboundWithin } from '../../goods/reverse-inbound.ts';
import type { DemoItem } from './catalogue.ts';
import { DONORS, RECORDERS, SUPPLIERS } from './deeds.ts';
import { done } from './done.ts';
import type { Random } from './random.ts';

export type ShelfItem = DemoItem & { readonly id: ItemId };

/** Lines that a paper inbound slip of the village has. */
const LINES_A_SLIP = 10;
const LINES_A_VISIT = 3;
const VISITS_A_MONTH = 0.5;

/** How many of an item leave the shelf in a month, rounded up. */
function monthlyDemand(item: ShelfItem, shelf: readonly ShelfItem[], households: number): number {
  const weights = shelf.reduce((sum, { weight }) => sum + weight, 0);
  return Math.ceil((households * VISITS_A_MONTH * LINES_A_VISIT * item.weight) / weights);
}

/** Fills up what has run low: bought lots mostly, now and then a gift without evidence of value. */
export function deliver(
  context: UseCaseContext,
  random: Random,
  shelf: readonly ShelfItem[],
  households: number,
): void {
  const bought: InboundLineInput[] = [];
  const given: InboundLineInput[] = [];
  for (const item of shelf) {
    const demand = monthlyDemand(item, shelf, households);
    const onHand = listLotsOnHand(context.db, item.id).reduce((sum, lot) => sum + lot.onHandQuantity, 0);
    if (onHand > demand * 2 + item.input.minimumStock) continue;
    const count = demand * 3 + item.input.minimumStock + random.between(1, 9);
    if (random.chance(8)) given.push(line(random, context.today, item, Math.ceil(count / 3), null));
    bought.push(line(random, context.today, item, count, costOf(random, item, count)));
  }
  for (let start = 0; start < bought.length; start += LINES_A_SLIP) {
    receive(context, random, 'purchase', bought.slice(start, start + LINES_A_SLIP));
  }
  if (given.length > 0) receive(context, random, 'donation', given);
}

/** Lots whose last day is over by `today`, or comes within days: what a shopkeeper must see. */
export function deliverShortDated(
  context: UseCaseContext,
  random: Random,
  shelf: readonly ShelfItem[],
  households: number,
  today: LocalDate,
): void {
  const dated = shelf.filter((item) => item.shelfDays !== null && item.shelfDays <= 365);
  const lines = dated.slice(0, 6).map((item, index) => {
    const count = monthlyDemand(item, shelf, households) * 4 + 8;
    const expiresOn = addDays(today, index === 0 ? -6 : index * 4);
    return { ...line(random, context.today, item, count, costOf(random, item, count)), expiresOn };
  });
  const wrong = receive(context, random, 'transfer', lines);
  const reversal = { requestId: entryId(random.id()), entryId: wrong, reason: '供货单位写错，重新登记' };
  // Made-up past, like all of the demonstration's: nobody was there to agree.
  done(reverseInboundWithin(context, reversal, 'on_paper'));
  receive(context, random, 'purchase', lines);
}

/** A price that does not divide evenly: the last piece of a lot takes the odd fen. */
function costOf(random: Random, item: ShelfItem, count: number): number {
  return Math.round((item.unitCostFen * count * random.between(960, 1040)) / 1000);
}

function line(
  random: Random,
  received: LocalDate,
  item: ShelfItem,
  count: number,
  costFen: number | null,
): InboundLineInput {
  const age = random.between(3, 40);
  const producedOn = item.shelfDays === null ? null : addDays(received, -age);
  return {
    itemId: item.id,
    quantity: quantity(count),
    costFen: costFen === null ? null : fen(costFen),
    lotCode: null,
    producedOn,
    expiresOn: producedOn === null ? null : addDays(producedOn, must(item.shelfDays, 'dated goods have a shelf life')),
    costBasis: costFen === null ? '未计价' : '发票',
    fundSource: costFen === null ? '社会捐赠' : random.pick(['帮扶单位', '村集体收入', '财政衔接资金']),
    inspector: random.pick(RECORDERS),
  };
}

function receive(context: UseCaseContext, random: Random, source: InboundSource, lines: readonly InboundLineInput[]) {
  const supplier = source === 'donation' ? random.pick(DONORS) : random.pick(SUPPLIERS);
  const base = { requestId: entryId(random.id()), date: context.today, sourceNo: null };
  const donation = source === 'donation' ? giftOf(context, supplier) : null;
  return done(receiveGoodsWithin(context, { ...base, source, supplier, donation, lines })).id;
}

/** Whose gift it was, received by two people of the village. Draws no lots: the rest of the history stays as it was. */
function giftOf({ db }: UseCaseContext, name: string): DonationInput {
  const id = donorId(`demo-donor-${DONORS.findIndex((donor) => donor === name) + 1}`);
  if (!findDonor(db, id)) {
    const kind = donorKindOf(name);
    const contact = { contact: '', phone: '', note: '' };
    insertDonor(db, { id, name, kind, thanks: usualThanks(kind), active: true, ...contact });
  }
  const [receiverOne, receiverTwo] = RECORDERS;
  return { donorId: id, receiverOne, receiverTwo, earmark: null };
}
