import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import type { ReceiptLayout } from '../../shared/domain/redemption/receipt-layout.ts';
import { ReceiptPaper } from './receipt-paper.tsx';
import { FailingState, LoadingState } from './state-views.tsx';

/** The slip as it comes out of the printer, beside the work. */
export function ReceiptDrawer(props: {
  readonly title?: string;
  /** Stands above the slip: a way to print it, and what became of that. */
  readonly head?: ReactNode;
  readonly layout: ReceiptLayout | undefined;
  readonly failure: string | null;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Drawer open title={props.title ?? '小票'} onClose={props.onClose} size="30rem">
      {props.head}
      {props.layout ? (
        // A long slip scrolls, and whoever has no mouse scrolls by keys.
        <div role="group" aria-label="小票全文" tabIndex={0}>
          <ReceiptPaper layout={props.layout} />
        </div>
      ) : props.failure === null ? (
        <LoadingState />
      ) : (
        <FailingState sentence={props.failure} onRetry={props.onRetry} />
      )}
    </Drawer>
  );
}
