import { Button } from 'antd';
import { type RefObject, useEffect, useRef } from 'react';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../lib/queries.ts';
import { BasketLineView } from './basket-line-view.tsx';
import type { Counter } from './use-counter.ts';

type Props = {
  readonly counter: Counter;
  /** Focusing it moves on to the quantity of the selected line. */
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onConfirm: () => void;
  readonly onHold: () => void;
  readonly onBack: () => void;
  readonly onDone: () => void;
};

/** 本次兑换: what is in the basket, and the totals always in sight. */
export function BasketPanel(props: Props) {
  const { counter } = props;
  const { state, appraisal } = counter;
  const locked = state.phase !== 'open' || counter.busy;
  const lines = useRef<HTMLUListElement>(null);
  useEffect(() => {
    lines.current?.querySelector('[data-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [state.selected, state.lines.length]);
  const focusSelected = () => {
    const list = lines.current;
    const field = list?.querySelector<HTMLInputElement>('[data-selected="true"] input') ?? list?.querySelector('input');
    if (field) field.focus();
    else props.onDone();
  };
  return (
    <section className="basket" aria-label="本次兑换">
      <header className="basket-head">
        <h2>本次兑换</h2>
        {appraisal.pieces > 0 ? (
          <span className="soft">
            {state.lines.length} 种 <span className="number">{appraisal.pieces}</span> 件 <kbd>F6</kbd>
          </span>
        ) : null}
      </header>
      <div
        ref={props.listRef}
        className="basket-lines"
        tabIndex={-1}
        onFocus={(event) => {
          if (event.target === event.currentTarget) focusSelected();
        }}
      >
        {appraisal.lines.length === 0 ? (
          <p className="basket-blank">扫码、输入，或点左边的物品，加到这里。</p>
        ) : (
          <ul ref={lines}>
            {appraisal.lines.map((line) => (
              <BasketLineView
                key={line.itemId}
                line={line}
                selected={line.itemId === state.selected}
                locked={locked}
                onQuantity={(quantity) => counter.dispatch({ type: 'quantity', itemId: line.itemId, quantity })}
                onSelect={() => counter.dispatch({ type: 'select', itemId: line.itemId })}
                onDone={props.onDone}
              />
            ))}
          </ul>
        )}
      </div>
      <Totals counter={counter} />
      <Actions {...props} />
    </section>
  );
}

function Totals({ counter }: { readonly counter: Counter }) {
  const { appraisal, state, complaint } = counter;
  const short = appraisal.shortCentipoints > 0 && state.phase !== 'done';
  const after =
    state.phase === 'done' && state.last ? state.last.balanceAfterCentipoints : appraisal.balanceAfterCentipoints;
  return (
    <div className="totals" data-short={short}>
      <div className="totals-row totals-sum">
        <span>合计</span>
        <span className="number">{pointsText(appraisal.totalCentipoints)}</span>
      </div>
      <div className="totals-row">
        <span>兑后余额</span>
        {after === null ? (
          <span className="soft">—</span>
        ) : short ? (
          <span className="totals-short">✕ 差 {pointsText(appraisal.shortCentipoints)} 分</span>
        ) : (
          <span className="number totals-after">{pointsText(after)}</span>
        )}
      </div>
      <p className="complaint" role="alert">
        {complaint === null ? null : `✕ ${complaint}`}
      </p>
    </div>
  );
}

function Actions(props: Props) {
  const { counter } = props;
  const { state, appraisal, busy } = counter;
  const held = useQuery({ ...queries.held(), refetchInterval: 60_000 });
  const heldCount = held.data?.length ?? 0;
  const filled = state.lines.length > 0 && state.phase === 'open';
  return (
    <div className="basket-actions">
      <Button
        type="primary"
        size="large"
        className="basket-confirm"
        aria-disabled={state.phase === 'open' && appraisal.waitsFor !== null}
        onClick={props.onConfirm}
      >
        {confirmText(props.counter)} <kbd>Enter</kbd>
      </Button>
      <Button size="large" onClick={props.onHold} disabled={busy || state.phase === 'unknown'}>
        {filled ? '挂单' : `取单${heldCount > 0 ? ` ${heldCount}` : ''}`} <kbd>F4</kbd>
      </Button>
      <Button size="large" onClick={props.onBack} disabled={busy}>
        {filled ? '清空' : '返回'} <kbd>Esc</kbd>
      </Button>
    </div>
  );
}

function confirmText({ state, appraisal, busy }: Counter): string {
  if (busy) return '正在兑换…';
  if (state.phase === 'done') return '下一户';
  if (state.phase === 'unknown') return '再试一次';
  return appraisal.waitsFor ?? '兑换';
}
