import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import {
  columnScale,
  columnsOf,
  type ReceiptBlock,
  type ReceiptLayout,
  type ReceiptTextBlock,
} from '../../../shared/domain/redemption/receipt-layout.ts';
import { assert, must, unreachable } from '../../../shared/kernel/assert.ts';
import { gbkText } from './gbk.ts';
import { rasterLine } from './raster-line.ts';

/** Reset; Chinese mode on; no extra space around Chinese characters; the American set, where $ is $. */
const PREAMBLE = Buffer.from('1b401c261c5300001b5200', 'hex');
/** Distance from one line to the next, in dots: 24 or 48 of the characters and the space between lines. */
const PITCH = { normal: 32, tall: 58, large: 58 } as const;
/** GS ! n: the high half is the width less one, the low half the height less one. */
const SIZE = { normal: 0x00, tall: 0x01, large: 0x11 } as const;
const GAP_DOTS = 14;

/**
 * A slip as ESC/POS for a printer with a Chinese (GBK) font; every slip starts from a reset, so nothing depends on what was
 * printed before. A line with a character that the font lacks is sent as a picture of the whole line: that is the one way all
 * printers share (many ignore user-defined Chinese characters, and a picture cannot stand within a line of text).
 * The library only builds commands: it measures and encodes Chinese wrongly, so both are done here.
 */
export function encodeReceipt(layout: ReceiptLayout): Uint8Array {
  const encoder = new SlipEncoder(layout.columns);
  for (const block of layout.blocks) encoder.add(block);
  return encoder.bytes();
}

class SlipEncoder {
  private readonly columns: number;
  private readonly printer: ThermalPrinter;
  private size: keyof typeof SIZE = 'normal';
  private pitch = 0;
  private bold = false;
  private needsPreamble = true;

  constructor(columns: number) {
    this.columns = columns;
    this.printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' });
  }

  bytes(): Uint8Array {
    const buffer: Buffer | null = this.printer.getBuffer();
    return new Uint8Array(buffer ?? PREAMBLE);
  }

  add(block: ReceiptBlock): void {
    if (this.needsPreamble) this.start();
    switch (block.type) {
      case 'text':
        return this.text(block);
      case 'rule':
        // GBK's own horizontal line (A9A4): it joins up, where hyphens would leave a dotted row.
        return this.text(normalLine('─'.repeat(this.columns / 2)));
      case 'gap':
        return this.append([0x1b, 0x4a, GAP_DOTS]);
      case 'qr':
        return this.code(block.content, block.moduleDots);
      case 'cut':
        return this.cut();
      default:
        return unreachable(block);
    }
  }

  private start(): void {
    this.printer.append(PREAMBLE);
    this.size = 'normal';
    this.bold = false;
    this.pitch = 0;
    this.needsPreamble = false;
  }

  private text(block: ReceiptTextBlock): void {
    const encoded = block.runs.map((run) => gbkText(run.text));
    if (encoded.includes(null)) return this.picture(block);
    this.setPitch(PITCH[block.size]);
    this.setBold(block.bold);
    let column = 0;
    block.runs.forEach((run, index) => {
      // Leading space is of normal size whatever follows, so that a large line can start at any column.
      if (run.column > column) {
        this.setSize('normal');
        this.append(Buffer.alloc(run.column - column, ' '));
      }
      this.setSize(block.size);
      this.append(must(encoded[index] ?? null, 'a run without bytes'));
      column = run.column + columnsOf(run.text) * columnScale(block.size);
    });
    this.printer.newLine();
  }

  /** GS v 0: the height is that of a text line with its space, so that the slip keeps its rhythm. */
  private picture(block: ReceiptTextBlock): void {
    const { widthDots, heightDots, bits } = rasterLine(block, this.columns, PITCH[block.size]);
    const header = [0x1d, 0x76, 0x30, 0x00, widthDots / 8, 0x00, heightDots, 0x00];
    this.append(Buffer.concat([Buffer.from(header), bits]));
  }

  private code(content: string, cellSize: number): void {
    assert(/^[!-~]+$/.test(content), 'a code on a receipt is ASCII');
    this.printer.alignCenter();
    this.printer.printQR(content, { model: 2, cellSize, correction: 'M' });
    this.printer.alignLeft();
  }

  private cut(): void {
    // The four lines fed before the cut carry the last print past the blade: 16 mm.
    this.setPitch(PITCH.normal);
    this.printer.cut({ verticalTabAmount: 1 });
    this.needsPreamble = true;
  }

  /** The library's own setTextSize exchanges width and height. */
  private setSize(size: keyof typeof SIZE): void {
    if (size !== this.size) this.append([0x1d, 0x21, SIZE[size]]);
    this.size = size;
  }

  private setBold(bold: boolean): void {
    if (bold !== this.bold) this.printer.bold(bold);
    this.bold = bold;
  }

  private setPitch(dots: number): void {
    if (dots !== this.pitch) this.printer.setLineSpacing(dots);
    this.pitch = dots;
  }

  private append(bytes: Buffer | readonly number[]): void {
    this.printer.append(Buffer.from(bytes));
  }
}

const normalLine = (text: string): ReceiptTextBlock => ({
  type: 'text',
  size: 'normal',
  bold: false,
  runs: [{ column: 0, text }],
});
