import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { DonatedLot, DonationView } from '../../../shared/domain/donation/views.ts';
import { type EntryId, fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page, Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { go, href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { CertificateDialog } from './certificate-dialog.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import { Facts } from './facts.tsx';
import { valueText } from './gifts-table.tsx';
import { RecordDialog } from './record-dialog.tsx';

type Opened = 'record' | 'consent' | 'withdraw' | 'certificate' | null;

/** One gift: who gave it and for whom, who received it, and what became of each lot. */
export function GiftPage({ id, operator }: PlaceProps & { readonly id: EntryId }) {
  const gift = useQuery(queries.donation(id));
  const [opened, setOpened] = useState<Opened>(null);
  const [done, setDone] = useState<string | null>(null);
  if (!gift.data) {
    return gift.isError ? (
      <FailingState sentence={sentenceOf(gift.error)} onRetry={() => void gift.refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const view = gift.data;
  const mayRecord = may(operator.role, 'recordDonation') && view.reversedBy === null;
  const open = (what: Opened) => {
    setDone(null);
    setOpened(what);
  };
  const dialog = { view, onDone: setDone, onClose: () => setOpened(null) };
  return (
    <Page
      title={`${view.donor?.name || view.supplier || '未登记捐赠人'} ${view.date} 的捐赠`}
      lead={`捐赠编号 ${view.donationNo}`}
      actions={
        <>
          <a className="donation-back" href={href('/goods/donations')}>
            ← 捐赠
          </a>
          {mayRecord && view.donor ? (
            <Button size="large" onClick={() => open('certificate')}>
              打印凭证
            </Button>
          ) : null}
          {mayRecord ? (
            <Button size="large" type="primary" onClick={() => open('record')}>
              {view.donor ? '补登、更正' : '登记捐赠人'}
            </Button>
          ) : null}
        </>
      }
    >
      {done ? <Notice tone="done">{done}</Notice> : null}
      {view.reversedBy === null ? null : (
        <Notice tone="soon">这次捐赠已由 {view.reversedBy} 红冲，物品不在账上。</Notice>
      )}
      {view.recordId === null && view.reversedBy === null ? (
        <Notice tone="soon">还没有登记是谁捐的，登记后才能打印凭证、上致谢榜。</Notice>
      ) : null}
      <EarmarkNotice view={view} mayRecord={mayRecord} onConsent={open} />
      <Facts label="登记内容" facts={factsOf(view)} />
      <Sheet title="去向">
        <DataTable
          label="去向"
          columns={columnsOf(view.lots)}
          rows={view.lots}
          rowKey={({ lotId }) => lotId}
          onOpen={({ lotId }) => go(`/goods/lot/${lotId}`)}
        />
      </Sheet>
      {opened === 'record' ? <RecordDialog {...dialog} /> : null}
      {opened === 'consent' ? <ConsentDialog {...dialog} withdraw={false} /> : null}
      {opened === 'withdraw' ? <ConsentDialog {...dialog} withdraw /> : null}
      {opened === 'certificate' ? <CertificateDialog view={view} onClose={dialog.onClose} /> : null}
    </Page>
  );
}

/** For whom the goods are kept, and the way out of it: the donor's word. */
function EarmarkNotice(props: {
  readonly view: DonationView;
  readonly mayRecord: boolean;
  readonly onConsent: (what: 'consent' | 'withdraw') => void;
}) {
  const { lots } = props.view;
  const kept = [...new Set(lots.flatMap(({ earmark, consent }) => (consent === null ? (earmark ?? []) : [])))];
  const freed = lots.find(({ consent }) => consent !== null);
  if (kept.length === 0 && !freed) return null;
  return (
    <div className="donation-earmark">
      {kept.length > 0 ? (
        <p>
          定向给 <strong>{kept.join('、')}</strong>：只兑给有这个标签的户；捐赠人同意后才能兑给别的户。
        </p>
      ) : null}
      {freed ? <p>捐赠人已同意不再限定：{freed.consent}</p> : null}
      {props.mayRecord ? (
        <span className="donation-earmark-actions">
          {kept.length > 0 ? <Button onClick={() => props.onConsent('consent')}>登记捐赠人同意</Button> : null}
          {freed ? <Button onClick={() => props.onConsent('withdraw')}>同意记错了，红冲</Button> : null}
        </span>
      ) : null}
    </div>
  );
}

function factsOf(view: DonationView): readonly (readonly [string, string])[] {
  return [
    ['捐赠人', view.donor?.name ?? ''],
    ['联系方式', [view.donor?.contact, view.donor?.phone].filter((part) => part).join(' ')],
    ['捐赠意向', view.intention],
    ['接收人', [view.receiverOne, view.receiverTwo].filter((part) => part !== '').join('、')],
    ['证书编号', view.certificateNo],
    ['外部票据号', view.externalReceiptNo],
    ['入库单号', view.documentNo],
    ['备注', view.note],
  ];
}

function columnsOf(lots: readonly DonatedLot[]): readonly Column<DonatedLot>[] {
  const valued = lots.flatMap(({ costFen }) => costFen ?? []);
  const valueFen = valued.length === 0 ? null : fen(valued.reduce<number>((sum, cost) => sum + cost, 0));
  const other = lots.some(({ otherQuantity }) => otherQuantity !== 0);
  return [
    { key: 'item', title: '物品', text: ({ itemName, spec }) => `${itemName} ${spec}`.trim() },
    { key: 'lot', title: '批次', whole: true, text: ({ lotCode }) => lotCode },
    { key: 'expires', title: '保质期至', whole: true, text: ({ expiresOn }) => expiresOn ?? '不限' },
    {
      key: 'earmark',
      title: '定向',
      text: ({ earmark, consent }) => (earmark === null ? '' : consent === null ? earmark : `${earmark}（已同意不限）`),
    },
    { key: 'quantity', title: '捐来', numeric: true, text: ({ quantity, unit }) => `${quantity} ${unit}` },
    {
      key: 'value',
      title: '折价（元）',
      numeric: true,
      text: ({ costFen }) => (costFen === null ? '未计价' : yuanText(costFen)),
      total: valueText({ valueFen, unvaluedLines: lots.length - valued.length }),
    },
    { key: 'given', title: '已兑', numeric: true, text: ({ givenQuantity }) => String(givenQuantity) },
    { key: 'households', title: '户数', numeric: true, text: ({ households }) => String(households) },
    ...(other
      ? [
          {
            key: 'other',
            title: '报损等',
            numeric: true,
            text: ({ otherQuantity }: DonatedLot) => String(otherQuantity),
          },
        ]
      : []),
    { key: 'left', title: '还剩', numeric: true, text: ({ onHandQuantity }) => String(onHandQuantity) },
  ];
}
