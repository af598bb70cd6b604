import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import type { HostState, PrintSize } from '../../shared/contract/shell-api.ts';
import { CHANNEL } from './channels.ts';
import { answerLinks } from './guards.ts';
import type { WindowState } from './window-state.ts';
import { loadWindowState, MINIMUM_SIZE, placeWindow, saveWindowState } from './window-state.ts';

interface WindowNeeds {
  /** Folder of the built bundles. */
  readonly dist: string;
  readonly stateFile: string;
  readonly developer: boolean;
  /** A link of the shell's own page was followed. */
  readonly onLink: (address: string) => void;
  /** The page could not be loaded (an attached host went away). */
  readonly onLoadFailed: () => void;
  /** The process of the page ended by itself. */
  readonly onPageGone: () => void;
}

/** The one window and what is remembered about it. */
export interface ShopWindow {
  readonly window: BrowserWindow;
  readonly printSize: () => PrintSize;
  readonly setPrintSize: (size: PrintSize) => void;
  readonly tellHostState: (state: HostState) => void;
}

/** Chromium's own code for a load that was replaced by another one: not a failure. */
const LOAD_REPLACED = -3;
const RESTS_AFTER_MS = 300;

function createWindow(needs: WindowNeeds, state: WindowState): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  return new BrowserWindow({
    ...placeWindow(state.bounds, areas),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: '爱心超市',
    backgroundColor: '#faf6f0',
    show: false,
    webPreferences: {
      preload: join(needs.dist, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: needs.developer,
      zoomFactor: state.printSize / 100,
    },
  });
}

/** Keeps the place once the window has come to rest: a power cut asks nobody to close it first. */
function keepAfterMoving(window: BrowserWindow, keep: () => void): void {
  let resting: NodeJS.Timeout | undefined;
  const moved = (): void => {
    clearTimeout(resting);
    resting = setTimeout(keep, RESTS_AFTER_MS);
  };
  window.on('move', moved);
  window.on('resize', moved);
  window.once('closed', () => clearTimeout(resting));
}

/** Opens the window as it was left the last time. It stays empty until someone loads a page into it. */
export function openShopWindow(needs: WindowNeeds): ShopWindow {
  const state = loadWindowState(needs.stateFile);
  let { printSize } = state;
  const window = createWindow(needs, state);
  const contents = window.webContents;
  answerLinks(contents, needs.onLink);
  if (state.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  const keep = (): void =>
    saveWindowState(needs.stateFile, { bounds: window.getNormalBounds(), maximised: window.isMaximized(), printSize });
  window.on('close', keep);
  keepAfterMoving(window, keep);
  // Chromium forgets the factor when a page comes from another origin.
  contents.on('did-finish-load', () => contents.setZoomFactor(printSize / 100));
  contents.on('did-fail-load', (_event, code, _text, _address, isMainFrame) => {
    if (isMainFrame && code !== LOAD_REPLACED) needs.onLoadFailed();
  });
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') needs.onPageGone();
  });
  return {
    window,
    printSize: () => printSize,
    setPrintSize: (size) => {
      printSize = size;
      contents.setZoomFactor(size / 100);
      keep();
    },
    tellHostState: (hostState) => {
      if (!window.isDestroyed()) contents.send(CHANNEL.hostState, hostState);
    },
  };
}
