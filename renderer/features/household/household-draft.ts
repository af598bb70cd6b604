import type { HouseholdSummary } from '../../../shared/contract/household.ts';
import type { HouseholdStatus, Village } from '../../../shared/domain/household/household.ts';
import { hasIdNumber, isIdNumber } from '../../../shared/domain/household/id-number.ts';
import { parseLocalDate } from '../../../shared/kernel/local-date.ts';

const NO_ID_NUMBER = '这里不要写身份证号：户主的填在“身份证号”一栏，成员的不用记。';

/** The register data as typed. */
export type HouseholdDraft = {
  readonly householdNo: string;
  readonly headName: string;
  readonly villageId: string;
  readonly villageGrid: string;
  readonly groupName: string;
  readonly memberCount: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly members: string;
  readonly enrolledOn: string;
  readonly status: HouseholdStatus;
  readonly tags: readonly string[];
  readonly note: string;
};

/** Phone and identity number are known only masked, so their fields begin empty: empty leaves them as they are. */
export function draftOf(household: HouseholdSummary | null, villages: readonly Village[]): HouseholdDraft {
  return {
    householdNo: household?.householdNo ?? '',
    headName: household?.headName ?? '',
    villageId: household?.villageId ?? villages[0]?.id ?? '',
    villageGrid: household?.villageGrid ?? '',
    groupName: household?.groupName ?? '',
    memberCount: household?.memberCount == null ? '' : String(household.memberCount),
    phone: '',
    idNumber: '',
    members: household?.members ?? '',
    enrolledOn: household?.enrolledOn ?? '',
    status: household?.status ?? 'active',
    tags: household?.tags ?? [],
    note: household?.note ?? '',
  };
}

/** What is wrong with a draft, by field, in sentences. */
export function problemsOf(draft: HouseholdDraft): Partial<Record<keyof HouseholdDraft, string>> {
  const id = draft.idNumber.trim().toUpperCase();
  return {
    ...(draft.householdNo.trim() === ''
      ? { householdNo: '请填户编号。' }
      : hasIdNumber(draft.householdNo)
        ? { householdNo: '户编号不能用身份证号，请另编。' }
        : {}),
    ...(draft.headName.trim() === '' ? { headName: '请填户主姓名。' } : {}),
    ...(/^\d{0,2}$/.test(draft.memberCount.trim()) ? {} : { memberCount: '人数是 0 到 99 的整数。' }),
    ...(draft.phone.trim() === '' || /^[\d\s-]{5,20}$/.test(draft.phone.trim())
      ? {}
      : { phone: '电话只能有数字和横线。' }),
    ...(id === '' || isIdNumber(id) ? {} : { idNumber: '身份证号不对，请核对每一位。' }),
    ...(draft.tags.length > 10 ? { tags: '标签最多 10 个。' } : {}),
    ...(hasIdNumber(draft.members) ? { members: NO_ID_NUMBER } : {}),
    ...(hasIdNumber(draft.note) ? { note: NO_ID_NUMBER } : {}),
    ...(draft.enrolledOn.trim() === '' || parseLocalDate(draft.enrolledOn.trim())
      ? {}
      : { enrolledOn: '日期写成 2026-07-01 这样。' }),
  };
}

export function inputOf(household: HouseholdSummary | null, draft: HouseholdDraft) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    householdId: household?.id ?? null,
    householdNo: draft.householdNo,
    headName: draft.headName,
    idNumber: orNull(draft.idNumber)?.toUpperCase() ?? null,
    villageId: draft.villageId,
    villageGrid: draft.villageGrid,
    groupName: draft.groupName,
    memberCount: orNull(draft.memberCount) === null ? null : Number(draft.memberCount),
    phone: orNull(draft.phone),
    members: draft.members,
    enrolledOn: orNull(draft.enrolledOn),
    status: draft.status,
    tags: [...draft.tags],
    note: draft.note,
  };
}
