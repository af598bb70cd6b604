import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { client } from '../../lib/client.ts';
import { notePrint } from '../../lib/print-state.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundRefused } from '../../lib/sounds.ts';
import { printProblem } from '../../lib/words.ts';

export type PrintState =
  | { readonly step: 'idle' }
  | { readonly step: 'printing'; readonly id: EntryId }
  | { readonly step: 'printed'; readonly id: EntryId; readonly sure: boolean }
  | { readonly step: 'failed'; readonly id: EntryId; readonly sentence: string };

export type Printing = {
  readonly current: PrintState;
  /** After a redemption or return: prints when the shop has a printer that prints by itself. */
  readonly automatic: (id: EntryId) => void;
  readonly reprint: (id: EntryId) => void;
};

/** Slips are a command of their own: whatever becomes of one, the books stay as they are. */
export function usePrinting(): Printing {
  const printer = useQuery(queries.printer());
  const [current, setCurrent] = useState<PrintState>({ step: 'idle' });
  const latest = useRef(0);

  const print = async (id: EntryId, reprint: boolean): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    // A slow printer may answer when the next household's slip is already under way; only the last one is shown.
    const show = (state: PrintState) => {
      if (latest.current === mine) setCurrent(state);
    };
    show({ step: 'printing', id });
    try {
      const outcome = await client.redemption.printReceipt({ id, reprint });
      notePrint(outcome);
      const problem = printProblem(outcome);
      if (problem === null) show({ step: 'printed', id, sure: outcome.state === 'confirmed' });
      else {
        show({ step: 'failed', id, sentence: problem });
        soundRefused();
      }
    } catch (error) {
      notePrint('failed');
      show({ step: 'failed', id, sentence: sentenceOf(error).replace(/。$/, '') });
      soundRefused();
    }
  };

  return {
    current,
    automatic: (id) => {
      setCurrent({ step: 'idle' });
      latest.current += 1;
      if (printer.data?.automatic && printer.data.connection.type !== 'none') void print(id, false);
    },
    reprint: (id) => void print(id, true),
  };
}
