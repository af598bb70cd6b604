import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useMemo } from 'react';
import type { ExpiringLot } from '../../../shared/contract/outbound.ts';
import { expiryTier } from '../../../shared/domain/goods/expiry-tiers.ts';
import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { searchItems } from '../../lib/item-search.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useRemembered } from '../../lib/use-remembered.ts';
import { worthText } from '../../lib/worth.ts';

type Shown = ExpiringLot['state'];
/** Lines of one document that a person can still look over. */
const MOST_AT_ONCE = 100;

type Begin = (kind: OutboundKind, lots: readonly string[]) => void;

const NAMES: Readonly<Record<Shown, string>> = { expired: '已过期', near: '临期', soon: '两个月内到期' };
const EMPTY: Readonly<Record<Shown, { readonly title: string; readonly hint: string }>> = {
  expired: { title: '没有过期的物品', hint: '过期的批次自动停发，会列在这里等着报损。' },
  near: { title: '没有临期的物品', hint: '快到期的批次会列在这里，请优先发放，或调给别的店。' },
  soon: { title: '没有两个月内到期的物品', hint: '临期的列在“临期”里。' },
};

/** What has expired and waits for a write-off, what is near by its tier, and what ends within two months. */
export function ExpiringSheet({ today, onTakeOut }: { readonly today: string; readonly onTakeOut: Begin | null }) {
  const expiring = useQuery(queries.expiring());
  const counter = useQuery(queries.counterItems());
  const [shown, setShown] = useRemembered<Shown>('outbound.shown', 'expired');
  const [query, setQuery] = useRemembered('outbound.query', '');
  const found = useMemo(() => {
    const spelling = new Map(counter.data?.map((item) => [item.id, item]));
    return (expiring.data ?? []).map((lot) => {
      const item = spelling.get(lot.itemId);
      const { itemCode: code, itemName: name, spec } = lot;
      const typed = { pinyin: item?.pinyin ?? '', initials: item?.initials ?? '', barcode: item?.barcode ?? null };
      return { lot, code, name, spec, ...typed };
    });
  }, [expiring.data, counter.data]);
  const rows = searchItems(found, query)
    .map(({ lot }) => lot)
    .filter(({ state }) => state === shown)
    .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : 0));
  const count = (state: Shown) => expiring.data?.filter((lot) => lot.state === state).length ?? 0;
  const tools = (
    <>
      <Segmented<Shown>
        aria-label="看哪些"
        value={shown}
        options={(['expired', 'near', 'soon'] as const).map((value) => ({
          value,
          label: `${NAMES[value]} ${count(value)} 批`,
        }))}
        onChange={setShown}
      />
      <Input
        className="filter"
        allowClear
        aria-label="查找物品"
        placeholder="名称、拼音、编码、条码"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
    </>
  );
  const writeOffAll = onTakeOut && shown === 'expired' && rows.length > 1;
  return (
    <Sheet
      title="临期和过期"
      extra={
        writeOffAll ? (
          <Button
            onClick={() =>
              onTakeOut(
                'write_off',
                rows.slice(0, MOST_AT_ONCE).map(({ lotId }) => lotId),
              )
            }
          >
            {rows.length > MOST_AT_ONCE ? `先报损前 ${MOST_AT_ONCE} 批` : `这 ${rows.length} 批都报损`}
          </Button>
        ) : null
      }
    >
      {expiring.data ? (
        <>
          {rows.length > 0 ? (
            <DataTable
              label={`${NAMES[shown]}的批次`}
              columns={columnsOf(rows, onTakeOut)}
              rows={rows}
              rowKey={({ lotId }) => lotId}
              tools={tools}
              tone={({ state }) => (state === 'expired' ? 'bad' : state === 'near' ? 'soon' : undefined)}
            />
          ) : (
            <>
              <div className="expiring-tools">{tools}</div>
              {query.trim() === '' ? (
                <EmptyState {...EMPTY[shown]} />
              ) : (
                <EmptyState title="没有这样的物品" hint="换个名称，或看看另外两类。" />
              )}
            </>
          )}
          <p className="soft small expiring-note">
            今天 {today}。临期按保质期长短分档：一年以上剩 45 天，半年以上 20 天，90 天以上 15 天，30 天以上 10 天，16
            天以上 5 天，更短的 1 至 4 天；不知道生产日期和保质期的按 45 天。
          </p>
        </>
      ) : expiring.isError ? (
        <FailingState sentence={sentenceOf(expiring.error)} onRetry={() => void expiring.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Sheet>
  );
}

function daysText({ daysLeft }: ExpiringLot): string {
  if (daysLeft < 0) return `过期 ${-daysLeft} 天`;
  return daysLeft === 0 ? '今天到期' : `还有 ${daysLeft} 天`;
}

function columnsOf(rows: readonly ExpiringLot[], onTakeOut: Begin | null): readonly Column<ExpiringLot>[] {
  const valued = rows.reduce((sum, { valueFen }) => sum + (valueFen ?? 0), 0);
  const unvalued = rows.filter(({ valueFen }) => valueFen === null).length;
  const name = ({ itemName, spec }: ExpiringLot) => (spec === '' ? itemName : `${itemName} ${spec}`);
  const columns: Column<ExpiringLot>[] = [
    { key: 'item', title: '物品', text: name, show: (lot) => <strong>{name(lot)}</strong> },
    { key: 'lot', title: '批次', whole: true, text: ({ lotCode }) => lotCode },
    { key: 'expires', title: '保质期至', whole: true, text: ({ expiresOn }) => expiresOn },
    {
      key: 'days',
      title: '离到期',
      compare: (a, b) => a.daysLeft - b.daysLeft,
      text: daysText,
      show: (lot) => (
        <span className={lot.state === 'expired' ? 'mark-bad' : lot.state === 'near' ? 'mark-soon' : ''}>
          {lot.state === 'expired' ? '✕ ' : lot.state === 'near' ? '! ' : ''}
          {daysText(lot)}
        </span>
      ),
    },
    {
      key: 'tier',
      title: '临期标准',
      whole: true,
      text: ({ shelfLifeDays }) => `剩 ${expiryTier(shelfLifeDays).nearDays} 天起`,
    },
    { key: 'supplier', title: '供货或捐赠方', text: ({ supplier }) => supplier },
    { key: 'earmark', title: '定向', text: ({ earmark }) => earmark ?? '' },
    {
      key: 'quantity',
      title: '在库',
      numeric: true,
      text: ({ onHandQuantity, unit }) => `${onHandQuantity} ${unit}`,
    },
    {
      key: 'value',
      title: '货值（元）',
      numeric: true,
      compare: (a, b) => (a.valueFen ?? -1) - (b.valueFen ?? -1),
      text: ({ valueFen }) => (valueFen === null ? '未计价' : yuanText(valueFen)),
      total: worthText(fen(valued), unvalued, '批'),
    },
  ];
  const shown = rows.some(({ earmark }) => earmark !== null) ? columns : columns.filter(({ key }) => key !== 'earmark');
  return onTakeOut ? [...shown, actionColumn(onTakeOut)] : shown;
}

/** One click to the document, with the whole lot in it. */
function actionColumn(onTakeOut: Begin): Column<ExpiringLot> {
  const kindOf = ({ state }: ExpiringLot): OutboundKind => (state === 'expired' ? 'write_off' : 'transfer_out');
  const verb = { write_off: '报损', transfer_out: '调给别的店', supplier_return: '退货' } as const;
  return {
    key: 'action',
    title: '处理',
    text: () => '',
    show: (lot) => (
      <Button
        size="small"
        aria-label={`${verb[kindOf(lot)]} ${lot.itemName} 批次 ${lot.lotCode}`}
        onClick={() => onTakeOut(kindOf(lot), [lot.lotId])}
      >
        {verb[kindOf(lot)]}
      </Button>
    ),
  };
}
