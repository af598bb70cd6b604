/**
 * Stands in for the parent port that Electron gives a utility process, so that the desktop's host can be run under
 * plain Node: words go over Node's own channel, and `{type: 'open'}` opens a port whose traffic goes the same way.
 * Load it with `--import` before the host.
 */
import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';

class ParentPort extends EventEmitter {
  postMessage(word: unknown): void {
    process.send?.(word);
  }
}

const parentPort = new ParentPort();
Object.defineProperty(process, 'parentPort', { value: parentPort });

let near: MessageChannel['port1'] | null = null;

process.on('message', (word: { readonly type: string; readonly data?: unknown }) => {
  if (word.type === 'open') {
    const { port1, port2 } = new MessageChannel();
    near = port1;
    port1.on('message', (data: unknown) => process.send?.({ type: 'through', data }));
    parentPort.emit('message', { data: { type: 'door' }, ports: [port2] });
  } else if (word.type === 'through') near?.postMessage(word.data);
  else parentPort.emit('message', { data: word, ports: [] });
});
