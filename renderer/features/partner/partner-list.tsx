import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { PartnerRow } from '../../../shared/contract/partner.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { go } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { PartnerDialog } from './partner-dialog.tsx';
import { SettlementsSheet } from './settlements-sheet.tsx';

/** Which shops hand goods out for us, and what is open with each. */
export function PartnerList({ operator }: PlaceProps) {
  const partners = useQuery(queries.partners());
  const [adding, setAdding] = useState(false);
  const mayManage = may(operator.role, 'managePartners');
  return (
    <Page
      title="共建店"
      lead="小卖部从自己的货架发放，按结算单价由资金结算"
      actions={
        mayManage ? (
          <Button size="large" type="primary" onClick={() => setAdding(true)}>
            登记共建店
          </Button>
        ) : null
      }
    >
      {partners.data ? (
        partners.data.length === 0 ? (
          <EmptyState
            title="还没有共建店"
            hint={
              mayManage
                ? '点右上角“登记共建店”，再定它发放哪些物品、每件结算多少。'
                : '由录入员登记后，这里列出各家店和未结算的金额。'
            }
          />
        ) : (
          <DataTable
            label="共建店"
            columns={columnsOf(partners.data)}
            rows={partners.data}
            rowKey={({ id }) => id}
            onOpen={({ id }) => go(`/goods/partners/${id}`)}
            tone={({ active }) => (active ? undefined : 'quiet')}
          />
        )
      ) : partners.isError ? (
        <FailingState sentence={sentenceOf(partners.error)} onRetry={() => void partners.refetch()} />
      ) : (
        <LoadingState />
      )}
      {partners.data && partners.data.length > 0 ? <SettlementsSheet partnerId={null} mayReverse={mayManage} /> : null}
      {adding ? <PartnerDialog partner={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function columnsOf(rows: readonly PartnerRow[]): readonly Column<PartnerRow>[] {
  const open = rows.reduce((sum, { unsettledFen }) => sum + unsettledFen, 0);
  return [
    { key: 'name', title: '店名', text: ({ name }) => name, show: ({ name }) => <strong>{name}</strong> },
    { key: 'contact', title: '联系人', text: ({ contact }) => contact },
    { key: 'phone', title: '电话', text: ({ phone }) => phone },
    { key: 'items', title: '发放物品（种）', numeric: true, text: ({ items }) => String(items.length) },
    { key: 'supplies', title: '未结（笔）', numeric: true, text: (row) => String(row.unsettledSupplies) },
    {
      key: 'open',
      title: '未结金额（元）',
      numeric: true,
      text: ({ unsettledFen }) => yuanText(unsettledFen),
      total: yuanText(fen(open)),
    },
    { key: 'from', title: '最早未结', text: ({ unsettledFrom }) => unsettledFrom ?? '' },
    { key: 'state', title: '状态', text: ({ active }) => (active ? '在用' : '停用') },
  ];
}
