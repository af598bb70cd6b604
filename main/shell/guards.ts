import type { Session, WebContents, WebFrameMain } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from './channels.ts';

/**
 * The origin of an address, also for our own scheme, which the URL class of this process calls opaque.
 * @returns null for anything that is not an address with an origin.
 */
export function originOf(address: string): string | null {
  try {
    const url = new URL(address);
    if (url.protocol === `${APP_SCHEME}:`) return `${url.protocol}//${url.host}`;
    return url.origin === 'null' ? null : url.origin;
  } catch {
    return null;
  }
}

/** Whether a message comes from the top page of a window of ours, served from an origin we opened. */
export function fromOurPage(frame: WebFrameMain | null, allowed: readonly string[]): boolean {
  if (frame === null || frame.parent !== null) return false;
  const origin = originOf(frame.url);
  return origin !== null && allowed.includes(origin);
}

/** Refuses every permission and device, and every request that leaves for somewhere else. */
export function guardSession(session: Session, allowed: () => readonly string[]): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    const local = ['data:', 'blob:', 'devtools:'].includes(protocol);
    const origin = originOf(details.url);
    answer({ cancel: !local && (origin === null || ![APP_ORIGIN, ...allowed()].includes(origin)) });
  });
}

/**
 * A window stays where the shell put it: no navigation, no second window, no embedded page. Links of the shell's own
 * pages are answered by `onLink` instead of being followed.
 */
export function guardContents(contents: WebContents, onLink: (address: string) => void): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    // The page may load itself again, as a person may with the menu.
    if (event.url === contents.getURL()) return;
    event.preventDefault();
    onLink(event.url);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
