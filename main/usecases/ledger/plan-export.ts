import { LEDGER_IDS, LEDGERS, type LedgerId } from '../../../shared/domain/ledger/ledger-definitions.ts';
import { LEDGER_SCOPE } from '../../../shared/domain/ledger/ledger-scope.ts';
import type { LedgerRefusal } from '../../../shared/domain/ledger/refusals.ts';
import type { Household, Village } from '../../../shared/domain/household/household.ts';
import { maskName } from '../../../shared/domain/household/masking.ts';
import type { PersonalLevel } from '../../../shared/domain/household/personal-data.ts';
import type { HouseholdRefusal } from '../../../shared/domain/household/refusals.ts';
import type { RedemptionRefusal } from '../../../shared/domain/redemption/refusals.ts';
import type { HouseholdId, LocalDate, VillageId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { personalAccess } from '../../db/personal/access.ts';
import { findHousehold } from '../../db/repositories/household-repository.ts';
import { ledgerSource } from '../../db/repositories/ledger-rows.ts';
import { findVillage } from '../../db/repositories/village-repository.ts';
import type { SheetPlan } from '../../documents/workbook/write/sheet-plan.ts';
import { LOCKED_NUMBER_TEXT } from '../../../shared/messages/personal-text.ts';
import { maskedRows } from './mask-rows.ts';
import { readScheme, readShopName } from '../settings/shop-settings.ts';

export type ExportRequest = {
  /** Null: every ledger, the passbook only when a household is named. */
  readonly ledger: LedgerId | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly villageId: VillageId | null;
  readonly householdId: HouseholdId | null;
  /** How much of people the workbook shows. */
  readonly level: PersonalLevel;
};

export type ExportRefusal =
  | LedgerRefusal
  | Extract<HouseholdRefusal, { code: 'village_not_found' | 'personal_key_locked' }>
  | Extract<RedemptionRefusal, { code: 'household_not_found' }>;

export type ExportPlan = {
  readonly fileName: string;
  readonly sheets: readonly SheetPlan[];
  /** About how many rows all sheets have together. */
  readonly expectedRows: number;
};

const SIGNATURES = ['制表', '审核', '监督'];

/**
 * What a workbook of these ledgers will hold. Rows are read later, lazily, on the same connection: begin a read
 * transaction first and keep it until the workbook is written.
 */
export function planExport(
  db: ReadableDatabase,
  request: ExportRequest,
  today: LocalDate,
): Result<ExportPlan, ExportRefusal> {
  const { ledger, from, to, level } = request;
  if (from !== null && to !== null && from > to) return err({ code: 'export_period_invalid', from, to });
  if (ledger === 'passbook' && request.householdId === null) return err({ code: 'passbook_needs_household' });
  const village = request.villageId === null ? null : findVillage(db, request.villageId);
  if (request.villageId !== null && village === null) return err({ code: 'village_not_found' });
  const household = request.householdId === null ? null : findHousehold(db, request.householdId);
  if (request.householdId !== null && household === null) return err({ code: 'household_not_found' });
  const access = personalAccess(db);
  if (level === 'full' && access.kind === 'locked') return err({ code: 'personal_key_locked', why: access.why });
  const locked = LOCKED_NUMBER_TEXT[access.kind === 'locked' ? access.why : 'other'];
  const wanted = ledger === null ? LEDGER_IDS.filter((id) => id !== 'passbook' || household !== null) : [ledger];
  const filter = { ...request, today, yearlyCapCentipoints: readScheme(db).yearlyCapCentipoints };
  const shopName = readShopName(db) ?? '';
  const covered = { from, to, today, village, household, level };
  let expectedRows = 0;
  const sheets = wanted.map((id): SheetPlan => {
    const source = ledgerSource(db, id, filter);
    expectedRows += source.expectedRows;
    return {
      name: LEDGERS[id].sheet,
      title: `${shopName} ${LEDGERS[id].sheet}`.trim(),
      coverage: source.coverage ?? coverageOf(id, covered),
      madeOn: `制表日期：${today}`,
      columns: LEDGERS[id].columns,
      signatures: SIGNATURES,
      rows: maskedRows(LEDGERS[id], source.rows, level, locked),
    };
  });
  return ok({ fileName: fileNameOf(ledger, covered), sheets, expectedRows });
}

type Covered = {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly today: LocalDate;
  readonly village: Village | null;
  readonly household: Household | null;
  readonly level: PersonalLevel;
};

function nameOf({ headName }: Household, level: PersonalLevel): string {
  return level === 'outside' ? maskName(headName) : headName;
}

/** Row 2 of a sheet: 期间：2026-07-01 至 2026-07-31  村：光明村 */
function coverageOf(id: LedgerId, { from, to, today, village, household, level }: Covered): string {
  const days = !LEDGER_SCOPE[id].days
    ? `期间：截至${today}`
    : from === null
      ? `期间：建账至${to ?? today}`
      : `期间：${from} 至 ${to ?? today}`;
  if (!LEDGER_SCOPE[id].households) return days;
  return [
    days,
    ...(village === null ? [] : [`村：${village.name}`]),
    ...(household === null ? [] : [`户：${household.householdNo} ${nameOf(household, level)}`]),
  ].join('  ');
}

/** 兑换领取台账_2026-07-01至2026-07-31.xlsx, without the characters that some file systems refuse. */
function fileNameOf(ledger: LedgerId | null, { from, to, today, village, household, level }: Covered): string {
  const parts = [
    ledger === null ? '全部台账' : LEDGERS[ledger].sheet,
    ...(village === null ? [] : [village.name]),
    ...(household === null ? [] : [`${household.householdNo}${nameOf(household, level)}`]),
    from === null ? `截至${to ?? today}` : `${from}至${to ?? today}`,
  ];
  return `${parts.join('_').replace(/[\\/:*?"<>|\p{Cc}]/gu, '')}.xlsx`;
}
