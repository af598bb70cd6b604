import { Button } from 'antd';
import type { ReactNode } from 'react';
import './state-views.css';

/** While a list is read. Appears only after a moment, so that a quick answer does not flicker. */
export function LoadingState({ label = '正在读取…' }: { readonly label?: string }) {
  return (
    <div className="state state-loading" role="status">
      <span className="state-bar" aria-hidden="true" />
      <p>{label}</p>
    </div>
  );
}

/** A list with nothing in it: says so, and what the first step is. */
export function EmptyState(props: { readonly title: string; readonly hint?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{props.title}</p>
      {props.hint ? <p className="soft">{props.hint}</p> : null}
      {props.action ? <div className="state-action">{props.action}</div> : null}
    </div>
  );
}

/** A list that could not be read: why, and a way to try again. */
export function FailingState(props: { readonly sentence: string; readonly onRetry?: () => void }) {
  return (
    <div className="state state-failing" role="alert">
      <p className="state-title">没有读到</p>
      <p>{props.sentence}</p>
      {props.onRetry ? (
        <div className="state-action">
          <Button onClick={props.onRetry}>再试一次</Button>
        </div>
      ) : null}
    </div>
  );
}

/** One line that says what happened: a sign and words, never colour alone. */
export function Notice(props: {
  readonly tone: 'done' | 'soon' | 'refused' | 'plain';
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly live?: 'polite' | 'assertive';
}) {
  const sign = { done: '✓', soon: '!', refused: '✕', plain: '·' }[props.tone];
  return (
    <div className={`notice notice-${props.tone}`} role={props.live === 'assertive' ? 'alert' : 'status'}>
      <span className="notice-sign" aria-hidden="true">
        {sign}
      </span>
      <div className="notice-text">{props.children}</div>
      {props.action ? <div className="notice-action">{props.action}</div> : null}
    </div>
  );
}
