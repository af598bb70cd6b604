import { expect, test } from 'vitest';
import type { ParsedSheet } from '../../../shared/domain/ledger/import/drafts.ts';
import { checkRows, isDataRow, parseRows, sheetContext } from '../../../shared/domain/ledger/import/parse-sheet.ts';
import { recogniseSheet } from '../../../shared/domain/ledger/import/recognise-sheet.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { importProblemText } from '../../../shared/messages/import-problem-text.ts';
import { type CellValue, rawSheet } from '../../builders/raw-sheet.ts';

const ID = '11010519491231002X';
const MASKED = '110105********002X';

function parse(rows: readonly (readonly CellValue[])[]): ParsedSheet {
  const sheet = rawSheet(rows);
  const recognition = recogniseSheet(sheet, null);
  const context = must(sheetContext(sheet, recognition, localDate('2026-11-22')), 'the sheet can be read');
  const data = sheet.rows.filter((row) => isDataRow(row, recognition));
  return checkRows(parseRows(data, context), recognition);
}

const sentences = (parsed: ParsedSheet): string[] =>
  parsed.rows.flatMap((row) => row.problems.map((problem) => `${problem.severity} ${importProblemText(problem)}`));

test('a number in free text of any ledger is masked, and the clerk is told', () => {
  const parsed = parse([
    ['户编号', '户主', '日期', '事由', '加分'],
    ['GM001', '仡磊', '2026-03-01', `陪护${ID}就医`, 3],
  ]);
  expect(parsed.rows[0]?.draft).toMatchObject({ reason: `陪护${MASKED}就医` });
  expect(sentences(parsed)).toEqual(['warning 第2行“事由”里写了身份证号，只保留打星号的；户主的请填在身份证号一列']);
});

test('members that have rows of their own are kept by name, whatever stands beside it', () => {
  const parsed = parse([
    ['户编号', '户主', '姓名', '与户主关系', '身份证号'],
    ['GM001', '仡磊', '仡磊', '户主', null],
    ['GM001', '仡磊', `王芳${ID}`, '配偶', null],
  ]);
  expect(parsed.rows[0]?.draft).toMatchObject({ members: `王芳${MASKED}(配偶)` });
});

test('masked cells say nothing: neither a number nor an error', () => {
  const parsed = parse([
    ['户编号', '户主', '身份证号', '电话'],
    ['GM001', '仡磊', MASKED, '138****5678'],
    ['GM002', '周翀勇', '（已加密，待输恢复密钥）', '******'],
  ]);
  expect(parsed.rows.map((row) => row.draft)).toMatchObject([
    { idNumber: null, phone: null },
    { idNumber: null, phone: null },
  ]);
  expect(sentences(parsed)).toEqual([]);
});

test('neither a masked name nor a number of a person in place of the household’s is taken', () => {
  const parsed = parse([
    ['户编号', '户主', '电话'],
    ['GM001', '仡*磊', null],
    [ID, '周翀勇', null],
  ]);
  expect(parsed.rows.map((row) => row.draft)).toEqual([null, null]);
  expect(sentences(parsed)).toEqual([
    'error 第2行“户主”的“仡*磊”打了星号，不能导入，请用完整的姓名',
    'error 第3行户编号不能用身份证号，请另编户编号',
  ]);
});
