import { Drawer } from 'antd';
import type { ReceiptLayout } from '../../shared/domain/redemption/receipt-layout.ts';
import { ReceiptPaper } from './receipt-paper.tsx';
import { FailingState, LoadingState } from './state-views.tsx';

/** The slip as it comes out of the printer, beside the work. */
export function ReceiptDrawer(props: {
  readonly layout: ReceiptLayout | undefined;
  readonly failure: string | null;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Drawer open title="小票" onClose={props.onClose} size="30rem">
      {props.layout ? (
        <ReceiptPaper layout={props.layout} />
      ) : props.failure === null ? (
        <LoadingState />
      ) : (
        <FailingState sentence={props.failure} onRetry={props.onRetry} />
      )}
    </Drawer>
  );
}
