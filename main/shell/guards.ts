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
  refuseDevices(session);
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    const local = ['data:', 'blob:', 'devtools:'].includes(protocol);
    const origin = originOf(details.url);
    answer({ cancel: !local && (origin === null || ![APP_ORIGIN, ...allowed()].includes(origin)) });
  });
}

/** No device of this PC is for pages: printers and scanners are the host's. The screen is nobody's to record. */
function refuseDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setDisplayMediaRequestHandler(null);
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose(null);
  });
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
}

/** For every page there ever is, whoever opened it: it stays where the shell put it and embeds and opens nothing. */
export function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    // The page may load itself again, as a person may with the menu.
    if (event.url !== contents.getURL()) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
}

/** Links of the shell's own pages are answered instead of being followed. */
export function answerLinks(contents: WebContents, onLink: (address: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (event.url !== contents.getURL()) onLink(event.url);
  });
}
