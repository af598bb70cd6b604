import type { Household, Village } from '../../../shared/domain/household/household.ts';
import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { HouseholdDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import type { FoundProblem } from '../../../shared/domain/ledger/import/import-problem.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { personalAccess } from '../../db/personal/access.ts';
import { enrolHouseholdWithin, type HouseholdInput, updateHouseholdWithin } from '../household/enrol-household.ts';
import { initials, nameSpellings } from '../pinyin-spelling.ts';
import { groupKey, type ImportBooks, type KnownHousehold } from './import-books.ts';
import {
  badVerdict,
  type CheckContext,
  type CheckedSheet,
  type ImportUnit,
  problemOf,
  type Verdict,
} from './import-verdict.ts';

/** Households of a roster against the books: who is new, who has changed, and what stands in the way. */
export function checkHouseholdRows(rows: readonly ParsedRow<HouseholdDraft>[], check: CheckContext): CheckedSheet {
  const verdicts: Verdict[] = [];
  const units: ImportUnit[] = [];
  for (const row of rows) {
    const judged = judge(row, check);
    verdicts.push(judged.verdict);
    if (judged.unit !== null) units.push(judged.unit);
  }
  return { verdicts, units };
}

type Judged = { readonly verdict: Verdict; readonly unit: ImportUnit | null };

function judge(row: ParsedRow<HouseholdDraft>, check: CheckContext): Judged {
  const village = villageOf(row, check);
  const match = matchHousehold(row, check);
  const problems = [
    ...(village.problem === null ? [] : [village.problem]),
    ...match.problems,
    ...lockedNumber(row, check),
  ];
  const { draft } = row;
  if (problems.length > 0 || draft === null || village.village === null) {
    return { verdict: badVerdict(row, problems), unit: null };
  }
  const { existing } = match;
  if (existing !== null) return judgeExisting(row, draft, existing, village.village, check);
  return judgeNew(row, draft, village.village, check);
}

/** A number that cannot be sealed cannot be kept, nor compared with those that are. */
function lockedNumber(row: ParsedRow<HouseholdDraft>, check: CheckContext): FoundProblem[] {
  const access = personalAccess(check.db);
  if (access.kind === 'open' || row.household === null || row.household.idNumber === null) return [];
  return [problemOf(check, row, 'idNumber', { code: 'id_number_locked', why: access.why })];
}

function judgeNew(
  row: ParsedRow<HouseholdDraft>,
  draft: HouseholdDraft,
  village: Village,
  check: CheckContext,
): Judged {
  const householdNo = draft.householdNo ?? nextHouseholdNo(village, check.books);
  const input: HouseholdInput = {
    householdNo,
    headName: draft.headName,
    idNumber: draft.idNumber,
    villageId: village.id,
    villageGrid: draft.villageGrid ?? '',
    groupName: draft.groupName ?? '',
    memberCount: draft.memberCount,
    phone: draft.phone,
    members: draft.members ?? '',
    enrolledOn: draft.enrolledOn ?? check.context.today,
    status: draft.status ?? 'active',
    tags: draft.tags ?? [],
    note: draft.note ?? '',
  };
  check.books.addHousehold({ ...input, id: null, stored: null });
  const verdict: Verdict = { row, outcome: 'add', problems: row.problems };
  return {
    verdict,
    unit: {
      verdicts: [verdict],
      apply: (context) => {
        const enrolled = enrolHouseholdWithin(context, input);
        return enrolled.ok ? ok('added') : err(enrolled.error);
      },
    },
  };
}

function judgeExisting(
  row: ParsedRow<HouseholdDraft>,
  draft: HouseholdDraft,
  existing: KnownHousehold,
  village: Village,
  check: CheckContext,
): Judged {
  const { stored } = existing;
  // Of the same file: the row that enrols it says it all.
  if (stored === null) return { verdict: { row, outcome: 'known', problems: row.problems }, unit: null };
  const kept = draft.idNumber === null ? null : check.books.kept(draft.idNumber);
  const changed = changedHousehold(stored, { ...draft, idNumber: kept }, village);
  if (changed === null) return { verdict: { row, outcome: 'known', problems: row.problems }, unit: null };
  const verdict: Verdict = { row, outcome: 'update', problems: row.problems };
  return {
    verdict,
    unit: {
      verdicts: [verdict],
      apply: (context) => {
        const updated = updateHouseholdWithin(context, stored.id, changed, 'import');
        return updated.ok ? ok('updated') : err(updated.error);
      },
    },
  };
}

/** The stored household with what the file says; empty cells say nothing. Null when nothing changes. */
function changedHousehold(stored: Household, draft: HouseholdDraft, village: Village): HouseholdInput | null {
  const { id: _id, cardNo: _cardNo, ...before } = stored;
  const after: HouseholdInput = {
    ...before,
    headName: draft.headName,
    idNumber: draft.idNumber ?? before.idNumber,
    villageId: draft.village === null ? before.villageId : village.id,
    villageGrid: draft.villageGrid ?? before.villageGrid,
    groupName: draft.groupName ?? before.groupName,
    memberCount: draft.memberCount ?? before.memberCount,
    phone: draft.phone ?? before.phone,
    members: draft.members ?? before.members,
    enrolledOn: draft.enrolledOn ?? before.enrolledOn,
    status: draft.status ?? before.status,
    tags: draft.tags === null || sameTags(draft.tags, before.tags) ? before.tags : draft.tags,
    note: draft.note ?? before.note,
  };
  const keys = Object.keys(before) as (keyof HouseholdInput)[];
  return keys.some((key) => before[key] !== after[key]) ? after : null;
}

function sameTags(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag, index) => tag === b[index]);
}

type Match = { readonly existing: KnownHousehold | null; readonly problems: readonly FoundProblem[] };

/** The household of the books that the row means, by number, by ID number, or by a head that is unique. */
function matchHousehold(row: ParsedRow<HouseholdDraft>, check: CheckContext): Match {
  const { books } = check;
  const reference = must(row.household, 'a roster row refers to a household');
  const byId = reference.idNumber === null ? null : books.householdByIdNumber(reference.idNumber);
  if (reference.householdNo !== null) {
    const byNo = books.householdByNo(reference.householdNo);
    const sameHead =
      byNo !== null && reference.headName !== null && nameKey(byNo.headName) === nameKey(reference.headName);
    const samePerson = byNo !== null && byId === byNo;
    // A number twice in one file has been said already.
    if (byNo !== null && byNo.stored === null && row.draft === null) return { existing: null, problems: [] };
    if (byNo !== null && reference.headName !== null && !sameHead && !samePerson) {
      const { householdNo, headName } = byNo;
      return refused(problemOf(check, row, 'householdNo', { code: 'household_no_taken', householdNo, headName }));
    }
    if (byId !== null && byId !== byNo) return refused(idNumberTaken(row, byId, check));
    return { existing: byNo, problems: [] };
  }
  if (byId !== null) {
    const other = reference.headName !== null && nameKey(byId.headName) !== nameKey(reference.headName);
    return other ? refused(idNumberTaken(row, byId, check)) : { existing: byId, problems: [] };
  }
  const candidates = books
    .householdsByHead(reference)
    .filter((household) => sameIdNumber(household, reference.idNumber) && sameGroup(household, reference.groupName));
  const [only] = candidates;
  // A roster without numbers cannot tell two households of one name apart; one row more than the books have is ambiguous too.
  const twice = only !== undefined && only.stored === null && reference.idNumber === null;
  if (candidates.length > 1 || twice) {
    const detail = { code: 'household_ambiguous', candidates: Math.max(2, candidates.length) } as const;
    return refused(problemOf(check, row, 'headName', detail));
  }
  return { existing: only ?? null, problems: [] };
}

/** Two people of one name with two ID numbers are two people. */
function sameIdNumber(household: KnownHousehold, idNumber: string | null): boolean {
  return idNumber === null || household.idNumber === null;
}

/** Without numbers, 王伟 of group 1 and 王伟 of group 2 are two households. */
function sameGroup(household: KnownHousehold, groupName: string | null): boolean {
  return groupName === null || household.groupName === '' || groupKey(household.groupName) === groupKey(groupName);
}

function idNumberTaken(row: ParsedRow<HouseholdDraft>, owner: KnownHousehold, check: CheckContext): FoundProblem {
  const { householdNo, headName } = owner;
  return problemOf(check, row, 'idNumber', { code: 'id_number_taken', householdNo, headName });
}

function refused(problem: FoundProblem): Match {
  return { existing: null, problems: [problem] };
}

function villageOf(
  row: ParsedRow<HouseholdDraft>,
  check: CheckContext,
): { readonly village: Village | null; readonly problem: FoundProblem | null } {
  const { villages } = check.books;
  const names = villages.map((village) => village.name);
  const written = row.household?.village ?? null;
  if (written !== null) {
    const village = check.books.villageNamed(written);
    const detail = { code: 'village_not_served', villages: names } as const;
    return village === null
      ? { village, problem: problemOf(check, row, 'village', detail) }
      : { village, problem: null };
  }
  const titled = villages.filter((village) => check.title.includes(village.name));
  const village =
    villages.length === 1 ? villages[0] : titled.length === 1 ? titled[0] : numberedVillage(row, check.books);
  if (village !== undefined) return { village, problem: null };
  return { village: null, problem: problemOf(check, row, 'village', { code: 'village_missing', villages: names }) };
}

/** The one village whose households are numbered like this one: GM187 belongs where GM001 to GM186 live. */
function numberedVillage(row: ParsedRow<HouseholdDraft>, books: ImportBooks): Village | undefined {
  const letters = /^[A-Za-z]+/.exec(row.household?.householdNo ?? '')?.[0];
  if (letters === undefined) return undefined;
  const fitting = books.villages.filter((village) =>
    books.householdNumbers(village.id).some((householdNo) => /^[A-Za-z]+/.exec(householdNo)?.[0] === letters),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The next number of the village in the way its households are numbered: GM186 is followed by GM187. */
function nextHouseholdNo(village: Village, books: ImportBooks): string {
  const series = new Map<string, { last: number; width: number; count: number }>();
  for (const householdNo of books.householdNumbers(village.id)) {
    const match = /^(.*?)(\d+)$/.exec(householdNo);
    if (!match) continue;
    const [, prefix = '', digits = ''] = match;
    const before = series.get(prefix) ?? { last: 0, width: 0, count: 0 };
    series.set(prefix, {
      last: Math.max(before.last, Number(digits)),
      width: Math.max(before.width, digits.length),
      count: before.count + 1,
    });
  }
  const [most] = [...series].sort((a, b) => b[1].count - a[1].count);
  const [prefix, { last, width }] = most ?? [prefixOf(village, books), { last: 0, width: 3 }];
  for (let next = last + 1; ; next += 1) {
    const householdNo = `${prefix}${String(next).padStart(width, '0')}`;
    if (books.householdByNo(householdNo) === null) return householdNo;
  }
}

/** 光明村 → GM; a second village of the same initials gets its place in the shop behind them. */
function prefixOf(village: Village, books: ImportBooks): string {
  const letters = (name: string): string => {
    const [spelling] = nameSpellings(name.replace(/[村社区]+$/, '') || name);
    return spelling === undefined
      ? 'H'
      : initials(spelling)
          .toUpperCase()
          .replace(/[^A-Z]/g, '') || 'H';
  };
  const own = letters(village.name);
  const place = books.villages
    .filter((other) => letters(other.name) === own)
    .findIndex((other) => other.id === village.id);
  return place <= 0 ? own : `${own}${String.fromCharCode(65 + place)}`;
}
