/**
 * What receiving a donation of 200 lines costs through the whole use case, against the same rows put in by bare prepared
 * statements in one IMMEDIATE transaction. Both sides alternate in this one process, each on its own file; medians.
 */
import { verify } from '../../main/journal/verify.ts';
import type { UseCaseContext } from '../../main/usecases/context.ts';
import { saveDonor } from '../../main/usecases/donation/save-donor.ts';
import { receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { type DonorId, type EntryId, entryId, fen, quantity } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { openShop, type Shop, TODAY, valueOf } from '../builders/shop.ts';
import { timedIds } from './fill-shop.ts';
import { copyDelivery, rawDelivery } from './raw-delivery.ts';
import { median, msSince, now, ratioLine } from './report.ts';

const LINES = 200;
const ROUNDS = Number(process.env['AIXIN_ROUNDS'] ?? 60);
const WARM_UP = 10;

type Desk = {
  readonly shop: Shop;
  readonly context: UseCaseContext;
  readonly items: readonly Item[];
  readonly donor: DonorId;
};

async function openDesk(): Promise<Desk> {
  const shop = await openShop({ scheme: 'heixi' });
  const context = { ...shop.context(), newId: timedIds(7) };
  const items = Array.from({ length: LINES }, (_, index) =>
    shop.item({ code: `WP${String(index + 1).padStart(4, '0')}`, name: `物品${index + 1}`, food: index % 2 === 0 }),
  );
  const donor = valueOf(
    saveDonor(context, null, {
      name: '县红十字会',
      kind: 'organisation',
      contact: '',
      phone: '',
      thanks: 'full',
      active: true,
      note: '',
    }),
  );
  return { shop, context, items, donor: donor.id };
}

/** One gift of 200 kinds of goods, every third without a value; its id and how long it took. */
function receiveOnce({ context, items, donor }: Desk, turn: number): { readonly id: EntryId; readonly ms: number } {
  const id = entryId(context.newId());
  const lines = items.map((item, index) => ({
    itemId: item.id,
    quantity: quantity((index % 9) + 1),
    unitCostFen: index % 3 === 0 ? null : fen(250 + index),
    costFen: null,
    lotCode: index % 2 === 0 ? `P${turn}-${index}` : null,
    producedOn: localDate('2026-03-01'),
    expiresOn: addDays(localDate(TODAY), 200 + index),
  }));
  const words = { intention: '助力乡村', receiverOne: '冉光荣', receiverTwo: '李桂英', externalReceiptNo: '' };
  const started = now();
  const done = receiveGoods(context, {
    requestId: id,
    source: 'donation',
    supplier: '县红十字会',
    date: addDays(localDate(TODAY), -turn),
    sourceNo: null,
    donation: { donorId: donor, earmark: null, ...words },
    lines,
  });
  const ms = msSince(started);
  valueOf(done);
  return { id, ms };
}

const [ours, bare] = [await openDesk(), await openDesk()];
const insert = rawDelivery(bare.shop.db);
const [oursMs, bareMs]: [number[], number[]] = [[], []];
for (let turn = 0; turn < ROUNDS + WARM_UP; turn += 1) {
  const { id, ms } = receiveOnce(ours, turn);
  const rows = copyDelivery(ours.shop.db, id);
  const started = now();
  insert(rows);
  const bareOnce = msSince(started);
  if (turn < WARM_UP) continue;
  oursMs.push(ms);
  bareMs.push(bareOnce);
}
const [first, second] = [verify(ours.shop.db), verify(bare.shop.db)];
if ((first.lastHash !== second.lastHash || first.problem) ?? second.problem) throw new Error('not the same books');
if (must(oursMs[0], 'a round') <= 0) throw new Error('nothing was measured');
ratioLine(`receiving a donation of ${LINES} lines`, median(oursMs), 'same rows inserted raw', median(bareMs), 1.5);
for (const { shop } of [ours, bare]) shop.close();
