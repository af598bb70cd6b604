import { Button } from 'antd';
import { useRef, useState } from 'react';
import { Page } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { useKeys } from '../../lib/keys.ts';
import { go } from '../../lib/navigation.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { CountEntry } from './count-entry.tsx';
import { CountFind } from './count-find.tsx';
import { CountedSheet } from './counted-sheet.tsx';
import { missingOf } from './count-draft.ts';
import { FinishDialog } from './finish-dialog.tsx';
import { useCount } from './use-count.ts';

/** Counting with a tablet or a scanner. Nothing here says how many there should be: the host does not tell. */
export function CountScreen({ stocktakeId }: { readonly stocktakeId: string }) {
  const count = useCount(stocktakeId);
  const { goods, counts } = count;
  const [finishing, setFinishing] = useState(false);
  const find = useRef<HTMLInputElement>(null);
  useKeys({ F3: () => find.current?.focus() });
  const failed = goods.error ?? counts.error;
  const back = (
    <Button size="large" onClick={() => go('/goods/stocktake')}>
      返回
    </Button>
  );
  if (failed) {
    return (
      <Page title="盘点" actions={back}>
        <FailingState
          sentence={sentenceOf(failed)}
          onRetry={() => void Promise.all([goods.refetch(), counts.refetch()])}
        />
      </Page>
    );
  }
  if (!goods.data || !counts.data) {
    return (
      <Page title="盘点" actions={back}>
        <LoadingState />
      </Page>
    );
  }
  const { head, rows } = counts.data;
  const missing = missingOf(goods.data, rows);
  if (head.status !== 'counting') {
    return (
      <Page title={head.title} actions={back}>
        <EmptyState
          title="已收单，等复核批准"
          hint="要补点或重点，请复核的人在“去复核”里退回。"
          action={<Button onClick={() => go('/goods/stocktake')}>看所有盘点</Button>}
        />
      </Page>
    );
  }
  return (
    <Page
      title={head.title}
      lead={`已点 ${head.countedLots} 批，还有 ${missing.length} 批没有点`}
      actions={
        <>
          {back}
          <Button size="large" type="primary" disabled={head.countedLots === 0} onClick={() => setFinishing(true)}>
            点完收单
          </Button>
        </>
      }
    >
      {count.complaint ? (
        <Notice tone="refused" live="assertive">
          {count.complaint}
        </Notice>
      ) : count.done ? (
        <Notice tone="done">{count.done}</Notice>
      ) : null}
      <div className="count-desk">
        <CountFind items={goods.data} missing={missing} inputRef={find} onPick={count.pick} />
        <CountEntry count={count} rows={rows} />
      </div>
      <CountedSheet items={goods.data} rows={rows} onStrike={(row) => count.strike.mutate(row)} />
      {finishing ? <FinishDialog head={head} missing={missing.length} onClose={() => setFinishing(false)} /> : null}
    </Page>
  );
}
