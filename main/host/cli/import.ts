import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportOutcome, ImportPreview, SheetOutcome } from '../../../shared/domain/ledger/import-report.ts';
import { refused } from '../../transport/procedures.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { withShop } from './data-dir.ts';
import type { Answer } from './output.ts';
import { drain } from './setup.ts';

/** Takes a ledger file in: all good rows, and for the others sheet, row, column, value and reason. */
export async function runImport(given: Arguments): Promise<Answer> {
  const [path] = given.words;
  if (path === undefined) throw new UsageError('import 后面要写文件名');
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EISDIR') throw refused({ code: 'file_not_a_workbook' });
    throw new UsageError(refusalText({ code: 'file_not_found', path }));
  });
  const file = new File([Uint8Array.from(bytes)], basename(path));
  return withShop(given, async (shop) => {
    const preview = await drain(await shop.ledger.previewImport({ file, mapping: null }));
    if (given.options['check'] === true) return report(path, previewOutcome(preview), true);
    return report(path, await drain(await shop.ledger.commitImport({ importId: preview.importId })), false);
  });
}

/** What a check says: nothing is added, and known rows would be skipped. */
function previewOutcome(preview: ImportPreview): ImportOutcome {
  const sheets = preview.sheets.map(({ sheet, ledger, good, bad, known, problems }): SheetOutcome => {
    return { sheet, ledger, good, bad, added: 0, updated: 0, skipped: known, problems };
  });
  return { fileName: preview.fileName, cancelled: false, sheets };
}

function report(path: string, outcome: ImportOutcome, checkOnly: boolean): Answer {
  const data = { file: path, checkOnly, cancelled: outcome.cancelled, sheets: outcome.sheets };
  const known = outcome.sheets.filter(({ ledger }) => ledger !== null);
  const bad = known.reduce((sum, sheet) => sum + sheet.bad, 0);
  const good = known.reduce((sum, sheet) => sum + sheet.good, 0);
  const text = outcome.sheets.flatMap(sheetLines).join('\n');
  if (known.length === 0) return refusal(data, text, { code: 'no_sheet_recognised' });
  if (good === 0 && bad > 0) return refusal(data, text, { code: 'nothing_good', bad });
  return { data, text };
}

function refusal(data: object, text: string, refused: Parameters<typeof refusalText>[0]): Answer {
  return { data, text, error: { ...refused, message: refusalText(refused) }, refused: true };
}

function sheetLines(sheet: SheetOutcome): string[] {
  if (sheet.ledger === null) return [`表“${sheet.sheet}”：不是可导入的台账，未处理`];
  const { good, bad, added, updated, skipped } = sheet;
  const head = `表“${sheet.sheet}”：${good}行无误，${bad}行有问题；新增${added}，更新${updated}，已有${skipped}`;
  return [
    head,
    ...sheet.problems.map((problem) => `  ${problem.severity === 'warning' ? '提示 ' : ''}${problem.message}`),
  ];
}
