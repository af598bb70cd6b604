/** Names of the messages between preload and shell; nothing else crosses. */
export const CHANNEL = {
  door: 'shop:door',
  saveFile: 'shop:save-file',
  revealFile: 'shop:reveal-file',
  printSize: 'shop:print-size',
  hostState: 'shop:host-state',
} as const;

/** The shell's own pages: a standard, secure scheme, so that 'self' means something in the page's policy. */
export const APP_SCHEME = 'app';
export const APP_PROTOCOL = 'app:';
export const APP_ORIGIN = 'app://shop';
