import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type {
  InboundDetail,
  InboundDetailLine,
  InboundListRow,
} from '../../../shared/domain/goods/inbound-readings.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { DocumentPhotosDialog } from '../../components/document-photos-dialog.tsx';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useDocumentPhotos } from '../../lib/use-document-photos.ts';
import { INBOUND_SOURCE_TEXT } from '../../lib/words.ts';
import { worthText } from '../../lib/worth.ts';

/** One delivery as it stands in the books, with its pictures and the way to take it back. */
export function InboundDrawer(props: {
  readonly row: InboundListRow;
  readonly onReverse: () => void;
  readonly onClose: () => void;
}) {
  const { row } = props;
  const detail = useQuery(queries.inbound(row.entryId));
  const [showing, setShowing] = useState(false);
  return (
    <Drawer
      open
      size="64rem"
      title={`入库单 ${row.documentNo}`}
      onClose={props.onClose}
      extra={
        <span className="drawer-actions">
          <Button onClick={() => setShowing(true)}>
            {row.photoCount === 0 ? '补附照片' : `照片 ${row.photoCount}`}
          </Button>
          {row.reversedBy === null ? <Button onClick={props.onReverse}>红冲</Button> : null}
        </span>
      }
    >
      {detail.data ? (
        <Detail detail={detail.data} />
      ) : detail.isError ? (
        <FailingState sentence={sentenceOf(detail.error)} onRetry={() => void detail.refetch()} />
      ) : (
        <LoadingState />
      )}
      {showing ? <Photos row={row} onClose={() => setShowing(false)} /> : null}
    </Drawer>
  );
}

function Photos({ row, onClose }: { readonly row: InboundListRow; readonly onClose: () => void }) {
  const shown = useDocumentPhotos(row.entryId);
  return <DocumentPhotosDialog documentNo={row.documentNo} shown={shown} mayAdd onClose={onClose} />;
}

function Detail({ detail }: { readonly detail: InboundDetail }) {
  const facts = [
    ['来源', INBOUND_SOURCE_TEXT[detail.source]],
    [detail.source === 'donation' ? '捐赠人' : '供货单位', detail.supplier],
    ['入库日期', detail.businessDate],
    ['发票号', detail.invoiceNo],
    ['资金来源', detail.fundSource],
    ['经手人', detail.handler],
    ['验收人', detail.inspector],
    ['录入', detail.operatorName],
    ['红冲单号', detail.reversedBy ?? ''],
  ].filter(([, value]) => value !== '');
  return (
    <>
      <dl className="inbound-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <DataTable
        label="入库单明细"
        columns={columnsOf(detail.lines)}
        rows={detail.lines}
        rowKey={(line) => `${line.itemId}/${line.lotCode}`}
      />
    </>
  );
}

function columnsOf(lines: readonly InboundDetailLine[]): readonly Column<InboundDetailLine>[] {
  const valued = fen(lines.reduce((sum, { costFen }) => sum + (costFen ?? 0), 0));
  const unvalued = lines.filter(({ costFen }) => costFen === null).length;
  const some = (value: (line: InboundDetailLine) => string) => lines.some((line) => value(line) !== '');
  return [
    { key: 'code', title: '编码', text: (line) => line.itemCode },
    {
      key: 'name',
      title: '物品',
      text: (line) => `${line.itemName} ${line.spec}`.trim(),
      show: (line) => (
        <>
          <strong>{line.itemName}</strong> {line.spec}
        </>
      ),
    },
    { key: 'lot', title: '批次', whole: true, text: (line) => line.lotCode },
    ...(some((line) => line.producedOn ?? '')
      ? [{ key: 'produced', title: '生产日期', whole: true, text: (line: InboundDetailLine) => line.producedOn ?? '' }]
      : []),
    { key: 'expires', title: '保质期至', whole: true, text: (line) => line.expiresOn ?? '不限' },
    { key: 'quantity', title: '数量', numeric: true, text: (line) => `${line.quantity} ${line.unit}` },
    {
      key: 'unitCost',
      title: '单价（元）',
      numeric: true,
      text: (line) => (line.unitCostFen === null ? '' : yuanText(line.unitCostFen)),
    },
    {
      key: 'cost',
      title: '金额（元）',
      numeric: true,
      text: (line) => (line.costFen === null ? '未计价' : yuanText(line.costFen)),
      total: worthText(valued, unvalued, '种'),
    },
    { key: 'basis', title: '计价依据', text: (line) => line.costBasis },
    ...(some((line) => line.note)
      ? [{ key: 'note', title: '备注', text: (line: InboundDetailLine) => line.note }]
      : []),
  ];
}
