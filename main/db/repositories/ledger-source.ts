import type { LedgerRow } from '../../../shared/domain/ledger/ledger-row.ts';

/** A ledger as it stands on this connection: how many rows to expect, and the rows one after the other. */
export type LedgerSource = {
  /** About how many rows will come, for a progress bar. */
  readonly expectedRows: number;
  readonly rows: Iterable<LedgerRow>;
  /** What stands above the table instead of the days asked for. */
  readonly coverage?: string;
};
