import { characterOf, type KeyStroke } from './key-code.ts';

/** A wedge scanner types like a keyboard, only faster than any hand: measured gaps are 2 to 20 ms, a fast typist's 45. */
const MINIMUM_CHARACTERS = 6;
const MEAN_GAP_MS = 35;
/** A longer pause ends a burst: what follows is something new. */
const BURST_PAUSE_MS = 100;
/** A quantity typed before a scan (5*) waits so long for it. */
const PREFIX_WAITS_MS = 15_000;

export type Scan = { readonly text: string; readonly quantity: number | null; readonly prefix: string };

export type BurstState = {
  readonly text: string;
  readonly startedAtMs: number;
  readonly lastAtMs: number;
  /** What was typed by hand before the burst, for a quantity prefix. */
  readonly typed: string;
  readonly typedAtMs: number;
};

export type BurstStep = {
  readonly state: BurstState;
  /** True when this stroke may begin a burst: the moment to remember the focused field. */
  readonly began: boolean;
  /** Set when this stroke was the Enter that ends a scan. */
  readonly scan: Scan | null;
};

export const QUIET: BurstState = { text: '', startedAtMs: 0, lastAtMs: -Infinity, typed: '', typedAtMs: -Infinity };

/** Takes one stroke. Modifier keys leave the state alone; any key that writes nothing ends what was typed. */
export function strike(state: BurstState, stroke: KeyStroke): BurstStep {
  if (/^(Shift|CapsLock)/.test(stroke.code)) return { state, began: false, scan: null };
  if (stroke.code === 'Enter' || stroke.code === 'NumpadEnter') return finish(state, stroke.atMs);
  const character = characterOf(stroke);
  if (character === null) return { state: QUIET, began: false, scan: null };
  // No code holds a star: it ends a quantity, however fast the scan follows it.
  const continues = state.text !== '' && !state.text.endsWith('*') && stroke.atMs - state.lastAtMs <= BURST_PAUSE_MS;
  if (continues) {
    return {
      state: { ...state, text: state.text + character, lastAtMs: stroke.atMs },
      began: false,
      scan: null,
    };
  }
  const typed = stroke.atMs - state.lastAtMs <= PREFIX_WAITS_MS ? state.typed + state.text : '';
  return {
    state: {
      text: character,
      startedAtMs: stroke.atMs,
      lastAtMs: stroke.atMs,
      typed: typed.slice(-8),
      typedAtMs: state.lastAtMs,
    },
    began: true,
    scan: null,
  };
}

function finish(state: BurstState, atMs: number): BurstStep {
  const gaps = state.text.length;
  const isScan =
    gaps >= MINIMUM_CHARACTERS &&
    atMs - state.lastAtMs <= BURST_PAUSE_MS &&
    (atMs - state.startedAtMs) / gaps < MEAN_GAP_MS;
  if (!isScan) return { state: QUIET, began: false, scan: null };
  const recent = state.startedAtMs - state.typedAtMs <= PREFIX_WAITS_MS;
  const match = recent ? /(?:^|\D)((\d{1,4})\*)$/.exec(state.typed) : null;
  const quantity = match ? Number(match[2]) : 0;
  return {
    state: QUIET,
    began: false,
    scan: { text: state.text, quantity: quantity > 0 ? quantity : null, prefix: match?.[1] ?? '' },
  };
}
