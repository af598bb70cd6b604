import { type } from '@orpc/contract';
import { z } from 'zod';
import { LONGEST_TAG, tidyTags } from '../domain/donation/earmark.ts';
import { HOUSEHOLD_STATUSES, type Household } from '../domain/household/household.ts';
import { isIdNumber } from '../domain/household/id-number.ts';
import type { PointsAccount } from '../domain/points/points-account.ts';
import type { ReceiptLayout } from '../domain/redemption/receipt-layout.ts';
import type { PrintOutcome } from '../domain/settings/printer.ts';
import type { Role } from '../domain/staff/role.ts';
import type { Centipoints, EntryId, LocalDate } from '../kernel/brands.ts';
import { EVERYONE, OFFICE, procedure, zHouseholdId, zLocalDate, zText, zVillageId } from './base.ts';

/** A household as shown at the counter: phone and ID number are masked. */
export type HouseholdSummary = Omit<Household, 'idNumber' | 'phone'> & {
  readonly villageName: string;
  readonly idNumberMasked: string | null;
  readonly phoneMasked: string | null;
};

/** In a list: without the identity number, which nobody needs there. */
export type HouseholdHit = Omit<HouseholdSummary, 'idNumberMasked'> & {
  readonly spendableCentipoints: Centipoints;
  /** What the query matched, for the list: 编号 姓名 拼音 首字母 电话尾号 证件尾号 存折. */
  readonly matched: 'number' | 'card' | 'name' | 'pinyin' | 'initials' | 'phone' | 'id';
};

export type HouseholdCard = {
  readonly household: HouseholdSummary;
  readonly schemeYear: number;
  readonly account: PointsAccount;
  /** The honour figure: base + awards - deductions of this scheme year; redeeming never lowers it. */
  readonly honourCentipoints: Centipoints;
  readonly spendableCentipoints: Centipoints;
  /** Points that later awards must fill first; 0 when there are none. */
  readonly arrearsCentipoints: Centipoints;
  readonly today: readonly {
    readonly id: EntryId;
    readonly kind: 'redemption' | 'return';
    readonly documentNo: string;
    readonly timeOfDay: string;
    readonly totalCentipoints: Centipoints;
  }[];
};

export type HouseholdPage = { readonly total: number; readonly rows: readonly HouseholdHit[] };

/** The numbers of one household in clear; whoever asked for them stands in the audit trail. */
export type PersonalNumbers = { readonly idNumber: string | null; readonly phone: string | null };

/** Everything that is kept about one household, for the household itself. */
export type HouseholdDataSheet = PersonalNumbers & {
  readonly household: HouseholdSummary;
  readonly madeOn: LocalDate;
  readonly schemeYear: number;
  readonly honourCentipoints: Centipoints;
  readonly spendableCentipoints: Centipoints;
  readonly traces: {
    readonly pointsLines: number;
    readonly redemptions: number;
    readonly from: LocalDate | null;
    readonly to: LocalDate | null;
    readonly heldBaskets: number;
  };
  /** Who saw the numbers or corrected the register, the latest first. */
  readonly looks: readonly {
    readonly recordedAt: string;
    readonly operatorName: string;
    readonly stationName: string | null;
    readonly kind: 'shown' | 'corrected';
    readonly what: string;
  }[];
};

/** Who may see numbers of people in clear, one household at a time or in a workbook with a reason. */
const MAY_SEE_NUMBERS: readonly Role[] = ['clerk', 'administrator'];

/** Empty takes the number out; anything else is a whole identity number. */
const zIdNumber = z
  .string()
  .max(18)
  .transform((text, context) => {
    const number = text.trim().toUpperCase();
    if (number !== '' && !isIdNumber(number)) context.addIssue('not an identity number');
    return number;
  });

export const householdContract = {
  search: procedure(EVERYONE, '按户编号、姓名、拼音、首字母、电话或证件尾号、存折码找户')
    .input(z.object({ query: z.string().max(64), limit: z.int().min(1).max(50).default(12) }))
    .output(type<readonly HouseholdHit[]>()),
  card: procedure(EVERYONE, '一户的积分与今日兑换')
    .input(z.object({ householdId: zHouseholdId }))
    .output(type<HouseholdCard>()),
  cardSlip: procedure(EVERYONE, '贴在存折上的码，扫一下就找到这一户')
    .input(z.object({ householdId: zHouseholdId }))
    .output(type<ReceiptLayout>()),
  printCardSlip: procedure(['shopkeeper', ...OFFICE], '在小票机上打印存折码')
    .input(z.object({ householdId: zHouseholdId }))
    .output(type<PrintOutcome>()),
  list: procedure(EVERYONE, '户籍列表')
    .input(
      z.object({
        query: z.string().max(64).default(''),
        villageId: zVillageId.nullable().default(null),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(type<HouseholdPage>()),
  showPersonal: procedure(MAY_SEE_NUMBERS, '显示一户的身份证号和电话，记入操作记录')
    .input(z.object({ householdId: zHouseholdId }))
    .output(type<PersonalNumbers>()),
  dataSheet: procedure(MAY_SEE_NUMBERS, '本户信息表：给本户看的全部登记内容，记入操作记录')
    .input(z.object({ householdId: zHouseholdId }))
    .output(type<HouseholdDataSheet>()),
  save: procedure(OFFICE, '新增或更正一户的登记信息')
    .input(
      z.object({
        householdId: zHouseholdId.nullable(),
        householdNo: zText(32).pipe(z.string().min(1)),
        headName: zText(64).pipe(z.string().min(1)),
        idNumber: zIdNumber.nullable().default(null),
        villageId: zVillageId,
        villageGrid: zText(64).default(''),
        groupName: zText(64).default(''),
        memberCount: z.int().min(0).max(99).nullable().default(null),
        phone: zText(20).nullable().default(null),
        members: zText(500).default(''),
        enrolledOn: zLocalDate.nullable().default(null),
        status: z.enum(HOUSEHOLD_STATUSES).default('active'),
        tags: z
          .array(zText(LONGEST_TAG))
          .max(10)
          .default([])
          .transform((tags) => tidyTags(tags)),
        note: zText(500).default(''),
      }),
    )
    .output(type<HouseholdSummary>()),
};
