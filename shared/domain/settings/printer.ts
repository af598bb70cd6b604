/** Paper width: 58 mm carries 32 columns and 384 dots, 80 mm carries 48 columns and 576 dots. */
export const PAPER_WIDTHS_MM = [58, 80] as const;
export type PaperWidthMm = (typeof PAPER_WIDTHS_MM)[number];

export type PrinterConnection =
  | { readonly type: 'none' }
  | { readonly type: 'tcp'; readonly host: string; readonly port: number }
  /** A device file such as /dev/usb/lp0. */
  | { readonly type: 'device'; readonly path: string }
  | { readonly type: 'serial'; readonly path: string; readonly baudRate: number }
  /** A Windows share such as \\localhost\XP-58. */
  | { readonly type: 'share'; readonly path: string };

export type PrinterSettings = {
  readonly paperWidthMm: PaperWidthMm;
  readonly connection: PrinterConnection;
  /** Print by itself after each redemption and return. */
  readonly automatic: boolean;
};

/**
 * What is known after sending a slip. `confirmed`: the printer answered after the last byte. `unconfirmed`: all bytes
 * were taken but the printer does not answer questions (normal for many). `lost`: it did not take them; nothing is ever resent by itself.
 */
export type PrintOutcome =
  | { readonly state: 'confirmed' }
  | { readonly state: 'unconfirmed' }
  | { readonly state: 'lost'; readonly reason: PrintFailure };

export type PrintFailure =
  | 'no_printer'
  | 'unreachable'
  | 'refused'
  | 'timed_out'
  | 'paper_out'
  | 'offline'
  | 'broken_off';
