import type { VillageShare } from '../../../shared/domain/partner/by-village.ts';
import { isOverCap, type SettledSupply } from '../../../shared/domain/partner/partner.ts';
import { centipoints, fen } from '../../../shared/kernel/brands.ts';
import { pointsText, yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';

/** What a settlement cites, line by line; what was priced above the cap stands out. */
export function SupplyTable({ lines }: { readonly lines: readonly SettledSupply[] }) {
  const paid = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const columns: readonly Column<SettledSupply>[] = [
    { key: 'date', title: '日期', whole: true, text: ({ businessDate }) => businessDate },
    { key: 'document', title: '兑换或退回单', text: ({ redemptionNo }) => redemptionNo },
    { key: 'household', title: '户', text: ({ householdNo, headName }) => `${householdNo} ${headName}` },
    { key: 'village', title: '村', text: ({ villageName }) => villageName },
    { key: 'item', title: '物品', text: ({ itemName, spec }) => `${itemName} ${spec}`.trim() },
    {
      key: 'quantity',
      title: '数量',
      numeric: true,
      text: ({ quantity }) => String(quantity),
      show: ({ quantity, unit }) => (
        <span className={quantity < 0 ? 'mark-bad' : ''}>
          {quantity} {unit}
        </span>
      ),
    },
    {
      key: 'price',
      title: '结算单价（元）',
      numeric: true,
      text: ({ settleFen }) => yuanText(settleFen),
      show: (line) =>
        isOverCap(line) ? (
          <span className="mark-bad">
            ✕ {yuanText(line.settleFen)} 超过限价 {line.capFen === null ? '' : yuanText(line.capFen)}
          </span>
        ) : (
          yuanText(line.settleFen)
        ),
    },
    {
      key: 'amount',
      title: '应结金额（元）',
      numeric: true,
      text: ({ amountFen }) => yuanText(amountFen),
      total: yuanText(fen(paid)),
    },
  ];
  return (
    <DataTable
      label="发放明细"
      columns={columns}
      rows={lines}
      rowKey={({ supplyId, line }) => `${supplyId}/${line}`}
      tone={(line) => (isOverCap(line) ? 'bad' : undefined)}
    />
  );
}

/** The same by village, as each has to answer for it. */
export function VillageTable({ villages }: { readonly villages: readonly VillageShare[] }) {
  const total = (of: (share: VillageShare) => number) => villages.reduce((sum, share) => sum + of(share), 0);
  const columns: readonly Column<VillageShare>[] = [
    { key: 'village', title: '村', text: ({ villageName }) => villageName },
    {
      key: 'visits',
      title: '户次',
      numeric: true,
      text: ({ visits }) => String(visits),
      total: String(total(({ visits }) => visits)),
    },
    {
      key: 'points',
      title: '积分（分）',
      numeric: true,
      text: ({ pointsCentipoints }) => pointsText(pointsCentipoints),
      total: pointsText(centipoints(total(({ pointsCentipoints }) => pointsCentipoints))),
    },
    {
      key: 'cost',
      title: '成本金额（元）',
      numeric: true,
      text: ({ costFen }) => yuanText(costFen),
      total: yuanText(fen(total(({ costFen }) => costFen))),
    },
    {
      key: 'amount',
      title: '应结金额（元）',
      numeric: true,
      text: ({ amountFen }) => yuanText(amountFen),
      total: yuanText(fen(total(({ amountFen }) => amountFen))),
    },
  ];
  return <DataTable label="按村" columns={columns} rows={villages} rowKey={({ villageId }) => villageId} />;
}
