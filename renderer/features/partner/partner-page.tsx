import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { PartnerId } from '../../../shared/kernel/brands.ts';
import { Page } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { PartnerDialog } from './partner-dialog.tsx';
import { PartnerItemsSheet } from './partner-items-sheet.tsx';
import { SettleSheet } from './settle-sheet.tsx';
import { SettlementsSheet } from './settlements-sheet.tsx';

/** One partner shop: what it hands out and at which price, what is open, what was settled. */
export function PartnerPage({ id, status, operator }: PlaceProps & { readonly id: PartnerId }) {
  const partners = useQuery(queries.partners());
  const [editing, setEditing] = useState(false);
  const mayManage = may(operator.role, 'managePartners');
  if (!partners.data) {
    return partners.isError ? (
      <FailingState sentence={sentenceOf(partners.error)} onRetry={() => void partners.refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const partner = partners.data.find((one) => one.id === id);
  if (!partner) {
    return <EmptyState title="没有这家共建店" action={<Button onClick={() => window.history.back()}>返回</Button>} />;
  }
  const who = [partner.contact, partner.phone, partner.active ? '' : '已停用'].filter((part) => part !== '');
  return (
    <Page
      title={partner.name}
      lead={who.join('　')}
      actions={
        <>
          <a className="partner-back" href={href('/goods/partners')}>
            ← 全部共建店
          </a>
          {mayManage ? (
            <Button size="large" onClick={() => setEditing(true)}>
              更正登记
            </Button>
          ) : null}
        </>
      }
    >
      <PartnerItemsSheet partner={partner} mayManage={mayManage} />
      <SettleSheet partner={partner} today={status.businessDate} maySettle={mayManage} />
      <SettlementsSheet partnerId={partner.id} mayReverse={mayManage} />
      {editing ? <PartnerDialog partner={partner} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}
