import { Button } from 'antd';
import { useCallback, useState } from 'react';
import type { HouseholdDataSheet } from '../../../shared/contract/household.ts';
import { Dialog } from '../../components/dialog.tsx';
import { PrintPage } from '../../components/print-page.tsx';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { sentenceOf } from '../../lib/shop-error.ts';
import { DataSheetPaper } from './data-sheet-paper.tsx';

/** A household asks what the shop knows about it: shown, printed, and corrected on the spot. */
export function DataSheetDialog(props: {
  /** Null: still being read, or it could not be. */
  readonly sheet: HouseholdDataSheet | null;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly shopName: string;
  readonly onCorrect: () => void;
  readonly onClose: () => void;
}) {
  const [printing, setPrinting] = useState(false);
  const printed = useCallback(() => setPrinting(false), []);
  const { sheet, error } = props;
  return (
    <Dialog title="给本户看" onClose={props.onClose} width="56rem">
      {sheet ? (
        <>
          <div className="data-sheet" role="group" aria-label="本户信息表全文" tabIndex={0}>
            <DataSheetPaper sheet={sheet} shopName={props.shopName} />
          </div>
          <div className="form-actions">
            <Button size="large" onClick={props.onCorrect}>
              有不对的，更正
            </Button>
            <Button size="large" type="primary" onClick={() => setPrinting(true)}>
              打印
            </Button>
          </div>
          {printing ? (
            <PrintPage onDone={printed}>
              <DataSheetPaper sheet={sheet} shopName={props.shopName} />
            </PrintPage>
          ) : null}
        </>
      ) : error ? (
        <FailingState sentence={sentenceOf(error)} onRetry={props.onRetry} />
      ) : (
        <LoadingState />
      )}
    </Dialog>
  );
}
