import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { thanksName } from '../../../shared/domain/donation/donation.ts';
import type { DonorRow } from '../../../shared/domain/donation/views.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { DONOR_KIND_TEXT } from './donation-words.ts';
import { DonorDialog } from './donor-dialog.tsx';
import { givenText } from './gifts-table.tsx';
import { useKeys } from '../../lib/keys.ts';
import { go, href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useRemembered } from '../../lib/use-remembered.ts';

const COLUMNS: readonly Column<DonorRow>[] = [
  { key: 'name', title: '捐赠人', text: ({ name }) => name, show: ({ name }) => <strong>{name}</strong> },
  { key: 'kind', title: '单位或个人', text: ({ kind }) => DONOR_KIND_TEXT[kind] },
  { key: 'contact', title: '联系人', text: ({ contact }) => contact },
  { key: 'phone', title: '电话', text: ({ phone }) => phone },
  {
    key: 'donations',
    title: '捐赠（次）',
    numeric: true,
    text: ({ donations }) => String(donations),
    compare: (a, b) => a.donations - b.donations,
  },
  {
    key: 'value',
    title: '折价（元）',
    numeric: true,
    text: givenText,
    compare: (a, b) => a.valueFen - b.valueFen,
  },
  {
    key: 'last',
    title: '最近一次',
    whole: true,
    text: ({ lastOn }) => lastOn ?? '',
    compare: (a, b) => ((a.lastOn ?? '') < (b.lastOn ?? '') ? -1 : 1),
  },
  { key: 'thanks', title: '致谢榜上写', text: (donor) => thanksName(donor) },
  { key: 'state', title: '状态', text: ({ active }) => (active ? '在用' : '停用') },
];

/** The register of donors with what came from each. */
export function DonorList({ operator }: PlaceProps) {
  const donors = useQuery(queries.donors());
  const [query, setQuery] = useRemembered('donors.query', '');
  const [adding, setAdding] = useState(false);
  useKeys({ F2: () => document.getElementById('donor-filter')?.focus() });
  const wanted = query.trim();
  const shown = (donors.data ?? []).filter(({ name, contact, phone }) =>
    [name, contact, phone].some((text) => text.includes(wanted)),
  );
  const mayAdd = may(operator.role, 'recordDonation');
  return (
    <Page
      title="捐赠人名册"
      lead="点一位看他捐过什么、去了哪里"
      actions={
        <>
          <a className="donation-back" href={href('/goods/donations')}>
            ← 捐赠
          </a>
          {mayAdd ? (
            <Button size="large" type="primary" onClick={() => setAdding(true)}>
              登记捐赠人
            </Button>
          ) : null}
        </>
      }
    >
      {donors.data ? (
        donors.data.length === 0 ? (
          <EmptyState
            title="还没有捐赠人"
            hint="点右上角“登记捐赠人”；接收捐赠时当场登记、导入捐赠物资登记台账也会添上。"
          />
        ) : (
          <>
            <DataTable
              label="捐赠人"
              columns={COLUMNS}
              rows={shown}
              rowKey={({ id }) => id}
              onOpen={({ id }) => go(`/goods/donations/donor/${id}`)}
              tone={({ active }) => (active ? undefined : 'quiet')}
              tools={
                <Input
                  id="donor-filter"
                  className="donation-filter"
                  allowClear
                  aria-label="查找捐赠人"
                  placeholder="名称、联系人、电话（F2）"
                  value={query}
                  onChange={(event) => setQuery(event.target.value)}
                />
              }
            />
            {shown.length === 0 ? <EmptyState title="没有找到" hint="换名称、联系人或电话再试。" /> : null}
          </>
        )
      ) : donors.isError ? (
        <FailingState sentence={sentenceOf(donors.error)} onRetry={() => void donors.refetch()} />
      ) : (
        <LoadingState />
      )}
      {adding ? (
        <DonorDialog
          donor={null}
          onSaved={(donor) => go(`/goods/donations/donor/${donor.id}`)}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Page>
  );
}
