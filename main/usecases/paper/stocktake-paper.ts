import type { StocktakeDocumentLine } from '../../../shared/contract/stocktake.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { type EntryId, type Fen, fen } from '../../../shared/kernel/brands.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { FormColumn, FormPaper } from '../../documents/paper/paper.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findStocktakeHead, type StocktakeHead } from '../../db/repositories/paper-repository.ts';
import { readShopName } from '../settings/shop-settings.ts';
import { readDocument } from '../stocktake/read-documents.ts';

/** 盘点表: a count that is in the books, as a form to sign and file. */
export function stocktakePaper(
  db: ReadableDatabase,
  id: EntryId,
): Result<
  { readonly documentNo: string; readonly paper: FormPaper },
  Extract<PointsRefusal, { code: 'entry_not_found' }>
> {
  const lines = readDocument(db, id);
  if (!lines.ok) return lines;
  const head = must(findStocktakeHead(db, id), 'a count has its heading');
  return ok({ documentNo: head.documentNo, paper: stocktakeForm(readShopName(db) ?? '', head, lines.value) });
}

const FORM = { kind: 'form', size: 'A4' } as const;
const share = (title: string, part: number): FormColumn => ({ title, width: { share: part } });
const narrow = (title: string, mm: number, align: FormColumn['align'] = 'center'): FormColumn => ({
  title,
  width: { mm },
  align,
});
const figure = (title: string, mm: number): FormColumn => narrow(title, mm, 'right');

function stocktakeForm(shopName: string, head: StocktakeHead, lines: readonly StocktakeDocumentLine[]): FormPaper {
  const changed = lines.filter((line) => line.countedQuantity !== line.bookQuantity);
  return {
    ...FORM,
    landscape: true,
    shopName,
    title: '物资盘点表',
    about: [`单位：${shopName}`, `日期：${head.businessDate}`, `编号：${head.documentNo}`],
    columns: [
      narrow('序号', 12),
      narrow('编码', 22, 'left'),
      share('物品名称', 3),
      share('规格', 2),
      narrow('批次', 32, 'left'),
      narrow('单位', 13),
      figure('账面', 17),
      figure('实盘', 17),
      figure('差异', 17),
      figure('差异金额（元）', 30),
      share('原因', 3),
    ],
    rows: lines.map((line, index) => {
      const difference = line.countedQuantity - line.bookQuantity;
      return [
        String(index + 1),
        line.itemCode,
        line.itemName,
        line.spec,
        line.lotCode,
        line.unit,
        String(line.bookQuantity),
        String(line.countedQuantity),
        difference === 0 ? '' : signed(difference),
        difference === 0 ? '' : valueText(line.differenceFen),
        line.reason,
      ];
    }),
    totals: ['', '', '合计', '', '', '', '', '', '', totalText(changed.map((line) => line.differenceFen)), ''],
    notes: [
      `共盘 ${lines.length} 个批次，有差异 ${changed.length} 个。`,
      ...(head.note === '' ? [] : [`说明：${head.note}`]),
    ],
    signatures: [
      { role: '盘点人', name: head.countedBy },
      { role: '监盘人', name: head.watchedBy },
      { role: '审批人', name: head.approvedBy },
    ],
  };
}

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));

/** An unknown value is never a zero. */
const valueText = (value: Fen | null): string => (value === null ? '未计价' : yuanText(value));

function totalText(values: readonly (Fen | null)[]): string {
  const known = values.filter((value) => value !== null);
  const unknown = values.length - known.length;
  const total = yuanText(fen(known.reduce((sum, value) => sum + value, 0)));
  if (unknown === 0) return total;
  return known.length === 0 ? '未计价' : `${total}\n另${unknown}项未计价`;
}
