import { inTransaction } from '../../main/db/open-database.ts';
import { insertHousehold, nextHouseholdSerial } from '../../main/db/repositories/household-repository.ts';
import { writeTerms } from '../../main/db/repositories/household-terms.ts';
import { listLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import type { UseCaseContext } from '../../main/usecases/context.ts';
import { termsOf } from '../../main/usecases/household/household-terms.ts';
import { recordPointsWithin } from '../../main/usecases/points/record-points.ts';
import { postRedemption } from '../../main/usecases/redemption/post-redemption.ts';
import { decideRedemption } from '../../shared/domain/redemption/decide-redemption.ts';
import type { Household } from '../../shared/domain/household/household.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { centipoints, entryId, householdId } from '../../shared/kernel/brands.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { v7 } from 'uuid';
import { type Shop, TODAY } from '../builders/shop.ts';
import { headNameOf, idNumberOf, phoneOf } from './people.ts';

const CHUNK = 5_000;

const FIRST_ID_MS = Date.UTC(2026, 0, 1);

/** Ids as the program makes them, in order of time (version 7). Counted and seeded, so that two files are equal. */
export function timedIds(seed: number): () => string {
  let made = 0;
  return () => {
    made += 1;
    const random = Uint8Array.from(
      { length: 16 },
      (_, index) => Math.imul(made * 31 + index + seed, 0x9e3779b1) >>> 24,
    );
    return v7({ msecs: FIRST_ID_MS + made * 50, random });
  };
}

/** Enrols `count` households by bare inserts, with their search terms. */
export function fillHouseholds(shop: Shop, count: number, newId: () => string): Household[] {
  const households: Household[] = [];
  const village = must(shop.villages[0], 'the shop has a village');
  for (let start = 0; start < count; start += CHUNK) {
    inTransaction(shop.db, () => {
      let serial = nextHouseholdSerial(shop.db);
      for (let index = start; index < Math.min(count, start + CHUNK); index += 1, serial += 1) {
        const household: Household = {
          id: householdId(newId()),
          householdNo: `GM${String(index + 1).padStart(5, '0')}`,
          cardNo: `29${String(serial).padStart(11, '0')}`,
          headName: headNameOf(index),
          idNumber: idNumberOf(index),
          villageId: village.id,
          villageGrid: '第一网格',
          groupName: `${(index % 12) + 1}组`,
          memberCount: (index % 6) + 1,
          phone: phoneOf(index),
          members: '',
          enrolledOn: localDate('2026-01-01'),
          status: 'active',
          tags: [],
          note: '',
        };
        insertHousehold(shop.db, household, serial);
        writeTerms(shop.db, household.id, termsOf(shop.db, household));
        households.push(household);
      }
    });
  }
  return households;
}

export const ITEM_COUNT = 60;
export const LINES = 5;

/** Items with two large lots each, so that stock never runs out. */
export function fillItems(shop: Shop): Item[] {
  return Array.from({ length: ITEM_COUNT }, (_, index) => {
    const item = shop.item({
      code: `WP${String(index + 1).padStart(3, '0')}`,
      name: `物品${index + 1}`,
      priceCentipoints: centipoints(50 + (index % 7) * 10),
    });
    shop.receive(item.id, 5_000_000, 1_234_567_890 + index, { expiresOn: '2030-01-01' });
    shop.receive(item.id, 5_000_000, 987_654_321 + index, { expiresOn: '2031-01-01' });
    return item;
  });
}

/** The items of the `turn`th basket: five different ones. */
export function basketOf(items: readonly Item[], turn: number): Item[] {
  return Array.from({ length: LINES }, (_, line) => must(items[(turn * 7 + line * 11) % items.length], 'an item'));
}

const FIRST_DAY = localDate('2026-01-01');
const DAYS = 190;

/** Awards everyone plenty, then posts 5-line redemptions until the journal holds `postings` postings. */
export function fillJournal(
  context: UseCaseContext,
  households: readonly Household[],
  items: readonly Item[],
  postings: number,
): void {
  const { db, newId } = context;
  const count = () => (db.prepare('SELECT count(*) AS n FROM posting').get() as { n: number }).n;
  for (let start = 0; start < households.length; start += CHUNK) {
    inTransaction(db, () => {
      for (const household of households.slice(start, start + CHUNK)) awardPlenty(context, household);
    });
  }
  let turn = 0;
  const perDay = Math.ceil(postings / 18 / DAYS);
  for (let left = postings - count(); left > 0; left = postings - count()) {
    inTransaction(db, () => {
      for (let made = 0; made < CHUNK && made * 18 < left; made += 1, turn += 1) {
        const household = must(households[(turn * 7919) % households.length], 'a household');
        const today = addDays(FIRST_DAY, Math.floor(turn / perDay));
        postOne({ ...context, today }, household, basketOf(items, turn), newId);
      }
    });
  }
}

function awardPlenty(context: UseCaseContext, household: Household): void {
  recordPointsWithin(
    context,
    {
      requestId: entryId(context.newId()),
      direction: 'award',
      householdId: household.id,
      pointsCentipoints: centipoints(100_000_000),
      date: localDate(TODAY),
      reason: '打扫公共卫生',
      category: '环境卫生',
      rule: '',
    },
    'on_paper',
  );
}

/** What redeeming writes, without what it reads: the file fills faster. */
function postOne(context: UseCaseContext, household: Household, basket: readonly Item[], newId: () => string): void {
  const plan = decideRedemption({
    household,
    account: {
      earnedCentipoints: centipoints(100_000_000),
      baseCentipoints: centipoints(0),
      redeemedCentipoints: centipoints(0),
      heldCentipoints: centipoints(0),
    },
    yearlyCapCentipoints: null,
    today: context.today,
    basket: basket.map((item) => ({ item, lots: listLotsOnHand(context.db, item.id), quantity: 1 })),
    expectedTotalCentipoints: null,
  });
  if (!plan.ok) throw new Error(`the filling was refused: ${plan.error.code}`);
  postRedemption(context, {
    requestId: entryId(newId()),
    householdId: household.id,
    schemeYear: 2026,
    businessDate: context.today,
    timeOfDay: context.timeOfDay,
    recipient: null,
    plan: plan.value,
    operatorName: context.operator.name,
    sourceNo: null,
    note: '',
    requestDigest: '0'.repeat(64),
    agreed: null,
  });
}
