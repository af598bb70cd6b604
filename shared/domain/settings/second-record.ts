/**
 * The second record: a text file on another disk that gets every document and every change of the master data right
 * after they are in the books. `ahead`: it has documents that the books lack, after a restore; nothing is written to it
 * until they are brought back or the books go on without them.
 */
export type SecondRecordCondition = 'none' | 'present' | 'absent' | 'failing' | 'ahead';

export type SecondRecordState = {
  readonly path: string | null;
  readonly condition: SecondRecordCondition;
  /** Documents in the books that are not in the record yet; null when that is not known. */
  readonly behind: number | null;
  /** What could be brought back from it; null when nothing could. */
  readonly ahead: Replayable | null;
};

/** Documents that a record has beyond some books, and changed rows of households, goods and people. */
export type Replayable = {
  readonly entries: number;
  readonly rows: number;
  readonly lastDocumentNo: string | null;
  /** Where the record is damaged: what stands after it is not counted. */
  readonly damagedLine: number | null;
};

/** What was brought back. */
export type ReplayedRecord = {
  readonly entries: number;
  readonly rows: number;
  readonly lastDocumentNo: string | null;
};

/** Why a record cannot be brought back. Nothing of it was. */
export type ReplayRefusal =
  | { readonly code: 'replay_nothing' }
  | { readonly code: 'replay_gap'; readonly expectedSeq: number; readonly documentNo: string }
  | { readonly code: 'replay_fork'; readonly seq: number; readonly documentNo: string }
  | { readonly code: 'replay_entry_changed'; readonly documentNo: string }
  | { readonly code: 'replay_entry_unbalanced'; readonly documentNo: string }
  | { readonly code: 'replay_out_of_bounds'; readonly documentNo: string }
  | { readonly code: 'replay_does_not_fit'; readonly documentNo: string }
  | { readonly code: 'replay_from_newer_program' }
  | { readonly code: 'replay_no_record' };
