import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { Household, Village } from '../../../shared/domain/household/household.ts';
import { halfWidth, nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { HouseholdReference, ItemReference } from '../../../shared/domain/ledger/import/drafts.ts';
import type { ProblemDetail } from '../../../shared/domain/ledger/import/import-problem.ts';
import type { HouseholdId, ItemId, LocalDate, VillageId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { sealOf } from '../../db/personal/access.ts';
import { isSealed, type PersonalSeal } from '../../db/personal/personal-seal.ts';
import { listAllHouseholds } from '../../db/repositories/household-repository.ts';
import { listAllLots } from '../../db/repositories/import-lookup.ts';
import { listItems } from '../../db/repositories/item-repository.ts';
import { listVillages } from '../../db/repositories/village-repository.ts';
import { PointsForecast } from './points-forecast.ts';

/** A household of the books, or one that an earlier sheet of the same file will enrol (`id` and `stored` null). */
export type KnownHousehold = {
  readonly id: HouseholdId | null;
  readonly householdNo: string;
  readonly headName: string;
  readonly idNumber: string | null;
  readonly villageId: VillageId;
  readonly groupName: string;
  readonly stored: Household | null;
};

export type KnownLot = {
  readonly code: string;
  readonly expiresOn: LocalDate | null;
  readonly receivedOn: LocalDate;
  onHand: number;
  /** A sheet before takes goods out of it; of what day will only be known when all are taken over. */
  alsoTakenFrom?: true;
};

/** An item of the catalogue, or one that an earlier sheet of the same file will add. */
export type KnownItem = {
  readonly id: ItemId | null;
  readonly code: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly priceCentipoints: Item['priceCentipoints'];
  readonly expiryTracked: boolean;
  readonly packs: Item['packs'];
  readonly stored: Item | null;
  readonly lots: KnownLot[];
};

/** Which column a problem belongs to, and the problem. */
export type BooksRefusal = { readonly key: string; readonly detail: ProblemDetail };

/** What the shop knows, indexed for a whole file; sheets add to it what they will bring. */
export class ImportBooks {
  readonly villages: readonly Village[];
  readonly points: PointsForecast;
  private readonly seal: PersonalSeal | null;
  private readonly byNo = new Map<string, KnownHousehold>();
  private readonly byIdNumber = new Map<string, KnownHousehold>();
  private readonly byHead = new Map<string, KnownHousehold[]>();
  private readonly byCode = new Map<string, KnownItem>();
  private readonly byBarcode = new Map<string, KnownItem>();
  private readonly byName = new Map<string, KnownItem[]>();
  private readonly numbers = new Map<VillageId, string[]>();

  constructor(db: ReadableDatabase, today: LocalDate) {
    this.seal = sealOf(db);
    this.villages = listVillages(db);
    this.points = new PointsForecast(db);
    for (const household of listAllHouseholds(db)) this.addHousehold({ ...household, stored: household });
    const lots = new Map<ItemId, KnownLot[]>();
    for (const { itemId, onHandQuantity, ...lot } of listAllLots(db)) {
      lots.set(itemId, [...(lots.get(itemId) ?? []), { ...lot, onHand: onHandQuantity }]);
    }
    for (const item of listItems(db, today)) this.addItem({ ...item, stored: item, lots: lots.get(item.id) ?? [] });
  }

  addHousehold(household: KnownHousehold): void {
    this.byNo.set(codeKey(household.householdNo), household);
    if (household.idNumber !== null) this.byIdNumber.set(this.kept(household.idNumber), household);
    append(this.byHead, nameKey(household.headName), household);
    append(this.numbers, household.villageId, household.householdNo);
  }

  addItem(item: KnownItem): void {
    this.byCode.set(codeKey(item.code), item);
    if (item.barcode !== null) this.byBarcode.set(item.barcode, item);
    append(this.byName, nameKey(item.name), item);
  }

  householdByNo(householdNo: string): KnownHousehold | null {
    return this.byNo.get(codeKey(householdNo)) ?? null;
  }

  householdByIdNumber(idNumber: string): KnownHousehold | null {
    return this.byIdNumber.get(this.kept(idNumber)) ?? null;
  }

  /** A number as the books keep it, to compare with theirs; as it is where the key is missing. */
  kept(idNumber: string): string {
    return isSealed(idNumber) ? idNumber : (this.seal?.seal(idNumber) ?? idNumber);
  }

  /** Households of that head, of the named village and group where the file names them. */
  householdsByHead(reference: HouseholdReference): KnownHousehold[] {
    const named = this.byHead.get(nameKey(reference.headName ?? '')) ?? [];
    const village = reference.village === null ? null : this.villageNamed(reference.village);
    const inVillage = village === null ? named : named.filter((household) => household.villageId === village.id);
    if (reference.groupName === null || inVillage.length < 2) return inVillage;
    const group = groupKey(reference.groupName);
    return inVillage.filter((household) => groupKey(household.groupName) === group);
  }

  householdNumbers(village: VillageId): readonly string[] {
    return this.numbers.get(village) ?? [];
  }

  /** 光明村, 光明, 黑溪镇光明村, 光明村委会: one village. */
  villageNamed(name: string): Village | null {
    const wanted = villageKey(name);
    const exact = this.villages.find((village) => villageKey(village.name) === wanted);
    return exact ?? this.villages.find((village) => wanted.endsWith(villageKey(village.name))) ?? null;
  }

  itemByCode(code: string): KnownItem | null {
    return this.byCode.get(codeKey(code)) ?? null;
  }

  itemByBarcode(barcode: string): KnownItem | null {
    return this.byBarcode.get(barcode) ?? null;
  }

  itemsByName(name: string, spec: string | null): KnownItem[] {
    const named = this.byName.get(nameKey(name)) ?? [];
    if (spec === null) return named;
    const same = named.filter((item) => specKey(item.spec) === specKey(spec));
    return same.length > 0 || named.every((item) => item.spec !== '') ? same : named.filter((item) => item.spec === '');
  }

  itemCodes(): Iterable<string> {
    return this.byCode.keys();
  }

  /** Whose row it is: by number (and then the head must agree), else by ID number, else by a head that is unique. */
  resolveHousehold(reference: HouseholdReference): Result<KnownHousehold, BooksRefusal> {
    if (reference.householdNo !== null) {
      const found = this.householdByNo(reference.householdNo);
      if (found === null) return err({ key: 'householdNo', detail: { code: 'unknown_household' } });
      if (reference.headName !== null && nameKey(reference.headName) !== nameKey(found.headName)) {
        const { householdNo, headName } = found;
        return err({ key: 'headName', detail: { code: 'household_name_mismatch', householdNo, headName } });
      }
      return ok(found);
    }
    const byId = reference.idNumber === null ? null : this.householdByIdNumber(reference.idNumber);
    if (byId !== null) return ok(byId);
    if (reference.headName === null) return err({ key: 'idNumber', detail: { code: 'unknown_household' } });
    const [only, ...others] = this.householdsByHead(reference);
    if (only === undefined) return err({ key: 'headName', detail: { code: 'unknown_household' } });
    if (others.length === 0) return ok(only);
    return err({ key: 'headName', detail: { code: 'household_ambiguous', candidates: others.length + 1 } });
  }

  /** What goods a row means: by code, else by barcode, else by a name (and specification) that is unique. */
  resolveItem(reference: ItemReference): Result<KnownItem, BooksRefusal> {
    const found = this.findItem(reference);
    if (!found.ok) return found;
    const item = found.value;
    const otherName = reference.itemName !== null && !sameGoods(reference.itemName, item.name);
    if (otherName) {
      return err({ key: 'itemName', detail: { code: 'item_name_mismatch', itemCode: item.code, itemName: item.name } });
    }
    if (reference.unit !== null && nameKey(reference.unit) !== nameKey(item.unit)) {
      return err({ key: 'unit', detail: { code: 'item_unit_mismatch', unit: item.unit } });
    }
    return found;
  }

  private findItem(reference: ItemReference): Result<KnownItem, BooksRefusal> {
    if (reference.itemCode !== null) {
      const byCode = this.itemByCode(reference.itemCode);
      return byCode === null ? err({ key: 'itemCode', detail: { code: 'unknown_item' } }) : ok(byCode);
    }
    const byBarcode = reference.barcode === null ? null : this.itemByBarcode(reference.barcode);
    if (byBarcode !== null) return ok(byBarcode);
    if (reference.itemName === null) return err({ key: 'barcode', detail: { code: 'unknown_item' } });
    const [only, ...others] = this.itemsByName(reference.itemName, reference.spec);
    if (only === undefined) return err({ key: 'itemName', detail: { code: 'unknown_item' } });
    if (others.length === 0) return ok(only);
    return err({ key: 'itemName', detail: { code: 'item_ambiguous', candidates: others.length + 1 } });
  }
}

/** 大米 on the delivery note and 大米(东北) in the catalogue are the same goods when the code already says so. */
function sameGoods(written: string, known: string): boolean {
  const [a, b] = [nameKey(written), nameKey(known)];
  return a === b || a.includes(b) || b.includes(a);
}

export function codeKey(code: string): string {
  return code.toUpperCase();
}

function specKey(spec: string): string {
  return nameKey(spec).replace(/[*x×]/g, '×');
}

function villageKey(name: string): string {
  return nameKey(name).replace(/(村民委员会|村委会|村委|居委会|社区|村)$/, '');
}

const HAN_DIGITS = '零一二三四五六七八九';

/** 第三村民小组, 三组, 3组 and ３: the same group. */
export function groupKey(name: string): string {
  const core = halfWidth(nameKey(name)).replace(/^第|村民|[小组社队屯]/g, '');
  const ten = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(core);
  if (ten)
    return String(
      (ten[1] === undefined ? 1 : HAN_DIGITS.indexOf(ten[1])) * 10 + Math.max(0, HAN_DIGITS.indexOf(ten[2] ?? '零')),
    );
  return core.replace(/[一二三四五六七八九]/g, (digit) => String(HAN_DIGITS.indexOf(digit)));
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
