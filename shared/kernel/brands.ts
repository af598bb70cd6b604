import { assert } from './assert.ts';

declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** Points in hundredths: 1分 = 100. 分 means both a point and a cent, so the unit is always in the name. */
export type Centipoints = Brand<number, 'Centipoints'>;
/** Money in hundredths of a yuan: ¥1 = 100. */
export type Fen = Brand<number, 'Fen'>;
/** A count of an item's smallest unit. */
export type Quantity = Brand<number, 'Quantity'>;

/** A calendar day as written, `YYYY-MM-DD`, without a time zone. */
export type LocalDate = Brand<string, 'LocalDate'>;
/** A recorded instant, ISO 8601 in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export type Instant = Brand<string, 'Instant'>;

export type EntryId = Brand<string, 'EntryId'>;
export type HouseholdId = Brand<string, 'HouseholdId'>;
export type VillageId = Brand<string, 'VillageId'>;
export type ItemId = Brand<string, 'ItemId'>;
export type LotId = Brand<string, 'LotId'>;
export type OperatorId = Brand<string, 'OperatorId'>;
export type DonorId = Brand<string, 'DonorId'>;
export type PartnerId = Brand<string, 'PartnerId'>;

function integer(value: number, unit: string): number {
  assert(Number.isSafeInteger(value), `${unit} must be a safe integer, got ${value}`);
  return value === 0 ? 0 : value;
}

export const centipoints = (value: number): Centipoints => integer(value, 'centipoints') as Centipoints;
export const fen = (value: number): Fen => integer(value, 'fen') as Fen;
export const quantity = (value: number): Quantity => integer(value, 'quantity') as Quantity;

export const entryId = (text: string): EntryId => identifier(text) as EntryId;
export const householdId = (text: string): HouseholdId => identifier(text) as HouseholdId;
export const villageId = (text: string): VillageId => identifier(text) as VillageId;
export const itemId = (text: string): ItemId => identifier(text) as ItemId;
export const lotId = (text: string): LotId => identifier(text) as LotId;
export const operatorId = (text: string): OperatorId => identifier(text) as OperatorId;
export const donorId = (text: string): DonorId => identifier(text) as DonorId;
export const partnerId = (text: string): PartnerId => identifier(text) as PartnerId;

function identifier(text: string): string {
  assert(text.length > 0 && text.length <= 64, 'an id has 1 to 64 characters');
  return text;
}
