import type { HeldBasket } from '../../../shared/domain/redemption/held-basket.ts';
import type { Recipient, RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import type { Centipoints, EntryId, HouseholdId, ItemId, OperatorId } from '../../../shared/kernel/brands.ts';
import { addLine, type BasketLine, setQuantity } from './basket.ts';

/** The document the counter made last: what 补打 and 退回 refer to. */
export type LastDocument = {
  readonly id: EntryId;
  readonly kind: 'redemption' | 'return';
  readonly documentNo: string;
  readonly householdNo: string;
  readonly headName: string;
  readonly totalCentipoints: Centipoints;
  readonly balanceAfterCentipoints: Centipoints;
};

export type CounterState = {
  /** Made with the basket and kept on every retry of it, so that no retry is a second redemption. */
  readonly requestId: string;
  /** open: goods come in. unknown: sent, but the answer was lost; only the same request again can tell. done: redeemed. */
  readonly phase: 'open' | 'unknown' | 'done';
  readonly householdId: HouseholdId | null;
  readonly lines: readonly BasketLine[];
  /** The line that + and − work on: the one touched last. */
  readonly selected: ItemId | null;
  readonly recipient: Recipient | null;
  readonly last: LastDocument | null;
  /** Who sent the basket whose answer is outstanding. */
  readonly askedBy: OperatorId | null;
};

export type CounterAction =
  | { readonly type: 'household'; readonly householdId: HouseholdId | null; readonly newId: string }
  | { readonly type: 'add'; readonly itemId: ItemId; readonly quantity: number; readonly newId: string }
  | { readonly type: 'quantity'; readonly itemId: ItemId; readonly quantity: number }
  | { readonly type: 'select'; readonly itemId: ItemId }
  | { readonly type: 'recipient'; readonly recipient: Recipient | null }
  | { readonly type: 'taken'; readonly held: HeldBasket; readonly newId: string }
  | { readonly type: 'unknown'; readonly askedBy: OperatorId | null }
  | { readonly type: 'answered' }
  | { readonly type: 'redeemed'; readonly record: RedemptionRecord }
  | { readonly type: 'returned'; readonly record: RedemptionRecord }
  | { readonly type: 'next'; readonly newId: string };

export function emptyCounter(requestId: string, last: LastDocument | null = null): CounterState {
  return {
    requestId,
    phase: 'open',
    householdId: null,
    lines: [],
    selected: null,
    recipient: null,
    last,
    askedBy: null,
  };
}

/** What the counter shows after an action. While an answer is outstanding nothing about the basket may change. */
export function reduceCounter(state: CounterState, action: CounterAction): CounterState {
  switch (action.type) {
    case 'unknown':
      return { ...state, phase: 'unknown', askedBy: action.askedBy };
    case 'answered':
      return { ...state, phase: 'open' };
    case 'redeemed':
      return { ...state, phase: 'done', last: documentOf(action.record) };
    case 'returned':
      return { ...state, last: documentOf(action.record) };
    case 'next':
      return emptyCounter(action.newId, state.last);
    case 'taken':
      return {
        ...emptyCounter(action.newId, state.last),
        householdId: action.held.householdId,
        lines: action.held.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
        selected: action.held.lines.at(-1)?.itemId ?? null,
        recipient: action.held.recipient,
      };
    default:
      return state.phase === 'unknown' ? state : reduceBasket(state, action);
  }
}

type BasketAction = Extract<CounterAction, { type: 'household' | 'add' | 'quantity' | 'select' | 'recipient' }>;

function reduceBasket(before: CounterState, action: BasketAction): CounterState {
  // Whatever is begun after a redemption begins a new basket with a key of its own.
  const begins = before.phase === 'done' && (action.type === 'household' || action.type === 'add');
  if (before.phase === 'done' && !begins) return before;
  const state = begins ? emptyCounter(action.newId, before.last) : before;
  switch (action.type) {
    case 'household':
      return {
        ...state,
        householdId: action.householdId,
        recipient: state.householdId === action.householdId ? state.recipient : null,
      };
    case 'add':
      return { ...state, lines: addLine(state.lines, action.itemId, action.quantity), selected: action.itemId };
    case 'quantity': {
      const lines = setQuantity(state.lines, action.itemId, action.quantity);
      const still = lines.some(({ itemId }) => itemId === action.itemId);
      return { ...state, lines, selected: still ? action.itemId : (lines.at(-1)?.itemId ?? null) };
    }
    case 'select':
      return { ...state, selected: action.itemId };
    case 'recipient':
      return { ...state, recipient: action.recipient };
  }
}

function documentOf(record: RedemptionRecord): LastDocument {
  const { id, kind, documentNo, householdNo, headName, totalCentipoints, balanceAfterCentipoints } = record;
  return { id, kind, documentNo, householdNo, headName, totalCentipoints, balanceAfterCentipoints };
}

const KEY = 'counter';

/** The basket as it stood before a reload, or a new one. */
export function restoreCounter(newId: string): CounterState {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Partial<CounterState> | null;
    if (stored && typeof stored.requestId === 'string' && Array.isArray(stored.lines)) {
      return { ...emptyCounter(newId), ...stored };
    }
  } catch {
    // A basket that cannot be read is a basket that is not there.
  }
  return emptyCounter(newId);
}

/** Whoever signs out leaves no basket behind for the next person. */
export function forgetCounter(): void {
  sessionStorage.removeItem(KEY);
}

export function storeCounter(state: CounterState): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // The basket lives on in this window; only a reload would lose it.
  }
}
