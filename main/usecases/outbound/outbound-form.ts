import type { OutboundDetail } from '../../../shared/contract/outbound.ts';
import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { FormPaper } from '../../documents/paper/paper.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { readShopName } from '../settings/shop-settings.ts';
import { readOutbound } from './read-outbound.ts';

type Words = { readonly title: string; readonly otherSide: string; readonly witness: string };
const WORDS: Readonly<Record<OutboundKind, Words>> = {
  write_off: { title: '物品报损单', otherSide: '处理方式', witness: '监督人' },
  transfer_out: { title: '物品调拨单', otherSide: '调入单位', witness: '交接人' },
  supplier_return: { title: '物品退货单', otherSide: '供货单位', witness: '交接人' },
};

/** A form and the name of its file, without ending. */
type PrintedForm = { readonly fileName: string; readonly paper: FormPaper };

/** 物品报损单 / 调拨单 / 退货单 to sign and file: what left, out of which lot, at what cost, and who answers for it. */
export function outboundForm(
  db: ReadableDatabase,
  id: EntryId,
): Result<PrintedForm, Extract<PointsRefusal, { code: 'entry_not_found' }>> {
  const read = readOutbound(db, id);
  if (!read.ok) return err(read.error);
  const detail = read.value;
  const { kind, documentNo, businessDate, note, reversedBy } = detail;
  const { title, otherSide, witness } = WORDS[kind];
  const paper: FormPaper = {
    kind: 'form',
    size: 'A4',
    landscape: false,
    shopName: readShopName(db) ?? '',
    title,
    about: [`单位：${readShopName(db) ?? ''}`, `日期：${businessDate}`, `编号：${documentNo}`],
    columns: [
      { title: '序号', width: { mm: 11 }, align: 'center' },
      { title: '物品', width: { share: 2 } },
      { title: '批次', width: { share: 1.3 } },
      { title: '保质期至', width: { mm: 23 }, align: 'center' },
      { title: '数量', width: { mm: 18 }, align: 'right' },
      { title: '成本（元）', width: { mm: 22 }, align: 'right' },
      { title: '原因', width: { share: 1.7 } },
    ],
    rows: detail.lines.map((line, index) => rowOf(line, index)),
    totals: totalsOf(detail),
    notes: [
      `${otherSide}：${kind === 'write_off' ? detail.disposal : detail.counterparty}`,
      ...(note === '' ? [] : [`说明：${note}`]),
      ...(detail.photos === 0 ? [] : [`附照片 ${detail.photos} 张，存在程序里`]),
      ...(reversedBy === null ? [] : [`本单已由 ${reversedBy} 红冲，作废`]),
    ],
    signatures: [
      { role: '经办人', name: detail.handler },
      { role: witness, name: detail.witness },
      { role: '审批人', name: detail.approver },
    ],
  };
  return ok({ fileName: `${title}_${documentNo}`, paper });
}

function rowOf(line: OutboundDetail['lines'][number], index: number): string[] {
  const { itemName, spec, lotCode, expiresOn, quantity, unit, costFen, reason } = line;
  return [
    String(index + 1),
    spec === '' ? itemName : `${itemName} ${spec}`,
    lotCode,
    expiresOn ?? '不限',
    `${quantity}${unit}`,
    costFen === null ? '未计价' : yuanText(costFen),
    reason,
  ];
}

/** What has no value is said, never counted as zero. */
function totalsOf({ costFen, unvaluedLines, lines }: OutboundDetail): string[] {
  const none = unvaluedLines === lines.length;
  const cost = none ? '未计价' : yuanText(costFen);
  const more = none || unvaluedLines === 0 ? '' : `另${unvaluedLines}行未计价`;
  return ['', '合计', '', '', '', cost, more];
}
