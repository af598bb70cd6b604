/**
 * A file as it was read, before anybody decides what it means: plain data that crosses a worker's border.
 * Empty cells are null; rows without any cell are left out.
 */
export type RawWorkbook = { readonly sheets: readonly RawSheet[] };

export type RawSheet = { readonly name: string; readonly hidden: boolean; readonly rows: readonly RawRow[] };

export type RawRow = {
  /** 1-based, as the clerk sees it. */
  readonly row: number;
  readonly cells: readonly (RawCell | null)[];
};

type CellBase = {
  /** What the sheet shows. */
  readonly text: string;
  /** The formula the value came from, without its equals sign. */
  readonly formula?: string;
  /** Repeated from the first cell of a merged range. */
  readonly merged?: true;
};

export type RawCell = CellBase &
  (
    | { readonly kind: 'text' }
    | { readonly kind: 'number'; readonly number: number }
    /** A number that the sheet shows as a date; `date` is `YYYY-MM-DD`, null outside the calendar; `time` is `HH:mm`. */
    | { readonly kind: 'date'; readonly number: number; readonly date: string | null; readonly time: string | null }
    | { readonly kind: 'boolean'; readonly boolean: boolean }
    | { readonly kind: 'error' }
    /** A formula that no spreadsheet has calculated yet: there is no value to take. */
    | { readonly kind: 'formula' }
  );
