import type { InboundSource } from '../../../shared/domain/goods/goods.ts';
import type { CostBasis } from '../../../shared/domain/goods/inbound.ts';
import type { DonorKind } from '../../../shared/domain/donation/donation.ts';
import type { DonorId, ItemId } from '../../../shared/kernel/brands.ts';

/** One line of goods as typed. */
export type ReceiveLine = {
  readonly key: string;
  readonly itemId: ItemId;
  /** `12`, or with its units: `5箱3瓶`. */
  readonly count: string;
  /** The unit a bare number counts; null: the item's own. */
  readonly packName: string | null;
  /** Of one of what is counted, in yuan. */
  readonly price: string;
  /** Of the whole line; empty: counted from the price. */
  readonly cost: string;
  /** Null: that of the paper. */
  readonly basis: CostBasis | null;
  readonly producedOn: string;
  /** A day, or a shelf life from production: `18个月`, `540天`. */
  readonly expires: string;
  readonly lotCode: string;
};

/** What the paper says above its lines. */
export type ReceiveHead = {
  readonly source: InboundSource;
  readonly supplier: string;
  /** Null: today. */
  readonly date: string | null;
  readonly sourceNo: string;
  readonly invoiceNo: string;
  readonly fundSource: string;
  readonly handler: string;
  readonly inspector: string;
  readonly note: string;
  readonly basis: CostBasis;
  readonly gift: GiftWords;
};

/** What a gift says of itself; the donor stands where a supplier would. */
export type GiftWords = {
  /** Where several of one name are registered, which of them. */
  readonly donorId: DonorId | null;
  readonly kind: DonorKind | null;
  readonly intention: string;
  readonly receiverOne: string;
  readonly receiverTwo: string;
  readonly earmark: string;
  readonly externalReceiptNo: string;
};

const NO_GIFT: GiftWords = {
  donorId: null,
  kind: null,
  intention: '',
  receiverOne: '',
  receiverTwo: '',
  earmark: '',
  externalReceiptNo: '',
};

export type ReceiveDraft = {
  /** Kept until the paper is in the books: sent twice, it is entered once. */
  readonly requestId: string;
  readonly head: ReceiveHead;
  readonly lines: readonly ReceiveLine[];
};

/** What goods of a source are valued by, most often. */
const USUAL_BASIS: Readonly<Record<InboundSource, CostBasis>> = {
  purchase: 'invoice',
  donation: 'inquiry',
  transfer: 'copy',
  opening: 'inquiry',
};

export function emptyDraft(requestId: string, like?: ReceiveHead): ReceiveDraft {
  const source = like?.source ?? 'purchase';
  const { handler = '', inspector = '', fundSource = '', date = null } = like ?? {};
  return {
    requestId,
    head: {
      source,
      supplier: '',
      date,
      sourceNo: '',
      invoiceNo: '',
      fundSource,
      handler,
      inspector,
      note: '',
      basis: like?.basis ?? USUAL_BASIS[source],
      gift: { ...NO_GIFT, receiverOne: like?.gift.receiverOne ?? '', receiverTwo: like?.gift.receiverTwo ?? '' },
    },
    lines: [],
  };
}

export type ReceiveAction =
  | { readonly type: 'head'; readonly part: Partial<ReceiveHead> }
  | { readonly type: 'add'; readonly key: string; readonly itemId: ItemId; readonly count: string }
  | { readonly type: 'count'; readonly key: string; readonly by: number }
  | { readonly type: 'line'; readonly key: string; readonly part: Partial<ReceiveLine> }
  | { readonly type: 'remove'; readonly key: string }
  | { readonly type: 'start'; readonly draft: ReceiveDraft };

export function receiveReducer(draft: ReceiveDraft, action: ReceiveAction): ReceiveDraft {
  switch (action.type) {
    case 'head':
      return { ...draft, head: changedHead(draft.head, action.part) };
    case 'add':
      return { ...draft, lines: [...draft.lines, emptyLine(action.key, action.itemId, action.count)] };
    case 'count':
      return withLine(draft, action.key, (line) => ({ ...line, count: counted(line.count, action.by) }));
    case 'line':
      return withLine(draft, action.key, (line) => ({ ...line, ...action.part }));
    case 'remove':
      return { ...draft, lines: draft.lines.filter(({ key }) => key !== action.key) };
    case 'start':
      return action.draft;
  }
}

/** Another source has another usual basis, and no invoice but a purchase's. */
function changedHead(head: ReceiveHead, part: Partial<ReceiveHead>): ReceiveHead {
  const next = { ...head, ...part };
  if (next.source === head.source) return next;
  return { ...next, basis: USUAL_BASIS[next.source], invoiceNo: next.source === 'purchase' ? next.invoiceNo : '' };
}

function withLine(draft: ReceiveDraft, key: string, change: (line: ReceiveLine) => ReceiveLine): ReceiveDraft {
  return { ...draft, lines: draft.lines.map((line) => (line.key === key ? change(line) : line)) };
}

export function emptyLine(key: string, itemId: ItemId, count = ''): ReceiveLine {
  return {
    key,
    itemId,
    count,
    packName: null,
    price: '',
    cost: '',
    basis: null,
    producedOn: '',
    expires: '',
    lotCode: '',
  };
}

/** The first scan opens the line, each further one is one more; what is no bare number stays as it was typed. */
function counted(count: string, by: number): string {
  if (count.trim() === '') return String(1 + by);
  return /^\d{1,6}$/.test(count.trim()) ? String(Number(count) + by) : count;
}

const keyOf = (operatorId: string) => `receive-draft:${operatorId}`;

/** What a person had typed when the window went away, as after a power cut; null: nothing. */
export function loadDraft(operatorId: string): ReceiveDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(operatorId)) ?? 'null') as ReceiveDraft | null;
    return kept !== null && typeof kept.requestId === 'string' && Array.isArray(kept.lines) && kept.head.gift
      ? kept
      : null;
  } catch {
    return null;
  }
}

export function keepDraft(operatorId: string, draft: ReceiveDraft): void {
  try {
    if (draft.lines.length === 0) localStorage.removeItem(keyOf(operatorId));
    else localStorage.setItem(keyOf(operatorId), JSON.stringify(draft));
  } catch {
    // Only a window that is closed before the paper is entered would lose it.
  }
}
