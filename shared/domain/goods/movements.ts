import type { InboundSource } from './goods.ts';

/** Kinds of document that move goods on the shelf. */
export const MOVEMENT_KINDS = [
  'inbound',
  'redemption',
  'return',
  'reversal',
  'write_off',
  'transfer_out',
  'supplier_return',
  'stocktake',
  'loan',
  'loan_return',
  'partner_supply',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** What documents are called that move goods. */
export const MOVEMENT_WORD: Readonly<Record<MovementKind, string>> = {
  inbound: '入库',
  redemption: '兑换',
  return: '退回',
  reversal: '红冲',
  write_off: '报损',
  transfer_out: '调出',
  supplier_return: '退货',
  stocktake: '盘点',
  loan: '借出',
  loan_return: '归还',
  partner_supply: '共建店供货',
};

/** What a document says of one movement, as far as its summary needs it. Absent text is ''. */
export type MovementParts = {
  readonly kind: string;
  /** Above zero: onto the shelf. */
  readonly quantity: number;
  readonly source: InboundSource | null;
  /** Supplier, donor or the shop it came from. */
  readonly supplier: string;
  /** `GM017 冉光荣`. */
  readonly household: string;
  /** The shop or supplier it went to. */
  readonly counterparty: string;
  readonly partner: string;
  /** Why it was written off, or how the difference of a count came about. */
  readonly reason: string;
  /** What the document says of itself. */
  readonly summary: string;
};

const SOURCE_WORD: Readonly<Record<InboundSource, string>> = {
  purchase: '采购入库',
  donation: '捐赠入库',
  transfer: '调拨入库',
  opening: '期初入库',
};

/** The summary (摘要) of one movement: what happened, and with whom or why. */
export function movementSummary(parts: MovementParts): string {
  const about = (word: string, text: string) => (text === '' ? word : `${word}：${text}`);
  switch (parts.kind) {
    case 'inbound':
      return about(parts.source === null ? MOVEMENT_WORD.inbound : SOURCE_WORD[parts.source], parts.supplier);
    case 'redemption':
    case 'return':
    case 'loan':
    case 'loan_return':
      return about(MOVEMENT_WORD[parts.kind], parts.household);
    case 'write_off':
      return about(MOVEMENT_WORD.write_off, parts.reason);
    case 'transfer_out':
    case 'supplier_return':
      return about(MOVEMENT_WORD[parts.kind], parts.counterparty);
    case 'stocktake':
      return about(parts.quantity > 0 ? '盘盈' : '盘亏', parts.reason);
    case 'partner_supply':
      return about(parts.quantity > 0 ? MOVEMENT_WORD.partner_supply : '退还共建店', parts.partner);
    default:
      return parts.summary;
  }
}

/** What a movement counts with in the sums of a lot: a return with redemptions, a loan's return with loans. */
export function flowKind(kind: MovementKind): MovementKind {
  if (kind === 'return') return 'redemption';
  return kind === 'loan_return' ? 'loan' : kind;
}
