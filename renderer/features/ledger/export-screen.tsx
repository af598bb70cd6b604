import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import type { WorkProgress } from '../../../shared/domain/ledger/import-report.ts';
import { Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { ExportForm } from './export-form.tsx';
import { ExportOutcome } from './export-outcome.tsx';
import { useExport } from './use-export.ts';
import './export.css';

/** 导出台账: which ledger, which days, whose; then a workbook to keep, print or hand in. */
export function ExportScreen() {
  const status = useQuery(queries.status());
  const { state, complaint, start, saveAgain, cancel } = useExport();
  const [tried, setTried] = useState(false);
  if (status.isError) return <FailingState sentence={sentenceOf(status.error)} onRetry={() => void status.refetch()} />;
  if (!status.data) return <LoadingState />;
  return (
    <>
      {complaint ? (
        <Notice tone="refused" live="assertive">
          {complaint}
        </Notice>
      ) : null}
      {state.step === 'done' ? (
        <ExportOutcome outcome={state} onSaveAgain={() => void saveAgain(state.file, state.rows)} />
      ) : null}
      {state.step === 'working' ? <Working progress={state.progress} onCancel={cancel} /> : null}
      <div hidden={state.step === 'working'}>
        <ExportForm
          status={status.data}
          tried={tried}
          onTry={() => setTried(true)}
          onStart={(request) => {
            setTried(false);
            void start(request);
          }}
        />
      </div>
    </>
  );
}

function Working({ progress, onCancel }: { readonly progress: WorkProgress; readonly onCancel: () => void }) {
  const { stage, done, total } = progress;
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  return (
    <Sheet className="export-working">
      <h2 role="status">正在导出</h2>
      <Progress percent={percent} showInfo={total > 0} aria-label="正在导出" />
      <p className="number">{total === 0 ? '请稍候…' : `${stage}：${done} / ${total} 行`}</p>
      <p className="soft">柜台可以照常兑换，导出的是按下按钮那一刻的账。</p>
      <div>
        <Button onClick={onCancel}>停止</Button>
      </div>
    </Sheet>
  );
}
