import { setImmediate } from 'node:timers/promises';
import type { Operator } from '../../../../shared/contract/staff.ts';
import type { WorkProgress } from '../../../../shared/domain/ledger/import-report.ts';
import { must } from '../../../../shared/kernel/assert.ts';
import type { HouseholdId, Instant, LocalDate } from '../../../../shared/kernel/brands.ts';
import { yearOf } from '../../../../shared/kernel/local-date.ts';
import { inTransaction, type WritableDatabase } from '../../../db/open-database.ts';
import { listVillages } from '../../../db/repositories/village-repository.ts';
import type { UseCaseContext } from '../../context.ts';
import { saveItemWithin } from '../../goods/save-item.ts';
import { enrolHouseholdWithin } from '../../household/enrol-household.ts';
import { openSchemeYear } from '../../points/grant-base-points.ts';
import { initialiseShop } from '../initialise-shop.ts';
import { demoCatalogue } from './catalogue.ts';
import { deliver, deliverShortDated, type ShelfItem } from './deliveries.ts';
import { done } from './done.ts';
import { bringBack, recordDeed, visit } from './households-at-the-shop.ts';
import { DEMO_VILLAGES, demoHousehold } from './people.ts';
import { addDemoStaff } from './staff.ts';
import { firstDay, type Happening, inRuns, planHistory } from './plan-history.ts';
import { type Random, seededRandom } from './random.ts';

export type DemoInput = {
  readonly households: number;
  /** Whole years of history before `today`. */
  readonly years: number;
  /** The same seed, size and day make the same books to the last hash. */
  readonly seed: number;
  readonly today: LocalDate;
};

const DEMO_PIN = '000000';
const ENROL_AT_ONCE = 200;
const DAYS_A_RUN = 7;
const RETURNS_PERCENT = 3;

type Village = {
  readonly random: Random;
  readonly input: DemoInput;
  readonly households: readonly { readonly id: HouseholdId; readonly active: boolean }[];
  readonly shelf: readonly ShelfItem[];
};

/**
 * Sets up a demonstration village with its history, through the same use cases as the counter. Yields what it
 * has done between transactions, so that a bar moves and a cancel is heard.
 */
export async function* createDemo(db: WritableDatabase, input: DemoInput): AsyncGenerator<WorkProgress, Operator> {
  const random = seededRandom(input.seed);
  const setUp = {
    scheme: 'civility',
    shopName: '光明村爱心超市',
    villageNames: DEMO_VILLAGES.map(({ name }) => name),
    administratorName: '管理员',
    secret: DEMO_PIN,
    demo: true,
  } as const;
  const { operator } = done(await initialiseShop(db, setUp, random.id));
  const at = moments(db, operator, random);
  const start = firstDay(input.today, input.years);
  const shelf = inTransaction(db, () => stockCatalogue(at(start, 8 * 60)));
  const households: Village['households'][number][] = [];
  while (households.length < input.households) {
    inTransaction(db, () => households.push(...enrolSome(at(start, 8 * 60), random, households.length, input)));
    yield { stage: '登记农户', done: households.length, total: input.households };
    await setImmediate();
  }
  await addDemoStaff(db, random, DEMO_PIN, households[0]?.id ?? null);
  yield* liveThrough(db, { random, input, households, shelf }, at);
  return operator;
}

type Moments = (date: LocalDate, minute: number) => UseCaseContext;

/** Contexts of a use case at a moment of the history; the shop keeps Chinese time. */
function moments(db: WritableDatabase, operator: Operator, random: Random): Moments {
  return (date, minute) => {
    const timeOfDay = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
    const recordedAt = new Date(`${date}T${timeOfDay}:00+08:00`).toISOString() as Instant;
    const { id, name } = operator;
    return { db, today: date, recordedAt, timeOfDay, operator: { id, name }, station: null, newId: random.id };
  };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function stockCatalogue(context: UseCaseContext): ShelfItem[] {
  return demoCatalogue().map((item) => ({ ...item, id: done(saveItemWithin(context, null, item.input)).id }));
}

function enrolSome(
  context: UseCaseContext,
  random: Random,
  from: number,
  { households: count }: DemoInput,
): Village['households'] {
  const villages = listVillages(context.db);
  const size = Math.min(ENROL_AT_ONCE, count - from);
  return Array.from({ length: size }, (_, offset) => {
    const input = demoHousehold(random, villages, from + offset, count, context.today);
    const { id, status } = done(enrolHouseholdWithin(context, input));
    return { id, active: status === 'active' };
  });
}

/** The history, a week a transaction; a new scheme year opens with its base points. */
async function* liveThrough(db: WritableDatabase, village: Village, at: Moments): AsyncGenerator<WorkProgress, void> {
  const { random, input, households } = village;
  const runs = inRuns(planHistory(random, input.today, input.years, households.length), DAYS_A_RUN);
  let year = yearOf(firstDay(input.today, input.years));
  for (const [index, run] of runs.entries()) {
    inTransaction(db, () => {
      for (const happening of run) {
        if (yearOf(happening.date) > year) {
          year = yearOf(happening.date);
          openSchemeYear(at(happening.date, 0), year);
        }
        happen(village, at, happening);
      }
    });
    yield { stage: '补记历史', done: index + 1, total: runs.length };
    await setImmediate();
  }
  openSchemeYear(at(input.today, 0), yearOf(input.today));
}

function happen(village: Village, at: Moments, happening: Happening): void {
  const { random, shelf, input } = village;
  const context = at(happening.date, happening.minute);
  if (happening.kind === 'delivery') return deliver(context, random, shelf, input.households);
  if (happening.kind === 'short_dated_delivery') {
    return deliverShortDated(context, random, shelf, input.households, input.today);
  }
  const household = must(village.households[happening.household], 'a happening is about a household');
  if (!household.active) return;
  if (happening.kind !== 'visit') return recordDeed(context, random, household.id, happening.kind);
  const redemption = visit(context, random, household.id, shelf);
  if (redemption && random.chance(RETURNS_PERCENT)) {
    bringBack(at(happening.date, happening.minute + 25), random, redemption);
  }
}
