/**
 * What the desktop shell gives the pages it serves itself, as `window.shop`. Absent in a browser, and absent in a
 * window that is attached to another running host over HTTP: such pages use the HTTP door.
 */
export interface DoorApi {
  readonly platform: string;
  /** Asks for a port to the host. It comes as a `message` event of the window with data `{type: 'door'}`. */
  readonly requestDoor: () => void;
}

/**
 * Native services, as `window.shopShell`. Absent in a browser: a page must work without them and only gains native
 * save dialogs, print size and news about the host.
 */
export interface ShellApi {
  /** Asks where to save and writes the file whole or not at all. */
  readonly saveFile: (suggestedName: string, bytes: Uint8Array) => Promise<SaveOutcome>;
  /** Shows a file saved before in the system's file manager. False when this program did not save it. */
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
