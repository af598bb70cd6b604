import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { StocktakeDocument, StocktakeHead } from '../../../shared/contract/stocktake.ts';
import type { Role } from '../../../shared/domain/staff/role.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page, Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { go } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { stocktakeQueries } from '../../lib/stocktake-queries.ts';
import { DropDialog } from './drop-dialog.tsx';
import { StartDialog } from './start-dialog.tsx';

/** Counts at work, and those that are in the books. */
export function StocktakesScreen({ operator, status }: PlaceProps) {
  const open = useQuery(stocktakeQueries.open());
  const [starting, setStarting] = useState(false);
  const [dropping, setDropping] = useState<StocktakeHead | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const mayStart = may(operator.role, 'startStocktake');
  return (
    <Page
      title="盘点"
      lead="先点数，后对账：点数的人看不到账面数，批准之前账不变"
      actions={
        mayStart ? (
          <Button size="large" type="primary" onClick={() => setStarting(true)}>
            开始盘点
          </Button>
        ) : null
      }
    >
      {done ? <Notice tone="done">{done}</Notice> : null}
      <Sheet title="正在进行">
        {open.data ? (
          open.data.length === 0 ? (
            <EmptyState
              title="现在没有盘点"
              hint={
                mayStart
                  ? '点右上角“开始盘点”，几个人可以用各自的平板一起点。'
                  : '等录入员或财务开始盘点后，就可以点数。'
              }
            />
          ) : (
            <ul className="stocktakes">
              {open.data.map((head) => (
                <OpenStocktake
                  key={head.id}
                  head={head}
                  role={operator.role}
                  onDrop={mayStart ? () => setDropping(head) : null}
                />
              ))}
            </ul>
          )
        ) : open.isError ? (
          <FailingState sentence={sentenceOf(open.error)} onRetry={() => void open.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Sheet>
      <Documents />
      {starting ? <StartDialog today={status.businessDate} onClose={() => setStarting(false)} /> : null}
      {dropping ? <DropDialog head={dropping} onDone={setDone} onClose={() => setDropping(null)} /> : null}
    </Page>
  );
}

const STATUS_TEXT: Readonly<Record<StocktakeHead['status'], string>> = {
  counting: '点数中',
  reviewing: '! 已收单，等复核批准',
  posted: '✓ 已入账',
  dropped: '已作废',
};

function OpenStocktake(props: {
  readonly head: StocktakeHead;
  readonly role: Role;
  readonly onDrop: (() => void) | null;
}) {
  const { head, role } = props;
  const counting = head.status === 'counting';
  return (
    <li className="stocktake" aria-label={head.title}>
      <div className="stocktake-words">
        <h3>{head.title}</h3>
        <p className="stocktake-facts">
          <span className={counting ? '' : 'mark-soon'}>{STATUS_TEXT[head.status]}</span>
          <span className="soft">{scopeText(head)}</span>
          <span className="soft">
            {head.startedOn} 由{head.startedByName}开始
          </span>
          {head.watchedByName === null ? null : <span className="soft">监盘 {head.watchedByName}</span>}
        </p>
        <p className="soft small">
          {head.countedLots === 0
            ? '还没有人点数'
            : `已点 ${head.countedLots} 批：${head.counters.map(({ name, lots }) => `${name} ${lots} 批`).join('，')}`}
        </p>
      </div>
      <div className="stocktake-actions">
        {props.onDrop ? <Button onClick={props.onDrop}>作废</Button> : null}
        {counting && may(role, 'countStock') ? (
          <Button size="large" type="primary" onClick={() => go(`/goods/stocktake/count/${head.id}`)}>
            去点数
          </Button>
        ) : null}
        {!counting && may(role, 'reviewStocktake') ? (
          <Button
            size="large"
            type="primary"
            disabled={head.counting}
            onClick={() => go(`/goods/stocktake/review/${head.id}`)}
          >
            {head.counting ? '您点过数，由别人复核' : '去复核'}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function scopeText({ categories }: StocktakeHead): string {
  return categories.length === 0 ? '全店' : categories.map((name) => name || '未分类').join('、');
}

const COLUMNS: readonly Column<StocktakeDocument>[] = [
  { key: 'date', title: '日期', whole: true, text: (row) => row.businessDate },
  { key: 'document', title: '单号', whole: true, text: (row) => row.documentNo },
  { key: 'lots', title: '批数', numeric: true, text: (row) => String(row.lots) },
  { key: 'gain', title: '盘盈', numeric: true, text: (row) => String(row.gainQuantity) },
  { key: 'loss', title: '盘亏', numeric: true, text: (row) => String(row.lossQuantity) },
  { key: 'value', title: '差异金额（元）', numeric: true, text: valueText },
  { key: 'counted', title: '盘点人', text: (row) => row.countedBy },
  { key: 'watched', title: '监盘人', text: (row) => row.watchedBy },
  { key: 'approved', title: '审批人', text: (row) => row.approvedBy },
  { key: 'note', title: '备注', text: (row) => row.note },
];

/** Of what has no value nothing is said in yuan. */
function valueText({ differenceFen, unvaluedLots }: StocktakeDocument): string {
  if (unvaluedLots === 0) return yuanText(differenceFen);
  return differenceFen === 0 ? `${unvaluedLots} 批未计价` : `${yuanText(differenceFen)}，另 ${unvaluedLots} 批未计价`;
}

function Documents() {
  const documents = useQuery(stocktakeQueries.documents());
  return (
    <Sheet title="已入账的盘点">
      {documents.data ? (
        documents.data.length === 0 ? (
          <EmptyState title="还没有入账的盘点" hint="批准后会列在这里，也在“台账”的盘点表里。" />
        ) : (
          <DataTable
            label="已入账的盘点"
            columns={COLUMNS}
            rows={documents.data}
            rowKey={(row) => row.entryId}
            onOpen={(row) => go(`/goods/stocktake/sheet/${row.entryId}`)}
          />
        )
      ) : documents.isError ? (
        <FailingState sentence={sentenceOf(documents.error)} onRetry={() => void documents.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Sheet>
  );
}
