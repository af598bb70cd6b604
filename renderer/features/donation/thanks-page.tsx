import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ThanksRow } from '../../../shared/domain/donation/views.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { DateField } from '../../components/date-field.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { valueText } from './gifts-table.tsx';

const COLUMNS: readonly Column<ThanksRow>[] = [
  { key: 'date', title: '日期', whole: true, text: ({ date }) => date },
  { key: 'name', title: '捐赠人', text: ({ name }) => name, show: ({ name }) => <strong>{name}</strong> },
  { key: 'goods', title: '物品', text: ({ goods }) => goods },
  { key: 'value', title: '折价（元）', numeric: true, text: valueText },
];

/** The public list of thanks: each donor as they wish to be named. */
export function ThanksPage({ operator, status }: PlaceProps) {
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const thanks = useQuery(queries.thanks({ from, to }));
  const make = useMutation({
    mutationFn: async (size: 'A4' | 'A3') => saveWorkbook(await client.paper.thanks({ from, to, size })),
  });
  const rows = thanks.data ?? [];
  const period = (
    <div className="donation-period">
      <DateField
        aria-label="起始日期"
        placeholder="起始日期"
        value={from}
        latest={status.businessDate}
        onChange={setFrom}
      />
      <span>至</span>
      <DateField
        aria-label="截止日期"
        placeholder="截止日期"
        value={to}
        latest={status.businessDate}
        onChange={setTo}
      />
    </div>
  );
  return (
    <Page
      title="致谢榜"
      lead="按捐赠人的意愿写全名、隐去中间字或不具名；在捐赠人名册里改"
      actions={
        <>
          <a className="donation-back" href={href('/goods/donations')}>
            ← 捐赠
          </a>
          {may(operator.role, 'printThanks') && rows.length > 0 ? (
            <>
              <Button size="large" loading={make.isPending} onClick={() => make.mutate('A3')}>
                打印 A3 大张
              </Button>
              <Button size="large" type="primary" loading={make.isPending} onClick={() => make.mutate('A4')}>
                打印致谢榜
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {make.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(make.error)}
        </Notice>
      ) : null}
      {make.isSuccess && make.data.kind === 'saved' ? (
        <Notice tone="done">{make.data.path === '' ? '已做好，在浏览器的下载里。' : `已存到 ${make.data.path}`}</Notice>
      ) : null}
      {thanks.data ? (
        rows.length === 0 ? (
          <>
            {period}
            <EmptyState title="还没有可以上榜的捐赠" hint="登记了捐赠人的捐赠才上榜；换一段日期再看。" />
          </>
        ) : (
          <DataTable
            label="致谢榜"
            tools={period}
            columns={COLUMNS}
            rows={rows}
            rowKey={(row) => `${row.date} ${row.name} ${rows.indexOf(row)}`}
          />
        )
      ) : thanks.isError ? (
        <FailingState sentence={sentenceOf(thanks.error)} onRetry={() => void thanks.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
