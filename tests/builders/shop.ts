import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type WritableDatabase } from '../../main/db/open-database.ts';
import { type PersonalKey, unlockPersonal } from '../../main/db/personal/access.ts';
import { insertOperator, listOperators } from '../../main/db/repositories/operator-repository.ts';
import { listVillages } from '../../main/db/repositories/village-repository.ts';
import type { StoredEntry } from '../../main/journal/entry.ts';
import type { Agreement } from '../../main/usecases/staff/second-person.ts';
import type { UseCaseContext } from '../../main/usecases/context.ts';
import { type InboundLineInput, receiveGoods } from '../../main/usecases/goods/receive-goods.ts';
import { type ItemInput, saveItem } from '../../main/usecases/goods/save-item.ts';
import { type HouseholdInput, saveHousehold } from '../../main/usecases/household/enrol-household.ts';
import { recordPoints, type RecordPointsInput } from '../../main/usecases/points/record-points.ts';
import { redeemGoods } from '../../main/usecases/redemption/redeem-goods.ts';
import { returnRedemption } from '../../main/usecases/redemption/return-redemption.ts';
import { initialiseShop } from '../../main/usecases/settings/initialise-shop.ts';
import { type InboundSource, type Item, PLAIN_ITEM } from '../../shared/domain/goods/goods.ts';
import type { Household, Village } from '../../shared/domain/household/household.ts';
import type { RedemptionRecord } from '../../shared/domain/redemption/redemption.ts';
import type { SchemeId } from '../../shared/domain/settings/scheme.ts';
import { must } from '../../shared/kernel/assert.ts';
import {
  centipoints,
  type EntryId,
  entryId,
  fen,
  operatorId,
  type HouseholdId,
  type Instant,
  type ItemId,
  quantity,
} from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import type { Result } from '../../shared/kernel/result.ts';

/** The day on which a test happens unless it says otherwise. */
export const TODAY = '2026-07-15';

/** The value of a result that must not be a refusal. */
export function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The refusal of a result that must be one. */
export function refusalOf<E>(result: Result<unknown, E>): E {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value)}`);
  return result.error;
}

/** Ids that are the same in every run: `id-00000001`, `id-00000002`, … */
export function countingIds(prefix = 'id'): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${prefix}-${String(last).padStart(8, '0')}`;
  };
}

const templates = new Map<string, Promise<Buffer>>();

/** A freshly set up shop as bytes, made once a process and scheme: hashing a PIN is slow on purpose. */
function template(scheme: SchemeId): Promise<Buffer> {
  const made = templates.get(scheme) ?? makeTemplate(scheme);
  templates.set(scheme, made);
  return made;
}

async function makeTemplate(scheme: SchemeId): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'aixin-template-'));
  const db = openDatabase(join(folder, 'shop.db'));
  await setUp(db, scheme);
  const bytes = db.serialize();
  db.close();
  rmSync(folder, { recursive: true });
  return bytes;
}

/** The first start of a shop. */
export async function setUp(db: WritableDatabase, scheme: SchemeId): Promise<void> {
  const input = {
    scheme,
    shopName: '光明村爱心超市',
    villageNames: ['光明村', '清溪村'],
    administratorName: '管理员',
    secret: '135790',
    demo: false,
  };
  valueOf(await initialiseShop(db, input, countingIds('set')));
}

/** An initialised shop on a real SQLite file in a folder of its own. */
export async function openShop(options: { readonly scheme?: SchemeId } = {}): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'aixin-shop-'));
  const path = join(folder, 'shop.db');
  writeFileSync(path, await template(options.scheme ?? 'civility'));
  return new Shop(folder, path);
}

/** The key of every test's shop: numbers are sealed in it as in a real one. */
export const TEST_KEY = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
export const TEST_PERSONAL: PersonalKey = { kind: 'key', key: TEST_KEY };

/** Opens books as the host does, with the key to the numbers in them. */
export function openWithKey(path: string): WritableDatabase {
  const db = openDatabase(path);
  unlockPersonal(db, TEST_PERSONAL);
  return db;
}

/** What the counter and the office do, with everything that a test does not care about filled in. */
export class Shop {
  readonly folder: string;
  readonly path: string;
  readonly villages: readonly Village[];
  readonly newId = countingIds();
  db: WritableDatabase;

  constructor(folder: string, path: string, db: WritableDatabase = openWithKey(path)) {
    this.folder = folder;
    this.path = path;
    this.db = db;
    this.villages = listVillages(this.db);
  }

  context(options: { readonly today?: string; readonly timeOfDay?: string } = {}): UseCaseContext {
    const operator = must(listOperators(this.db)[0], 'an initialised shop has its administrator');
    const today = localDate(options.today ?? TODAY);
    return {
      db: this.db,
      today,
      recordedAt: `${today}T02:00:00.000Z` as Instant,
      timeOfDay: options.timeOfDay ?? '10:00',
      operator: { id: operator.id, name: operator.name },
      station: null,
      newId: this.newId,
    };
  }

  /** The word of a colleague, who is taken on when it is first needed. Whether their secret was right is the door's. */
  agreement(): NonNullable<Agreement> {
    const colleague = operatorId('colleague');
    if (!listOperators(this.db).some(({ id }) => id === colleague)) {
      insertOperator(this.db, {
        id: colleague,
        name: '同事',
        role: 'accountant',
        secretSalt: '00',
        secretHash: '00',
        householdId: null,
        mustChange: false,
      });
    }
    return { operatorId: colleague };
  }

  requestId(): EntryId {
    return entryId(`request-${this.newId()}`);
  }

  household(given: Partial<HouseholdInput> = {}): Household {
    const input: HouseholdInput = {
      householdNo: `GM${this.newId().slice(-5)}`,
      headName: '王秀英',
      idNumber: null,
      villageId: must(this.villages[0], 'the shop has a village').id,
      villageGrid: '第一网格',
      groupName: '一组',
      memberCount: 3,
      phone: null,
      members: '',
      enrolledOn: localDate('2026-01-01'),
      status: 'active',
      tags: [],
      note: '',
      ...given,
    };
    return valueOf(saveHousehold(this.context(), null, input));
  }

  correct(id: HouseholdId, input: HouseholdInput): Household {
    return valueOf(saveHousehold(this.context(), id, input));
  }

  item(given: Partial<ItemInput> = {}): Item {
    const input: ItemInput = {
      ...PLAIN_ITEM,
      code: `WP${this.newId().slice(-5)}`,
      barcode: null,
      name: '大米',
      category: '粮油',
      spec: '5kg',
      unit: '袋',
      priceCentipoints: centipoints(2400),
      referenceFen: null,
      minimumStock: quantity(0),
      expiryTracked: true,
      active: true,
      note: '',
      ...given,
    };
    return valueOf(saveItem(this.context(), null, input));
  }

  /** Takes `count` pieces in as one lot; `costFen` is the whole lot's, null for an unvalued gift. */
  receive(
    itemId: ItemId,
    count: number,
    costFen: number | null,
    given: {
      readonly expiresOn?: string;
      readonly lotCode?: string;
      readonly source?: InboundSource;
      readonly today?: string;
    } = {},
  ): StoredEntry {
    const context = this.context(given.today === undefined ? {} : { today: given.today });
    const line: InboundLineInput = {
      itemId,
      quantity: quantity(count),
      costFen: costFen === null ? null : fen(costFen),
      lotCode: given.lotCode ?? null,
      producedOn: null,
      expiresOn: given.expiresOn === undefined ? null : localDate(given.expiresOn),
    };
    const source = given.source ?? (costFen === null ? 'donation' : 'purchase');
    const base = { requestId: this.requestId(), supplier: '供销社', date: context.today, sourceNo: null };
    return valueOf(receiveGoods(context, { ...base, source, lines: [line] }));
  }

  /** Awards when `points` is above zero, deducts when it is below. */
  award(householdId: HouseholdId, points: number, today: string = TODAY): StoredEntry {
    const context = this.context({ today });
    const input: RecordPointsInput = {
      requestId: this.requestId(),
      direction: points > 0 ? 'award' : 'deduction',
      householdId,
      pointsCentipoints: centipoints(Math.abs(points)),
      date: context.today,
      reason: '打扫公共卫生',
      category: '环境卫生',
      rule: '',
    };
    return valueOf(recordPoints(context, input, this.agreement()));
  }

  redeem(
    householdId: HouseholdId,
    lines: readonly (readonly [ItemId, number])[],
    today: string = TODAY,
  ): RedemptionRecord {
    return valueOf(
      redeemGoods(this.context({ today }), {
        requestId: this.requestId(),
        householdId,
        lines: lines.map(([itemId, count]) => ({ itemId, quantity: quantity(count) })),
        recipient: null,
        expectedTotalCentipoints: null,
      }),
    );
  }

  giveBack(
    redemptionId: EntryId,
    lines: readonly { readonly lineNo: number; readonly quantity: number }[] | null = null,
    today: string = TODAY,
  ): RedemptionRecord {
    const input = { requestId: this.requestId(), redemptionId, lines, reason: '拿错规格' };
    return valueOf(returnRedemption(this.context({ today }), input, this.agreement()));
  }

  /** Commits without waiting for the disk, for tests of arithmetic that make thousands; until the file is opened again. */
  hurry(): void {
    this.db.pragma('synchronous = OFF');
  }

  /** Closes the file and opens it again, as after a power cut. */
  reopen(): void {
    this.db.close();
    this.open();
  }

  /** Opens the file again after `db.close()`. */
  open(): void {
    this.db = openWithKey(this.path);
  }

  close(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
