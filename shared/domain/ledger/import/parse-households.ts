import { readNoteWithTags, readTags } from '../../donation/earmark.ts';
import type { HouseholdStatus } from '../../household/household.ts';
import { maskIdNumbersIn } from '../../household/id-number.ts';
import { readPeople } from './cell-number.ts';
import { readIdNumber } from './cell-identifier.ts';
import { nameKey } from './cell-text.ts';
import type { HouseholdDraft, ParsedRow } from './drafts.ts';
import type { RawRow } from './raw-workbook.ts';
import { RowReader, type SheetContext, TEXT_LIMITS } from './row-reader.ts';

const STATUSES: readonly { readonly value: HouseholdStatus; readonly words: RegExp; readonly name: string }[] = [
  { value: 'moved', words: /迁出|迁移|搬出|外迁/, name: '迁出' },
  { value: 'closed', words: /销户|注销|死亡|消户|停用|已销/, name: '销户' },
  { value: 'active', words: /在册|正常|有效|启用|在用|常住|在籍|在户|active/i, name: '在册' },
];

const HEAD_RELATION = /^(户主|本人|户主本人|家主)$/;

/**
 * Households of a roster. Where a household takes several rows (its number merged over them, or a row for each
 * person), the first is the household and the others are its members.
 */
export function parseHouseholds(rows: readonly RawRow[], context: SheetContext): ParsedRow<HouseholdDraft>[] {
  return groupRows(rows, context).map((group) => parseGroup(group, context));
}

function groupRows(rows: readonly RawRow[], context: SheetContext): RowReader[][] {
  const groups: RowReader[][] = [];
  for (const row of rows) {
    const reader = new RowReader(row, context);
    const current = groups.at(-1);
    if (current !== undefined && belongsTo(reader, current)) current.push(reader);
    else groups.push([reader]);
  }
  return groups;
}

function belongsTo(reader: RowReader, group: readonly RowReader[]): boolean {
  const first = group[0];
  if (first === undefined) return false;
  const number = textOf(reader, 'householdNo');
  const numberCell = reader.cell('householdNo');
  if (numberCell?.merged === true && number === textOf(first, 'householdNo')) return true;
  const byPerson = reader.has('memberName') || reader.has('relation');
  if (!byPerson || HEAD_RELATION.test(textOf(reader, 'relation'))) return false;
  if (number !== '') return number === textOf(first, 'householdNo');
  if (reader.has('memberName') && textOf(reader, 'headName') !== '') {
    return nameKey(textOf(reader, 'headName')) === nameKey(textOf(first, 'headName'));
  }
  return textOf(reader, 'relation') !== '' || textOf(reader, 'memberName') !== '';
}

function textOf(reader: RowReader, key: string): string {
  return reader.cell(key)?.text.replace(/\s+/g, '') ?? '';
}

function parseGroup(group: readonly RowReader[], context: SheetContext): ParsedRow<HouseholdDraft> {
  const reader = headOf(group);
  const reference = reader.householdReference();
  if (reference.headName === null && !reader.failed) reader.problem('error', 'headName', { code: 'missing' });
  const { note, tags } = readNoteWithTags(reader.text('note', TEXT_LIMITS.note) ?? '');
  const memberCount = reader.take('memberCount', readPeople(reader.cell('memberCount')));
  const draft: Omit<HouseholdDraft, 'headName'> = {
    householdNo: reference.householdNo,
    idNumber: reference.idNumber,
    village: reference.village,
    villageGrid: reader.text('villageGrid', TEXT_LIMITS.short),
    groupName: reference.groupName,
    memberCount: memberCount ?? (group.length > 1 ? group.length : null),
    phone: reader.phone('phone'),
    members: membersOf(group, reader),
    enrolledOn: reader.date('enrolledOn'),
    status: reader.choice('status', STATUSES),
    tags: tagsOf(reader) ?? tags,
    note: note === '' ? null : note,
  };
  if (draft.enrolledOn !== null && draft.enrolledOn > context.today) {
    reader.problem('error', 'enrolledOn', { code: 'date_in_future', date: draft.enrolledOn, today: context.today });
  }
  const complete = !reader.failed && reference.headName !== null;
  return {
    row: reader.row,
    rows: group.map((member) => member.row),
    draft: complete ? { ...draft, headName: reference.headName ?? '' } : null,
    household: reference,
    item: null,
    problems: [...reader.problems],
    shown: reader.shown,
  };
}

/** 80岁以上老人、困难学生: the groups a household belongs to, where the roster has a column for them. */
function tagsOf(reader: RowReader): string[] | null {
  const text = reader.text('tags', TEXT_LIMITS.reason);
  return text === null ? null : readTags(text);
}

/** The row of the head himself, because his are the ID number and the telephone. */
function headOf(group: readonly RowReader[]): RowReader {
  const byRelation = group.find((reader) => HEAD_RELATION.test(textOf(reader, 'relation')));
  const byName = group.find((reader) => {
    const member = textOf(reader, 'memberName');
    return member !== '' && nameKey(member) === nameKey(textOf(reader, 'headName'));
  });
  const chosen = byRelation ?? byName ?? group[0];
  if (chosen === undefined) throw new Error('a group has at least one row');
  return chosen;
}

/** `王芳(配偶)、李伟(子)`: the members that have rows of their own, or the column 成员 as it stands. */
function membersOf(group: readonly RowReader[], head: RowReader): string | null {
  const listed = head.text('members', TEXT_LIMITS.members);
  if (listed !== null || group.length === 1) return listed;
  const members = group.flatMap((reader) => {
    if (reader === head) return [];
    const name = textOf(reader, reader.has('memberName') ? 'memberName' : 'headName');
    const relation = textOf(reader, 'relation');
    const id = readIdNumber(reader.cell('idNumber'));
    if (!id.ok)
      head.problems.push({
        severity: 'warning',
        row: reader.row,
        column: reader.heading('idNumber'),
        value: textOf(reader, 'idNumber'),
        detail: id.error,
      });
    return name === '' ? [] : [relation === '' ? name : `${name}(${relation})`];
  });
  return members.length === 0 ? null : maskIdNumbersIn(members.join('、')).slice(0, TEXT_LIMITS.members);
}
