import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { DateField } from '../../components/date-field.tsx';
import { Page } from '../../components/page.tsx';
import { Pager } from '../../components/pager.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { go } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useRemembered } from '../../lib/use-remembered.ts';
import { GiftsTable } from './gifts-table.tsx';

const PAGE_SIZE = 50;

/** Every gift in kind, the latest first. */
export function DonationList({ operator, status }: PlaceProps) {
  const [from, setFrom] = useRemembered<string | null>('donations.from', null);
  const [to, setTo] = useRemembered<string | null>('donations.to', null);
  const [offset, setOffset] = useRemembered('donations.offset', 0);
  const gifts = useQuery(queries.donations({ donorId: null, from, to, offset, limit: PAGE_SIZE }));
  const filtered = from !== null || to !== null;
  const period = (
    <div className="donation-period">
      <DateField
        aria-label="起始日期"
        placeholder="起始日期"
        value={from}
        latest={status.businessDate}
        onChange={(day) => {
          setFrom(day);
          setOffset(0);
        }}
      />
      <span>至</span>
      <DateField
        aria-label="截止日期"
        placeholder="截止日期"
        value={to}
        latest={status.businessDate}
        onChange={(day) => {
          setTo(day);
          setOffset(0);
        }}
      />
    </div>
  );
  return (
    <Page
      title="捐赠"
      lead={`谁捐了什么、给谁、还剩多少；点一行看去向${may(operator.role, 'receiveGoods') ? '、补登和打印凭证' : ''}`}
      actions={
        <>
          <Button size="large" onClick={() => go('/goods/donations/donors')}>
            捐赠人名册
          </Button>
          <Button size="large" onClick={() => go('/goods/donations/thanks')}>
            致谢榜
          </Button>
          {may(operator.role, 'receiveGoods') ? (
            <Button size="large" type="primary" onClick={() => go('/goods/receive', { source: 'donation' })}>
              接收一次捐赠
            </Button>
          ) : null}
        </>
      }
    >
      {gifts.data ? (
        gifts.data.total === 0 ? (
          filtered ? (
            <>
              {period}
              <EmptyState title="这段时间没有捐赠" hint="换一段日期再看。" />
            </>
          ) : (
            <EmptyState
              title="还没有捐赠"
              hint="点右上角“接收一次捐赠”，来源选“捐赠”；也可以在“台账”里导入捐赠物资登记台账。"
            />
          )
        ) : (
          <>
            <GiftsTable rows={gifts.data.rows} tools={period} />
            <Pager offset={offset} limit={PAGE_SIZE} total={gifts.data.total} unit="次" onOffset={setOffset} />
          </>
        )
      ) : gifts.isError ? (
        <FailingState sentence={sentenceOf(gifts.error)} onRetry={() => void gifts.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
