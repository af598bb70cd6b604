import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { AuditRow } from '../../../shared/contract/audit.ts';
import type { AuditKind } from '../../../shared/domain/staff/audit.ts';
import { AUDIT_KIND_TEXT } from '../../../shared/messages/audit-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { useKeys } from '../../lib/keys.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { AuditFilterRow, type AuditQuestion, EVERYTHING } from './audit-filter.tsx';
import './audit-sheet.css';
import { type AuditExport, useAuditExport } from './use-audit-export.ts';

const PAGE_SIZE = 50;

/** 操作记录: what people did besides the books. Only ever appended; here to be searched, checked and taken away. */
export function AuditSheet() {
  const [question, setQuestion] = useState<AuditQuestion>(EVERYTHING);
  const asked = useDeferredValue(question);
  const queryClient = useQueryClient();
  const records = useInfiniteQuery({
    queryKey: ['audit', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list({ ...asked, kinds: [...asked.kinds], before: pageParam, limit: PAGE_SIZE }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const takeAway = useAuditExport(() => void queryClient.invalidateQueries({ queryKey: ['audit'] }));
  useKeys({ F3: () => document.querySelector<HTMLElement>('[data-audit-text]')?.focus() });
  const change = (part: Partial<AuditQuestion>) =>
    setQuestion((before) => (part === EVERYTHING ? EVERYTHING : { ...before, ...part }));
  const rows = records.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Sheet
      title="操作记录"
      extra={
        <Button
          type="primary"
          size="large"
          disabled={rows.length === 0}
          loading={takeAway.state.step === 'working'}
          onClick={() => takeAway.start(question)}
        >
          {takeAway.state.step === 'working' ? '正在导出…' : '导出'}
        </Button>
      }
    >
      <p className="soft sheet-lead">
        谁在什么时候登录、改设置、导出、补打、同意别人办的事。只增不改，一条扣着一条，改动一条就对不上。
      </p>
      <AuditFilterRow question={question} onChange={change} />
      <ExportOutcome state={takeAway.state} />
      {records.data ? (
        rows.length === 0 ? (
          <EmptyState
            title={question === EVERYTHING ? '还没有操作记录' : '没有这样的记录'}
            hint={question === EVERYTHING ? '有人登录、改设置或导出后，会记在这里。' : '换个日期、事项或人员再看。'}
          />
        ) : (
          <>
            <DataTable
              label="操作记录"
              columns={columnsOf(rows)}
              rows={rows}
              rowKey={({ seq }) => String(seq)}
              tone={({ kind }) => (NOTABLE.includes(kind) ? 'soon' : undefined)}
              tools={<Total shown={rows.length} total={records.data.pages[0]?.total ?? 0} />}
            />
            {records.hasNextPage ? (
              <Button block loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
                再看更早的 {PAGE_SIZE} 条
              </Button>
            ) : null}
          </>
        )
      ) : records.isError ? (
        <FailingState sentence={sentenceOf(records.error)} onRetry={() => void records.refetch()} />
      ) : (
        <LoadingState />
      )}
      <Check />
    </Sheet>
  );
}

/** What somebody who looks through the trail stops at. */
const NOTABLE: readonly AuditKind[] = ['sign_in_failed', 'second_person_refused', 'rescued', 'clock_jumped'];

function columnsOf(rows: readonly AuditRow[]): readonly Column<AuditRow>[] {
  const stations: Column<AuditRow> = { key: 'station', title: '地点', text: (row) => row.stationName ?? '本机' };
  return [
    {
      key: 'at',
      title: '时间',
      text: (row) => row.at,
      show: (row) => <span className="audit-whole number">{row.at}</span>,
    },
    {
      key: 'kind',
      title: '事项',
      text: (row) => AUDIT_KIND_TEXT[row.kind],
      show: (row) => (
        <span className="audit-whole">
          {NOTABLE.includes(row.kind) ? '! ' : ''}
          {AUDIT_KIND_TEXT[row.kind]}
        </span>
      ),
    },
    {
      key: 'person',
      title: '人员',
      text: personOf,
      show: (row) => <span className="audit-whole">{personOf(row)}</span>,
    },
    ...(rows.some((row) => row.stationName !== null) ? [stations] : []),
    {
      key: 'subject',
      title: '对象',
      text: (row) => row.subject,
      show: (row) => <span className="audit-text">{row.subject}</span>,
    },
    {
      key: 'text',
      title: '说明',
      text: (row) => row.text,
      show: (row) => <span className="audit-text">{row.text}</span>,
    },
    { key: 'seq', title: '序号', numeric: true, text: (row) => String(row.seq) },
  ];
}

function personOf({ operatorName }: AuditRow): string {
  return operatorName === '' ? '未登录' : operatorName;
}

function Total({ shown, total }: { readonly shown: number; readonly total: number }) {
  return (
    <span className="number soft" role="status">
      {shown === total ? `共 ${total} 条` : `最近 ${shown} 条，共 ${total} 条`}
    </span>
  );
}

function ExportOutcome({ state }: { readonly state: AuditExport }) {
  if (state.step === 'failed') {
    return (
      <Notice tone="refused" live="assertive">
        {state.sentence}
      </Notice>
    );
  }
  if (state.step !== 'done') return null;
  const { saved } = state;
  if (saved.kind === 'failed') {
    return (
      <Notice tone="refused" live="assertive">
        没有存成：{saved.reason}
      </Notice>
    );
  }
  if (saved.kind === 'cancelled') return <Notice tone="plain">没有保存。导出已记在操作记录里。</Notice>;
  const where = saved.path === '' ? `“${state.fileName}”，在浏览器的下载里` : saved.path;
  return (
    <Notice tone="done">
      已导出 {state.rows} 条：{where}。
    </Notice>
  );
}

/** Recomputes the chain. Asked for by hand: with years of records it takes a moment. */
function Check() {
  const check = useMutation({ mutationFn: () => client.audit.check() });
  const found = check.data;
  return (
    <div className="audit-check">
      <Button loading={check.isPending} onClick={() => check.mutate()}>
        {check.isPending ? '正在核对…' : '核对有没有被改动'}
      </Button>
      {found ? (
        found.problem === null ? (
          <Notice tone="done">
            {found.records} 条记录前后相连，没有被改动。末条校验值 <span className="audit-hash">{found.lastHash}</span>
          </Notice>
        ) : (
          <Notice tone="refused" live="assertive">
            {found.problem.message}。请不要再办业务，联系维护人员。
          </Notice>
        )
      ) : null}
      {check.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(check.error)}
        </Notice>
      ) : null}
    </div>
  );
}
