import type { HouseholdId, LocalDate, VillageId } from '../../kernel/brands.ts';

export type Village = { readonly id: VillageId; readonly name: string };

export const HOUSEHOLD_STATUSES = ['active', 'moved', 'closed'] as const;
/** 在册 / 迁出 / 销户. Only an active household redeems. */
export type HouseholdStatus = (typeof HOUSEHOLD_STATUSES)[number];

export type Household = {
  readonly id: HouseholdId;
  /** Human key, unique in the shop: GM017. */
  readonly householdNo: string;
  /** Digits only (EAN-13 from the in-store range), printed on the passbook for the scanner. */
  readonly cardNo: string;
  readonly headName: string;
  /** As the books keep it: sealed. In clear only on its way in, just typed or imported. */
  readonly idNumber: string | null;
  readonly villageId: VillageId;
  readonly villageGrid: string;
  readonly groupName: string;
  readonly memberCount: number | null;
  readonly phone: string | null;
  readonly members: string;
  readonly enrolledOn: LocalDate;
  readonly status: HouseholdStatus;
  /** Groups it belongs to (80岁以上老人), which earmarked goods are for; sorted. */
  readonly tags: readonly string[];
  readonly note: string;
};
