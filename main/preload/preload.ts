import { contextBridge, ipcRenderer } from 'electron';
import type { DoorApi, HostState, PrintSize, SaveOutcome, ShellApi } from '../../shared/contract/shell-api.ts';
import { APP_PROTOCOL, CHANNEL } from '../shell/channels.ts';

/** Ports cannot cross the bridge as values; the page gets them as a message from its own window. */
ipcRenderer.on(CHANNEL.door, (event) => {
  window.postMessage({ type: 'door' }, window.location.origin, event.ports);
});

const door: DoorApi = {
  platform: process.platform,
  requestDoor: () => ipcRenderer.send(CHANNEL.door),
};

const shell: ShellApi = {
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

// A page of an attached host speaks HTTP to it: a port from here would lead to another host.
if (window.location.protocol === APP_PROTOCOL) contextBridge.exposeInMainWorld('shop', door);
contextBridge.exposeInMainWorld('shopShell', shell);
