import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, Menu, safeStorage, session, shell } from 'electron';
import type { PrintSize } from '../../shared/contract/shell-api.ts';
import { findRunningHost } from '../host/data-folder-lock.ts';
import { serveApp } from './app-protocol.ts';
import { APP_ORIGIN } from './channels.ts';
import type { Fault } from './fault-page.ts';
import {
  attachedHostGone,
  CLOSING_HTML,
  CLOSING_PATH,
  FAULT_ACTIONS,
  FAULT_PATH,
  faultHtml,
  pageKeepsBreaking,
} from './fault-page.ts';
import { guardContents, guardSession } from './guards.ts';
import { startHostProcess } from './host-process.ts';
import { isKeystoreSafe } from './key-guard.ts';
import { HostSupervisor, mayRestart } from './host-supervisor.ts';
import { menuTemplate } from './menu.ts';
import { askWhereDownloadsGo } from './saved-files.ts';
import { offerServices } from './services.ts';
import type { ShopWindow } from './shop-window.ts';
import { openShopWindow } from './shop-window.ts';

interface DesktopNeeds {
  readonly dataDir: string;
  readonly demo: boolean;
  readonly stateFile: string;
}

/** The desktop program once Electron is ready: one window, and a host that is either our own or someone else's. */
class Desktop {
  readonly #needs: DesktopNeeds;
  readonly #supervisor: HostSupervisor;
  readonly #shop: ShopWindow;
  /** Origin of the host we are attached to; null when the host is our own. */
  #attachedTo: string | null = null;
  #fault: Fault | null = null;
  #leaving = false;
  #left = false;
  /** When the page broke down, in milliseconds of this program. */
  readonly #pagesGone: number[] = [];

  constructor(needs: DesktopNeeds) {
    this.#needs = needs;
    const dist = join(app.getAppPath(), 'dist');
    const hostArgs = [
      '--data',
      needs.dataDir,
      ...(needs.demo ? ['--demo'] : []),
      ...(isKeystoreSafe(safeStorage, process.platform) ? ['--keystore'] : []),
    ];
    this.#supervisor = new HostSupervisor(() => startHostProcess(join(dist, 'host', 'host.mjs'), hostArgs), {
      onState: (state) => this.#shop.tellHostState(state),
      onAttach: (origin) => this.#attach(origin),
      onBackingUp: () => void this.#load(APP_ORIGIN, CLOSING_PATH),
      onFault: (fault) => this.#showFault(fault),
    });
    this.#serve(join(dist, 'renderer'));
    this.#shop = openShopWindow({
      dist,
      stateFile: needs.stateFile,
      developer: !app.isPackaged,
      onLink: (address) => this.#followLink(address),
      onLoadFailed: () => this.#onLoadFailed(),
      onPageGone: () => this.#onPageGone(),
    });
    this.#setMenu();
    app.on('second-instance', () => this.#comeForward());
    app.on('window-all-closed', () => app.quit());
    app.on('before-quit', (event) => this.#leave(event));
    // The window stays until the host has ended: it says what is still being done.
    this.#shop.window.on('close', (event) => {
      if (this.#left) return;
      event.preventDefault();
      app.quit();
    });
  }

  /** Decides whose host to use and shows the app. */
  async start(): Promise<void> {
    mkdirSync(this.#needs.dataDir, { recursive: true });
    this.#fault = null;
    this.#attachedTo = null;
    this.#pagesGone.length = 0;
    // Only the page had broken down: the host that runs is our own, and no other is to be looked for.
    const running = this.#supervisor.runs() ? null : await findRunningHost(this.#needs.dataDir);
    if (running !== null) {
      this.#attach(running.origin);
      return;
    }
    this.#supervisor.retry();
    await this.#load(APP_ORIGIN, '/');
  }

  #attach(origin: string): void {
    this.#attachedTo = origin;
    void this.#load(origin, '/');
  }

  #serve(rendererDir: string): void {
    const ours = session.defaultSession;
    app.on('web-contents-created', (_event, contents) => guardContents(contents));
    guardSession(ours, () => this.#attachedOrigins());
    askWhereDownloadsGo(ours);
    serveApp(ours, rendererDir, (pathname) => {
      if (pathname === CLOSING_PATH) return CLOSING_HTML;
      return pathname === FAULT_PATH && this.#fault !== null ? faultHtml(this.#fault, this.#needs.dataDir) : null;
    });
    offerServices({
      allowed: () => [APP_ORIGIN, ...this.#attachedOrigins()],
      openDoor: (port) => this.#supervisor.openDoor(port),
      setPrintSize: (size) => this.#setPrintSize(size),
    });
  }

  #attachedOrigins(): readonly string[] {
    return this.#attachedTo === null ? [] : [this.#attachedTo];
  }

  /** A load that fails is answered by `onLoadFailed`, one that another load replaces needs no answer. */
  async #load(origin: string, path: string): Promise<void> {
    if (this.#shop.window.isDestroyed()) return;
    await this.#shop.window.loadURL(`${origin}${path}`).catch(() => undefined);
  }

  #showFault(fault: Fault): void {
    this.#fault = fault;
    if (!this.#shop.window.isDestroyed()) void this.#load(APP_ORIGIN, FAULT_PATH);
  }

  #onLoadFailed(): void {
    if (this.#attachedTo !== null && this.#fault === null) this.#showFault(attachedHostGone(this.#attachedTo));
  }

  /** The basket is kept by the page: loaded anew, it goes on with it. A page that keeps breaking is not hidden by that. */
  #onPageGone(): void {
    this.#pagesGone.push(performance.now());
    if (mayRestart(this.#pagesGone, performance.now())) this.#shop.window.webContents.reload();
    else this.#showFault(pageKeepsBreaking());
  }

  #followLink(address: string): void {
    if (address === APP_ORIGIN + FAULT_ACTIONS.retry) void this.start();
    if (address === APP_ORIGIN + FAULT_ACTIONS.folder) this.#openDataFolder();
    if (address === APP_ORIGIN + FAULT_ACTIONS.quit) app.quit();
  }

  #openDataFolder(): void {
    void shell.openPath(this.#needs.dataDir);
  }

  #setPrintSize(size: PrintSize): void {
    this.#shop.setPrintSize(size);
    this.#setMenu();
  }

  #setMenu(): void {
    const template = menuTemplate(
      {
        openDataFolder: () => this.#openDataFolder(),
        setPrintSize: (size) => this.#setPrintSize(size),
        showAbout: () => this.#showAbout(),
      },
      this.#shop.printSize(),
      !app.isPackaged,
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #showAbout(): void {
    void dialog.showMessageBox(this.#shop.window, {
      type: 'info',
      title: '关于爱心超市',
      message: `爱心超市 ${app.getVersion()}`,
      detail: `数据文件夹：${this.#needs.dataDir}`,
      buttons: ['好'],
    });
  }

  #comeForward(): void {
    const { window } = this.#shop;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** The host gets time to finish; only then does the program end. */
  #leave(event: Electron.Event): void {
    if (this.#left) return;
    event.preventDefault();
    if (this.#leaving) return;
    this.#leaving = true;
    void this.#supervisor.stop().then(() => {
      this.#left = true;
      app.quit();
    });
  }
}

/** Opens the program's window over the data folder. Call once, when Electron is ready. */
export async function runDesktop(needs: DesktopNeeds): Promise<void> {
  await new Desktop(needs).start();
}
