import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { thanksName } from '../../../shared/domain/donation/donation.ts';
import type { DonorId } from '../../../shared/kernel/brands.ts';
import { Page, Sheet } from '../../components/page.tsx';
import { Pager } from '../../components/pager.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { DONOR_KIND_TEXT } from './donation-words.ts';
import { DonorDialog } from './donor-dialog.tsx';
import { href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { Facts } from './facts.tsx';
import { GiftsTable, givenText } from './gifts-table.tsx';

const PAGE_SIZE = 50;

/** One donor with everything they gave. */
export function DonorPage({ id, operator }: PlaceProps & { readonly id: DonorId }) {
  const donors = useQuery(queries.donors());
  const [offset, setOffset] = useState(0);
  const [editing, setEditing] = useState(false);
  const gifts = useQuery(queries.donations({ donorId: id, from: null, to: null, offset, limit: PAGE_SIZE }));
  const donor = donors.data?.find((known) => known.id === id);
  if (!donor) {
    return donors.isError ? (
      <FailingState sentence={sentenceOf(donors.error)} onRetry={() => void donors.refetch()} />
    ) : donors.data ? (
      <EmptyState title="没有这位捐赠人" hint="请回捐赠人名册重新选。" />
    ) : (
      <LoadingState />
    );
  }
  return (
    <Page
      title={donor.name}
      lead={DONOR_KIND_TEXT[donor.kind] + (donor.active ? '' : '　已停用')}
      actions={
        <>
          <a className="donation-back" href={href('/goods/donations/donors')}>
            ← 捐赠人名册
          </a>
          {may(operator.role, 'recordDonation') ? (
            <Button size="large" onClick={() => setEditing(true)}>
              更正
            </Button>
          ) : null}
        </>
      }
    >
      <Facts
        label="捐赠人"
        facts={[
          ['捐赠', `${donor.donations} 次`],
          ['折价（元）', givenText(donor)],
          ['联系人', donor.contact],
          ['电话', donor.phone],
          ['致谢榜上写', thanksName(donor)],
          ['备注', donor.note],
        ]}
      />
      <Sheet title="捐过的物品">
        {gifts.data ? (
          gifts.data.total === 0 ? (
            <EmptyState title="还没有捐过物品" hint="入库时来源选“捐赠”，捐赠人选这一位。" />
          ) : (
            <>
              <GiftsTable rows={gifts.data.rows} ofOne />
              <Pager offset={offset} limit={PAGE_SIZE} total={gifts.data.total} unit="次" onOffset={setOffset} />
            </>
          )
        ) : gifts.isError ? (
          <FailingState sentence={sentenceOf(gifts.error)} onRetry={() => void gifts.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Sheet>
      {editing ? (
        <DonorDialog donor={donor} onSaved={() => setEditing(false)} onClose={() => setEditing(false)} />
      ) : null}
    </Page>
  );
}
