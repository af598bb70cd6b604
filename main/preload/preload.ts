import { contextBridge, ipcRenderer } from 'electron';
import type { HostState, PrintSize, SaveOutcome, ShellApi } from '../../shared/contract/shell-api.ts';
import { APP_ORIGIN, CHANNEL } from '../shell/channels.ts';

const served = window.location.origin === APP_ORIGIN || window.location.protocol === 'app:';

/** Ports cannot cross the bridge as values; the page gets them as a message from its own window. */
ipcRenderer.on(CHANNEL.door, (event) => {
  window.postMessage(CHANNEL.door, window.location.origin, event.ports);
});

const api: ShellApi = {
  requestDoor: served ? () => ipcRenderer.send(CHANNEL.door) : null,
  saveFile: (suggestedName: string, bytes: Uint8Array) =>
    ipcRenderer.invoke(CHANNEL.saveFile, suggestedName, bytes) as Promise<SaveOutcome>,
  revealFile: (path: string) => ipcRenderer.invoke(CHANNEL.revealFile, path) as Promise<boolean>,
  setPrintSize: (percent: PrintSize) => ipcRenderer.invoke(CHANNEL.printSize, percent) as Promise<void>,
  onHostState: (listener: (state: HostState) => void) => {
    const receive = (_event: unknown, state: HostState): void => listener(state);
    ipcRenderer.on(CHANNEL.hostState, receive);
    return () => {
      ipcRenderer.removeListener(CHANNEL.hostState, receive);
    };
  },
};

contextBridge.exposeInMainWorld('shopShell', api);
