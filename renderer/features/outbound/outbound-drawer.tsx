import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { OutboundDetail } from '../../../shared/contract/outbound.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { DocumentPhotosDialog } from '../../components/document-photos-dialog.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { may } from '../../lib/permissions.ts';
import { queries } from '../../lib/queries.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useDocumentPhotos } from '../../lib/use-document-photos.ts';
import { INBOUND_SOURCE_TEXT } from '../../lib/words.ts';
import { worthText } from '../../lib/worth.ts';
import { KIND_WORDS } from './outbound-words.ts';

type Line = OutboundDetail['lines'][number];

/** One document whole: who did, watched and agreed, each lot with its cost, and its pictures. */
export function OutboundDrawer(props: {
  readonly id: EntryId;
  readonly operator: Operator;
  readonly onClose: () => void;
}) {
  const detail = useQuery(queries.outbound(props.id));
  const print = useMutation({ mutationFn: async () => saveWorkbook(await client.outbound.form({ id: props.id })) });
  const [photos, setPhotos] = useState(false);
  const maySee = may(props.operator.role, 'seePhotos');
  return (
    <Drawer
      open
      size="52rem"
      title={detail.data ? `${KIND_WORDS[detail.data.kind].name}单 ${detail.data.documentNo}` : '单子'}
      onClose={props.onClose}
      extra={
        detail.data ? (
          <div className="outbound-drawer-tools">
            <Button loading={print.isPending} onClick={() => print.mutate()}>
              打印单据
            </Button>
            {maySee ? <Button onClick={() => setPhotos(true)}>照片 {detail.data.photos} 张</Button> : null}
          </div>
        ) : null
      }
    >
      {print.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(print.error)}
        </Notice>
      ) : null}
      {print.isSuccess && print.data.kind === 'saved' ? (
        <Notice tone="done">
          {print.data.path === '' ? '已做好，在浏览器的下载里。' : `已存到 ${print.data.path}`}
        </Notice>
      ) : null}
      {detail.data ? (
        <Content detail={detail.data} />
      ) : detail.isError ? (
        <FailingState sentence={sentenceOf(detail.error)} onRetry={() => void detail.refetch()} />
      ) : (
        <LoadingState />
      )}
      {photos && detail.data ? (
        <Photos detail={detail.data} mayAdd={may(props.operator.role, 'addPhotos')} onClose={() => setPhotos(false)} />
      ) : null}
    </Drawer>
  );
}

function Photos(props: { readonly detail: OutboundDetail; readonly mayAdd: boolean; readonly onClose: () => void }) {
  const { entryId, documentNo } = props.detail;
  const shown = useDocumentPhotos(entryId);
  return <DocumentPhotosDialog documentNo={documentNo} shown={shown} mayAdd={props.mayAdd} onClose={props.onClose} />;
}

function Content({ detail }: { readonly detail: OutboundDetail }) {
  const { kind, counterparty, disposal, handler, witness, approver, note, reversedBy } = detail;
  const { counterparty: otherSide } = KIND_WORDS[kind];
  const facts: readonly (readonly [string, string])[] = [
    ['日期', detail.businessDate],
    ...(otherSide === null ? [] : [[otherSide, counterparty] as const]),
    ...(disposal === '' ? [] : [['处理方式', disposal] as const]),
    ['经办人', handler],
    ...(witness === '' ? [] : [['监督人', witness] as const]),
    ...(approver === '' ? [] : [['审批人', approver] as const]),
    ...(note === '' ? [] : [['说明', note] as const]),
    ...(reversedBy === null ? [] : [['红冲', `已由 ${reversedBy} 红冲`] as const]),
  ];
  return (
    <>
      <dl className="outbound-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <DataTable label="明细" columns={columnsOf(detail)} rows={detail.lines} rowKey={({ lineNo }) => String(lineNo)} />
    </>
  );
}

function columnsOf({ costFen, unvaluedLines, lines }: OutboundDetail): readonly Column<Line>[] {
  return [
    {
      key: 'item',
      title: '物品',
      text: ({ itemName, spec }) => (spec === '' ? itemName : `${itemName} ${spec}`),
    },
    { key: 'lot', title: '批次', whole: true, text: ({ lotCode }) => lotCode },
    { key: 'expires', title: '保质期至', whole: true, text: ({ expiresOn }) => expiresOn ?? '不限' },
    { key: 'source', title: '来源', text: ({ source }) => (source === null ? '盘点' : INBOUND_SOURCE_TEXT[source]) },
    ...(lines.some(({ reason }) => reason !== '')
      ? [{ key: 'reason', title: '原因', text: (line: Line) => line.reason }]
      : []),
    { key: 'quantity', title: '数量', numeric: true, text: ({ quantity, unit }) => `${quantity} ${unit}` },
    {
      key: 'cost',
      title: '成本（元）',
      numeric: true,
      text: (line) => (line.costFen === null ? '未计价' : yuanText(line.costFen)),
      total: worthText(costFen, unvaluedLines, '行'),
    },
  ];
}
