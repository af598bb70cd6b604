import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { HouseholdHit } from '../../../shared/contract/household.ts';
import type { VillageId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { Pager } from '../../components/pager.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { useKeys } from '../../lib/keys.ts';
import { go } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { readScannedCode } from '../../lib/scanner/scanned-code.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { useHiddenColumns } from '../../lib/use-hidden-columns.ts';
import { useRemembered } from '../../lib/use-remembered.ts';
import { HOUSEHOLD_STATUS_TEXT } from '../../lib/words.ts';
import { HouseholdDialog } from './household-dialog.tsx';

const PAGE_SIZE = 50;

const COLUMNS: readonly Column<HouseholdHit>[] = [
  { key: 'no', title: '户编号', text: (row) => row.householdNo },
  { key: 'head', title: '户主', text: (row) => row.headName, show: (row) => <strong>{row.headName}</strong> },
  { key: 'village', title: '村', text: (row) => row.villageName },
  { key: 'group', title: '组', text: (row) => row.groupName },
  {
    key: 'members',
    title: '人数',
    numeric: true,
    text: (row) => (row.memberCount === null ? '' : String(row.memberCount)),
  },
  { key: 'tags', title: '标签', text: (row) => row.tags.join('、') },
  { key: 'phone', title: '电话', text: (row) => row.phoneMasked ?? '' },
  {
    key: 'card',
    title: '存折码',
    text: (row) => row.cardNo,
    show: (row) => <span className="number">{row.cardNo}</span>,
  },
  {
    key: 'status',
    title: '状态',
    text: (row) => HOUSEHOLD_STATUS_TEXT[row.status],
    show: (row) => (
      <span className={row.status === 'active' ? '' : 'mark-bad'}>{HOUSEHOLD_STATUS_TEXT[row.status]}</span>
    ),
  },
  {
    key: 'spendable',
    title: '可兑换（分）',
    numeric: true,
    text: (row) => pointsText(row.spendableCentipoints),
    show: (row) => <span className="points">{pointsText(row.spendableCentipoints)}</span>,
  },
];

export function HouseholdList({ status, operator }: PlaceProps) {
  const [query, setQuery] = useRemembered('households.query', '');
  const [villageId, setVillageId] = useRemembered<VillageId | null>('households.village', null);
  const [offset, setOffset] = useRemembered('households.offset', 0);
  const [adding, setAdding] = useState(false);
  const columns = useHiddenColumns('households');
  const page = useQuery(queries.households({ query: query.trim(), villageId, offset, limit: PAGE_SIZE }));
  const mayAdd = may(operator.role, 'saveHousehold');
  useScanner((scan) => void openScanned(scan.text));
  useKeys({ F2: () => document.getElementById('household-filter')?.focus() });
  const filtered = query.trim() !== '' || villageId !== null;
  return (
    <Page
      title="户籍"
      lead="点一户看存折和兑换"
      actions={
        mayAdd ? (
          <Button type="primary" size="large" onClick={() => setAdding(true)}>
            新登记一户
          </Button>
        ) : null
      }
    >
      {page.data ? (
        <DataTable
          {...columns}
          label="户籍"
          columns={COLUMNS}
          rows={page.data.rows}
          rowKey={(row) => row.id}
          onOpen={(row) => go(`/households/${row.id}`)}
          tone={(row) => (row.status === 'active' ? undefined : 'quiet')}
          tools={
            <>
              <Input
                id="household-filter"
                className="filter"
                allowClear
                aria-label="查找户"
                placeholder="编号、姓名、拼音、首字母、尾号（F2）"
                value={query}
                onChange={(event) => {
                  setQuery(event.target.value);
                  setOffset(0);
                }}
              />
              {status.villages.length > 1 ? (
                <Select<VillageId | 'all'>
                  aria-label="村"
                  value={villageId ?? 'all'}
                  options={[
                    { value: 'all', label: '全部村' },
                    ...status.villages.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={(value) => {
                    setVillageId(value === 'all' ? null : value);
                    setOffset(0);
                  }}
                />
              ) : null}
            </>
          }
        />
      ) : page.isError ? (
        <FailingState sentence={sentenceOf(page.error)} onRetry={() => void page.refetch()} />
      ) : (
        <LoadingState />
      )}
      {page.data && page.data.total === 0 ? (
        filtered ? (
          <EmptyState title="没有找到" hint="换编号、姓名、拼音首字母、电话尾号或证件末四位再试。" />
        ) : (
          <EmptyState title="还没有登记户" hint="可以在“台账”里导入户籍花名册，或点右上角“新登记一户”。" />
        )
      ) : null}
      {page.data && page.data.total > 0 ? (
        <Pager offset={offset} limit={PAGE_SIZE} total={page.data.total} unit="户" onOffset={setOffset} />
      ) : null}
      {adding ? <HouseholdDialog household={null} villages={status.villages} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

async function openScanned(text: string): Promise<void> {
  const code = readScannedCode(text);
  const hits = code.kind === 'household' ? await client.household.search({ query: code.cardNo, limit: 1 }) : [];
  const hit = hits[0];
  if (hit) {
    soundOk();
    go(`/households/${hit.id}`);
  } else soundRefused();
}
