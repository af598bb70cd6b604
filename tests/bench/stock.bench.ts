/**
 * The stock overview of 5,000 items and 20,000 lots through the whole use case, against one plain SQL aggregate over the
 * same balances: what lies on the shelf of each item, what it cost and when the first of it ends. Both alternate in this
 * process, on the same file; medians. Beside it, without a limit: an item's life, and the figures of the charts.
 */
import { receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import { readCharts } from '../../main/usecases/goods/read-charts.ts';
import { readItemLife } from '../../main/usecases/goods/read-life.ts';
import { readOverview } from '../../main/usecases/goods/read-overview.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { fen, quantity } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { openShop, type Shop, TODAY, valueOf } from '../builders/shop.ts';
import { bigShop } from './big-shop.ts';
import { median, msSince, now, ratioLine } from './report.ts';

const ITEMS = 5_000;
const LOTS = 20_000;
const LINES = 500;
const ROUNDS = Number(process.env['AIXIN_ROUNDS'] ?? 60);
const WARM_UP = 5;
const today = localDate(TODAY);

const WORDS = ['大米', '菜籽油', '食盐', '牙膏', '香皂', '酱油', '锄头', '毛巾', '作业本', '洗衣液'];
const CATEGORIES = ['粮油', '日化', '日杂', '农资', '文具', '调味'];

const PLAIN = `SELECT g.unit, sum(g.amount), sum(v.amount), min(l.expires_on)
  FROM balance g JOIN lot l ON l.id = g.lot_id
  LEFT JOIN balance v ON v.account = 'stock' AND v.book = 'value' AND v.unit = 'fen' AND v.lot_id = g.lot_id
  WHERE g.account = 'stock' AND g.book = 'goods' GROUP BY g.unit`;

async function filled(): Promise<Shop> {
  const shop = await openShop({ scheme: 'heixi' });
  shop.hurry();
  const items: Item[] = [];
  for (let index = 0; index < ITEMS; index += 1) {
    const name = `${must(WORDS[index % WORDS.length], 'a word')}${Math.floor(index / WORDS.length)}号`;
    const category = must(CATEGORIES[index % CATEGORIES.length], 'a category');
    items.push(shop.item({ code: `WP${String(index + 1).padStart(5, '0')}`, name, category }));
  }
  for (let start = 0; start < LOTS; start += LINES) receive(shop, items, start);
  // As on the next morning: everything on the disk, nothing in the connection's own cache.
  shop.db.pragma('wal_checkpoint(TRUNCATE)');
  shop.reopen();
  return shop;
}

/** A third never expires, a ninth is unvalued, and a tenth ends within the next weeks. */
function receive(shop: Shop, items: readonly Item[], start: number): void {
  const lines = Array.from({ length: LINES }, (_, line) => {
    const at = start + line;
    return {
      itemId: must(items[at % items.length], 'an item').id,
      quantity: quantity(10 + (at % 7)),
      costFen: at % 9 === 0 ? null : fen(1_000 + at),
      lotCode: null,
      producedOn: at % 2 === 0 ? localDate('2026-01-01') : null,
      expiresOn: at % 3 === 0 ? null : addDays(localDate('2026-07-01'), at % 500),
    };
  });
  const input = {
    requestId: shop.requestId(),
    source: 'transfer' as const,
    supplier: '镇上的店',
    sourceNo: null,
    lines,
  };
  valueOf(receiveGoods(shop.context(), { ...input, date: today }));
}

async function overview(): Promise<void> {
  const shop = await filled();
  const plain = shop.db.prepare(PLAIN).raw();
  const [oursMs, plainMs]: [number[], number[]] = [[], []];
  let first = 0;
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    let started = now();
    const rows = readOverview(shop.db, today);
    const ours = msSince(started);
    started = now();
    const sums = plain.all();
    const theirs = msSince(started);
    if (rows.length !== ITEMS || sums.length !== ITEMS) throw new Error('both sides see every item');
    if (round === 0) first = ours;
    if (round < WARM_UP) continue;
    oursMs.push(ours);
    plainMs.push(theirs);
  }
  ratioLine('overview of 5,000 items, 20,000 lots', median(oursMs), 'one plain aggregate', median(plainMs), 2);
  console.log(`  the first time in a new host, with the pinyin of every name: ${first.toFixed(0)} ms`);
  console.log(`  on the wire: ${(JSON.stringify(readOverview(shop.db, today)).length / 1_000_000).toFixed(2)} MB`);
  shop.close();
}

/** In a journal of 200,000 postings, an item with thousands of movements and a year of figures. */
async function lives(): Promise<void> {
  const { shop, items } = await bigShop(200_000, 2_000);
  const item = must(items[0], 'an item');
  const view = { from: null, to: null, offset: 0, limit: 100, today, masked: false };
  const [lifeMs, chartMs]: [number[], number[]] = [[], []];
  let movements = 0;
  for (let round = 0; round < 10; round += 1) {
    let started = now();
    movements = valueOf(readItemLife(shop.db, item.id, view)).movements.total;
    lifeMs.push(msSince(started));
    started = now();
    readCharts(shop.db, today);
    chartMs.push(msSince(started));
  }
  console.log(`an item's life, ${movements} movements, 100 shown: ${median(lifeMs).toFixed(1)} ms`);
  console.log(`figures of the charts, 200,000 postings within the year: ${median(chartMs).toFixed(1)} ms`);
  shop.close();
}

await overview();
await lives();
