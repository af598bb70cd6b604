/**
 * Stands in for the parent port that Electron gives a utility process, so that the desktop's host can be run under
 * plain Node: words go over Node's own channel, and `{type: 'open', id}` opens a port whose traffic goes the same way.
 * Load it with `--import` before the host.
 */
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Traffic of one port; `id` is the opener's name for it. */
type Word =
  | { readonly type: 'open' | 'close'; readonly id: number }
  | { readonly type: 'through'; readonly id: number; readonly data: unknown }
  | { readonly type: 'stop' };

class ParentPort extends EventEmitter {
  postMessage(word: unknown): void {
    process.send?.(word);
  }
}

const parentPort = new ParentPort();
Object.defineProperty(process, 'parentPort', { value: parentPort });

const ports = new Map<number, MessagePort>();

function open(id: number): void {
  const { port1, port2 } = new MessageChannel();
  ports.set(id, port1);
  port1.on('message', (data: unknown) => process.send?.({ type: 'through', id, data }));
  parentPort.emit('message', { data: { type: 'door' }, ports: [port2] });
}

process.on('message', (word: Word) => {
  if (word.type === 'open') open(word.id);
  else if (word.type === 'through') ports.get(word.id)?.postMessage(word.data);
  else if (word.type === 'close') ports.get(word.id)?.close();
  else parentPort.emit('message', { data: word, ports: [] });
});
process.on('disconnect', () => process.exit(0));
