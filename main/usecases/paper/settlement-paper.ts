import { sharesByVillage } from '../../../shared/domain/partner/by-village.ts';
import { isOverCap, type PartnerSettlement, type SettledSupply } from '../../../shared/domain/partner/partner.ts';
import { maskName } from '../../../shared/domain/household/masking.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { pointsText, yuanText } from '../../../shared/kernel/number-text.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { FormColumn, FormPaper } from '../../documents/paper/paper.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { readSettlement } from '../partner/read-partners.ts';
import { readShopName } from '../settings/shop-settings.ts';

const COLUMNS: readonly FormColumn[] = [
  { title: '日期', width: { mm: 23 } },
  { title: '兑换或退回单', width: { mm: 35 } },
  { title: '户', width: { mm: 35 } },
  { title: '物品', width: { share: 1 } },
  { title: '数量', width: { mm: 15 }, align: 'right' },
  { title: '结算单价', width: { mm: 19 }, align: 'right' },
  { title: '金额（元）', width: { mm: 21 }, align: 'right' },
];

/** A settlement as both sides sign it. It leaves the office: heads of households are masked. */
export function settlementPaper(
  db: ReadableDatabase,
  id: EntryId,
): Result<FormPaper, Extract<PointsRefusal, { code: 'entry_not_found' }>> {
  const found = readSettlement(db, id);
  if (!found.ok) return found;
  const settlement = found.value;
  const shopName = readShopName(db) ?? '';
  return ok({
    kind: 'form',
    size: 'A4',
    landscape: false,
    shopName,
    title: '共建店结算单',
    about: [
      `编号：${settlement.documentNo}`,
      `期间：${settlement.periodFrom} 至 ${settlement.periodTo}`,
      `日期：${settlement.businessDate}`,
    ],
    intro: `${settlement.partnerName} 在上述期间凭积分兑换发放下列物品，应结 ${yuanText(settlement.amountFen)} 元。`,
    columns: COLUMNS,
    rows: settlement.lines.map(rowOf),
    totals: ['合计', '', '', `${settlement.lines.length} 行`, '', '', yuanText(settlement.amountFen)],
    notes: notesOf(settlement, settlement.lines),
    signatures: [
      { role: '共建店', name: '' },
      { role: '核查', name: settlement.checkedBy },
      { role: '经办', name: settlement.operatorName },
      { role: '同意', name: settlement.approvedByName ?? '' },
    ],
    issuer: [shopName, settlement.businessDate],
  });
}

function rowOf(line: SettledSupply): readonly string[] {
  const price = yuanText(line.settleFen);
  return [
    line.businessDate,
    line.redemptionNo,
    `${line.householdNo} ${maskName(line.headName)}`,
    `${line.itemName} ${line.spec}`.trim(),
    `${line.quantity}${line.unit}`,
    isOverCap(line) ? `※${price}` : price,
    yuanText(line.amountFen),
  ];
}

function notesOf(settlement: PartnerSettlement, lines: readonly SettledSupply[]): readonly string[] {
  const villages = sharesByVillage(lines).map(
    ({ villageName, visits, pointsCentipoints, amountFen }) =>
      `${villageName}：${visits}户次，${pointsText(pointsCentipoints)}分，${yuanText(amountFen)}元`,
  );
  const caps = lines.flatMap((line) =>
    isOverCap(line) && line.capFen !== null ? [`${line.itemName}限价${yuanText(line.capFen)}元`] : [],
  );
  const { reversedBy, note } = settlement;
  return [
    ...(reversedBy === null ? [] : [`本单已由 ${reversedBy} 红冲，作废。`]),
    ...villages,
    ...(caps.length === 0 ? [] : [`※ 超过限价：${[...new Set(caps)].join('；')}`]),
    `价格核查：${settlement.priceCheck}`,
    `质量核查：${settlement.qualityCheck}`,
    ...(note === '' ? [] : [`备注：${note}`]),
  ];
}
