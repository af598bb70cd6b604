import type { PaperWidthMm } from '../settings/printer.ts';

/** normal: 1 x 1, tall: double height, large: double height and width. */
export type ReceiptTextSize = 'normal' | 'tall' | 'large';

/** A piece of text that starts at a column (0 is the left edge; columns are those of normal size). */
export type ReceiptRun = { readonly column: number; readonly text: string };

export type ReceiptBlock =
  /** One printed line. Runs stand from left to right and never overlap. */
  | {
      readonly type: 'text';
      readonly size: ReceiptTextSize;
      readonly bold: boolean;
      readonly runs: readonly ReceiptRun[];
    }
  /** A line across the paper. */
  | { readonly type: 'rule' }
  /** A little white space. */
  | { readonly type: 'gap' }
  /** Centred; `content` is ASCII; each module is `moduleDots` printer dots wide. */
  | { readonly type: 'qr'; readonly content: string; readonly moduleDots: number }
  | { readonly type: 'cut' };

export type ReceiptTextBlock = Extract<ReceiptBlock, { type: 'text' }>;

/** A slip as it will look: what the printer is sent and what the screen shows are both drawn from this. */
export type ReceiptLayout = {
  readonly paperWidthMm: PaperWidthMm;
  /** Columns of a normal-size line: a column is half a Han character, 12 dots. */
  readonly columns: number;
  readonly blocks: readonly ReceiptBlock[];
};

export const DOTS_PER_COLUMN = 12;

const COLUMNS: { readonly [width in PaperWidthMm]: number } = { 58: 32, 80: 48 };

export const columnsOfPaper = (paperWidthMm: PaperWidthMm): number => COLUMNS[paperWidthMm];

/** How many columns one character of this size takes for each of its own. */
export const columnScale = (size: ReceiptTextSize): 1 | 2 => (size === 'large' ? 2 : 1);

/** Columns that a text takes in normal size: printable ASCII one, everything else two, as printers' GBK fonts have it. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character >= ' ' && character <= '~' ? 1 : 2;
  return columns;
}
