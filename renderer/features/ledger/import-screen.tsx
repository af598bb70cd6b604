import { Button, Progress } from 'antd';
import type { ImportPreview, WorkProgress } from '../../../shared/domain/ledger/import-report.ts';
import { Sheet } from '../../components/page.tsx';
import { Notice } from '../../components/state-views.tsx';
import { ImportFileDrop } from './import-file-drop.tsx';
import { ImportPreviewView } from './import-preview-view.tsx';
import { ImportResult } from './import-result.tsx';
import { useImport } from './use-import.ts';
import './import.css';

/** 导入旧账: choose a file, look at what it says, take the good rows. Nothing is written before the last step. */
export function ImportScreen() {
  const { state, complaint, choose, correct, take, restart, cancel } = useImport();
  return (
    <>
      {complaint ? (
        <Notice tone="refused" live="assertive">
          {complaint}
        </Notice>
      ) : null}
      {state.step === 'choose' ? <ImportFileDrop onFile={(file) => void choose(file)} /> : null}
      {state.step === 'reading' ? (
        <Working title={`正在读取“${state.fileName}”`} progress={state.progress} onCancel={cancel} />
      ) : null}
      {state.step === 'preview' ? (
        <ImportPreviewView
          preview={state.preview}
          busy={state.busy}
          onCorrect={(sheet, mapping) => void correct(state.preview, sheet, mapping)}
          onTake={() => void take(state.preview)}
          onRestart={restart}
        />
      ) : null}
      {state.step === 'taking' ? (
        <Working
          title="正在导入"
          progress={state.progress}
          onCancel={cancel}
          hint="停下来也不要紧：已导入的会留下，再导入同一份文件就接着补齐。"
        />
      ) : null}
      {state.step === 'stopped' ? (
        <Stopped
          preview={state.preview}
          taken={state.taken}
          onTake={() => void take(state.preview)}
          onRestart={restart}
        />
      ) : null}
      {state.step === 'done' ? (
        <ImportResult importId={state.importId} outcome={state.outcome} onRestart={restart} />
      ) : null}
    </>
  );
}

function Working(props: {
  readonly title: string;
  readonly progress: WorkProgress;
  readonly hint?: string;
  readonly onCancel: () => void;
}) {
  const { stage, done, total } = props.progress;
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  const detail = total === 0 ? '请稍候…' : `${stage}：${done} / ${total} 行`;
  return (
    <Sheet className="import-working">
      <h2 role="status">{props.title}</h2>
      <Progress percent={percent} showInfo={total > 0} strokeColor="var(--red)" aria-label={props.title} />
      <p className="number">{detail}</p>
      {props.hint ? <p className="soft">{props.hint}</p> : null}
      <div>
        <Button onClick={props.onCancel}>停止</Button>
      </div>
    </Sheet>
  );
}

function Stopped(props: {
  readonly preview: ImportPreview;
  readonly taken: number;
  readonly onTake: () => void;
  readonly onRestart: () => void;
}) {
  const left = props.preview.sheets.reduce((sum, sheet) => sum + sheet.good - sheet.known, 0);
  return (
    <Notice
      tone="soon"
      action={
        <>
          <Button type="primary" onClick={props.onTake}>
            继续导入 {left} 行
          </Button>
          <Button onClick={props.onRestart}>换一个文件</Button>
        </>
      }
    >
      已停止。已导入 <span className="number">{props.taken}</span> 行，还有 <span className="number">{left}</span>{' '}
      行没有导入。
    </Notice>
  );
}
