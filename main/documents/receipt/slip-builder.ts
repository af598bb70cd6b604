import {
  columnScale,
  columnsOf,
  columnsOfPaper,
  type ReceiptBlock,
  type ReceiptLayout,
  type ReceiptRun,
  type ReceiptTextSize,
} from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm } from '../../../shared/domain/settings/printer.ts';
import { printableText } from './printable-text.ts';
import { wrapBalanced, wrapText } from './wrap.ts';

/** Labels are two Han characters, then a space: values start at column 5. */
const LABEL_COLUMNS = 5;
/** Of a module of the code: 15 characters of a document number make a code of 126 dots, 16 mm. */
const MODULE_DOTS = 6;

export type Labelled = { readonly label: string; readonly value: string };
type Style = { readonly size?: ReceiptTextSize; readonly bold?: boolean };

/** Collects the blocks of one slip from the top down. All text given to it is made printable first. */
export class SlipBuilder {
  readonly columns: number;
  private readonly paperWidthMm: PaperWidthMm;
  private readonly blocks: ReceiptBlock[] = [];

  constructor(paperWidthMm: PaperWidthMm) {
    this.paperWidthMm = paperWidthMm;
    this.columns = columnsOfPaper(paperWidthMm);
  }

  layout(): ReceiptLayout {
    return { paperWidthMm: this.paperWidthMm, columns: this.columns, blocks: this.blocks };
  }

  runs(runs: readonly ReceiptRun[], { size = 'normal', bold = false }: Style = {}): this {
    this.blocks.push({ type: 'text', size, bold, runs: runs.filter((run) => run.text !== '') });
    return this;
  }

  centred(text: string, style: Style = {}): this {
    const scale = columnScale(style.size ?? 'normal');
    for (const line of wrapBalanced(printableText(text), Math.floor(this.columns / scale))) {
      const column = Math.floor((this.columns - columnsOf(line) * scale) / 2);
      this.runs([{ column, text: line }], style);
    }
    return this;
  }

  /** A heading as large as fits on one line; one too long for that is tall and wraps. */
  heading(text: string): this {
    const size = columnsOf(printableText(text)) * 2 <= this.columns ? 'large' : 'tall';
    return this.centred(text, { size, bold: true });
  }

  /** `left` from the left edge (or `indent`), `right` against the right edge; on two lines when they do not fit on one. */
  ends(left: string, right: string, style: Style = {}, indent = 0): this {
    const scale = columnScale(style.size ?? 'normal');
    const width = Math.floor((this.columns - indent) / scale);
    const lines = wrapText(left, width);
    const last = lines.at(-1) ?? '';
    const beside = columnsOf(last) + 1 + columnsOf(right) <= width;
    for (const line of beside ? lines.slice(0, -1) : lines) this.runs([{ column: indent, text: line }], style);
    const end = { column: this.columns - columnsOf(right) * scale, text: right };
    return this.runs(beside ? [{ column: indent, text: last }, end] : [end], style);
  }

  labelled({ label, value }: Labelled): this {
    wrapText(printableText(value), this.columns - LABEL_COLUMNS).forEach((text, index) => {
      this.runs([
        { column: 0, text: index === 0 ? label : '' },
        { column: LABEL_COLUMNS, text },
      ]);
    });
    return this;
  }

  /** Two labelled values side by side where the paper is wide enough for both. */
  labelledPair(left: Labelled, right: Labelled): this {
    const half = this.columns / 2;
    const leftText = printableText(left.value);
    const rightText = printableText(right.value);
    const fits =
      LABEL_COLUMNS + columnsOf(leftText) < half && LABEL_COLUMNS + columnsOf(rightText) <= half && leftText !== '';
    if (!fits) return this.labelled(left).labelled(right);
    return this.runs([
      { column: 0, text: left.label },
      { column: LABEL_COLUMNS, text: leftText },
      { column: half, text: right.label },
      { column: half + LABEL_COLUMNS, text: rightText },
    ]);
  }

  rule(): this {
    this.blocks.push({ type: 'rule' });
    return this;
  }

  gap(): this {
    this.blocks.push({ type: 'gap' });
    return this;
  }

  /** Printers take ASCII only in a code; anything else in `content` is left out. */
  qr(content: string): this {
    const ascii = content.replace(/[^!-~]/g, '');
    if (ascii !== '') this.blocks.push({ type: 'qr', content: ascii, moduleDots: MODULE_DOTS });
    return this;
  }

  cut(): this {
    this.blocks.push({ type: 'cut' });
    return this;
  }
}
