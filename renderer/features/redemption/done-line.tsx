import { Button } from 'antd';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import type { LastDocument } from './counter-state.ts';
import type { PrintState } from './use-printing.ts';

/** What was done last, across the whole width, until something else is done. */
export function DoneLine(props: {
  readonly last: LastDocument | null;
  /** The household is still here: this is the answer to its Enter. */
  readonly fresh: boolean;
  readonly printing: PrintState;
  readonly onReprint: () => void;
  readonly onReceipt: (id: EntryId) => void;
  readonly onReturn: () => void;
  readonly onNext: () => void;
}) {
  const { last, fresh, printing } = props;
  if (!last) return null;
  const print = printing.step !== 'idle' && printing.id === last.id ? printing : null;
  return (
    <section className="done" data-fresh={fresh} data-failed={print?.step === 'failed'} aria-label="上一笔">
      <p className="done-text" role="status">
        <span className="done-sign" aria-hidden="true">
          ✓
        </span>
        <span>
          {fresh ? null : <span className="soft">上一笔 {last.headName}：</span>}
          {last.kind === 'return' ? '已退回 ' : '已兑换 '}
          <strong className="number">{last.documentNo}</strong>，
          {last.kind === 'return' ? `退还 ${pointsText(last.totalCentipoints)} 分，` : null}余额{' '}
          <strong className="number">{pointsText(last.balanceAfterCentipoints)}</strong> 分
        </span>
        <PrintWords print={print} />
      </p>
      <div className="done-actions">
        <Button onClick={props.onReprint} loading={print?.step === 'printing'}>
          补打 <kbd>F7</kbd>
        </Button>
        <Button onClick={() => props.onReceipt(last.id)}>看小票</Button>
        {last.kind === 'redemption' ? (
          <Button onClick={props.onReturn}>
            退回 <kbd>F8</kbd>
          </Button>
        ) : null}
        {fresh ? (
          <Button onClick={props.onNext}>
            下一户 <kbd>Enter</kbd>
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function PrintWords({ print }: { readonly print: Exclude<PrintState, { step: 'idle' }> | null }) {
  if (!print) return null;
  if (print.step === 'printing') return <span className="soft">正在打印小票…</span>;
  if (print.step === 'printed') {
    return <span className="soft">{print.sure ? '小票已打印' : '小票已发给打印机，没出纸就按 F7 补打'}</span>;
  }
  return <strong className="done-failed">✕ 小票没打出：{print.sentence}。账已记好，修好后按 F7 补打。</strong>;
}
