import { useSyncExternalStore } from 'react';
import { client } from './client.ts';
import { ShopError } from './shop-error.ts';

const LONGEST_MESSAGE = 500;
const LONGEST_STACK = 6_000;
/** A page that breaks again and again has said enough. */
const REPORTS_A_PAGE = 20;

/** What became of telling the host: its incident number, or null where it could not be kept. */
type Told = Promise<string | null>;

const told = new Map<string, Told>();

/**
 * Tells the host of a fault of this window, once for each. `place` says where in the window.
 * @returns the incident number under which it is found in the host's log, or null.
 */
export function reportFault(error: unknown, place: string, more = ''): Told {
  const { message, stack } = partsOf(error);
  const key = `${place} ${message}`;
  const known = told.get(key);
  if (known !== undefined) return known;
  if (told.size >= REPORTS_A_PAGE) return Promise.resolve(null);
  const report = {
    place: place.slice(0, 64),
    message: message.slice(0, LONGEST_MESSAGE),
    stack: `${stack}${more}`.slice(0, LONGEST_STACK),
  };
  const telling = client.settings.reportFault(report).then(
    ({ incident }) => incident,
    () => null,
  );
  told.set(key, telling);
  return telling;
}

function partsOf(error: unknown): { readonly message: string; readonly stack: string } {
  if (!(error instanceof Error)) return { message: String(error), stack: '' };
  return { message: `${error.name}: ${error.message}`, stack: error.stack ?? '' };
}

/** A fault that no screen caught, for the notice at the top. */
export type LooseFault = { readonly number: number; readonly incident: string | null };

let latest: LooseFault | null = null;
const listeners = new Set<() => void>();

async function note(error: unknown): Promise<void> {
  const incident = await reportFault(error, '窗口');
  latest = { number: (latest?.number ?? 0) + 1, incident };
  for (const listener of listeners) listener();
}

/** Browsers report these as errors; nothing is broken by them. */
const HARMLESS = /^ResizeObserver loop/;

/** Refusals and lost connections that a screen let go are not faults; they were answered in words by the client. */
function isFault(reason: unknown): boolean {
  if (reason instanceof ShopError) return false;
  return !(reason instanceof DOMException && reason.name === 'AbortError');
}

/** From now on, what breaks outside of any screen is kept in the host's log and said. Call once, at the start. */
export function listenForFaults(): void {
  window.addEventListener('error', (event) => {
    if (!HARMLESS.test(event.message)) void note(event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', (event) => {
    if (isFault(event.reason)) void note(event.reason);
  });
}

/** The last fault that no screen caught; null while there was none. */
export function useLooseFault(): LooseFault | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => latest,
  );
}
