/**
 * What the desktop shell offers a window, as `window.shopShell`. Absent in a plain browser: a page must work without
 * it and only gains native save dialogs, print size and news about the host.
 */
export interface ShellApi {
  /**
   * Asks for a port to the host. The answer is a `message` event on the window with data `DOOR_MESSAGE` and the
   * MessagePort as its only port. Null where the page is served over HTTP and uses that door instead.
   */
  readonly requestDoor: (() => void) | null;
  /** Asks where to save and writes the file whole or not at all. */
  readonly saveFile: (suggestedName: string, bytes: Uint8Array) => Promise<SaveOutcome>;
  /** Shows a file saved before in the system's file manager. False when this window did not save it. */
  readonly revealFile: (path: string) => Promise<boolean>;
  /** The print size of all windows, in per cent. */
  readonly setPrintSize: (percent: PrintSize) => Promise<void>;
  /** Called when the host stops and when it is back. @returns the way to stop listening. */
  readonly onHostState: (listener: (state: HostState) => void) => () => void;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly path: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

export type HostState = 'ready' | 'restarting';

/** Normal, large and very large print. */
export type PrintSize = 100 | 125 | 150;

/** The data of the `message` event that brings a port. */
export const DOOR_MESSAGE = 'shop:door';
