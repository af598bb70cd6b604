import { Button } from 'antd';
import { useState } from 'react';
import type { PartnerRow } from '../../../shared/contract/partner.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { pointsText, yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState } from '../../components/state-views.tsx';
import { TermsDialog } from './terms-dialog.tsx';

type Editing = { readonly item: Item | null };

/** What a partner shop hands out, and what it is paid for each; a price above the cap is said in red. */
export function PartnerItemsSheet({
  partner,
  mayManage,
}: {
  readonly partner: PartnerRow;
  readonly mayManage: boolean;
}) {
  const [editing, setEditing] = useState<Editing | null>(null);
  return (
    <Sheet
      title="发放的物品"
      extra={mayManage ? <Button onClick={() => setEditing({ item: null })}>加一种物品</Button> : null}
    >
      {partner.items.length === 0 ? (
        <EmptyState
          title="还没有交给它发放的物品"
          hint={mayManage ? '点“加一种物品”，定结算单价和限价；柜台兑换时不扣本店库存。' : undefined}
        />
      ) : (
        <DataTable
          label="发放的物品"
          columns={columnsOf(mayManage ? (item) => setEditing({ item }) : null)}
          rows={partner.items}
          rowKey={({ id }) => id}
          tone={(item) => (isAboveCap(item) ? 'bad' : item.active ? undefined : 'quiet')}
        />
      )}
      {editing ? <TermsDialog partner={partner} item={editing.item} onClose={() => setEditing(null)} /> : null}
    </Sheet>
  );
}

function isAboveCap({ settleFen, capFen }: Item): boolean {
  return settleFen !== null && capFen !== null && settleFen > capFen;
}

function columnsOf(onEdit: ((item: Item) => void) | null): readonly Column<Item>[] {
  return [
    { key: 'code', title: '编码', text: ({ code }) => code },
    { key: 'name', title: '物品', text: ({ name }) => name, show: ({ name }) => <strong>{name}</strong> },
    { key: 'spec', title: '规格', text: ({ spec }) => spec },
    { key: 'unit', title: '单位', text: ({ unit }) => unit },
    {
      key: 'price',
      title: '兑换分值（分）',
      numeric: true,
      text: ({ priceCentipoints }) => (priceCentipoints === null ? '未定价' : pointsText(priceCentipoints)),
    },
    {
      key: 'settle',
      title: '结算单价（元）',
      numeric: true,
      text: ({ settleFen }) => (settleFen === null ? '未定' : yuanText(settleFen)),
    },
    {
      key: 'cap',
      title: '限价（元）',
      numeric: true,
      text: ({ capFen }) => (capFen === null ? '不限' : yuanText(capFen)),
    },
    {
      key: 'state',
      title: '价格',
      text: (item) => (isAboveCap(item) ? '超过限价' : '正常'),
      show: (item) => (isAboveCap(item) ? <span className="mark-bad">✕ 超过限价</span> : '正常'),
    },
    ...(onEdit === null
      ? []
      : [
          {
            key: 'edit',
            title: '改价',
            text: () => '',
            show: (item: Item) => (
              <Button size="small" aria-label={`改价 ${item.name}`} onClick={() => onEdit(item)}>
                改价
              </Button>
            ),
          },
        ]),
  ];
}
