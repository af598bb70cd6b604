import { connect as plainConnect, type Socket } from 'node:net';
import { connect as secureConnect } from 'node:tls';

export type RawDoor = {
  readonly port: number;
  readonly secure: boolean;
  /** An address of this machine that the connection seems to come from. */
  readonly from?: string;
};

/** A connection to a door before any HTTP, its handshake done. Rejects when the door cuts it off. */
export function connectTo({ port, secure, from }: RawDoor): Promise<Socket> {
  const target = { port, host: '127.0.0.1', ...(from === undefined ? {} : { localAddress: from }) };
  return new Promise((resolve, reject) => {
    const socket: Socket = secure
      ? secureConnect({ ...target, rejectUnauthorized: false }, () => resolve(socket))
      : plainConnect(target, () => resolve(socket));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('cut off')));
  });
}

/** Everything a connection says until the door ends it. */
export function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    socket.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')));
    // A reset after the answer is an end, too.
    socket.on('error', () => undefined);
    if (socket.destroyed) resolve(said);
    socket.on('close', () => resolve(said));
  });
}

/** Sends exactly these bytes and gives everything the door says until it ends the connection. */
export async function exchange(door: RawDoor, bytes: string): Promise<string> {
  const socket = await connectTo(door);
  const said = untilClosed(socket);
  socket.write(bytes, 'latin1');
  return said;
}

/** The status codes of all answers in what a door said; none when it hung up without a word. */
export function statusesIn(said: string): number[] {
  return [...said.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, code]) => Number(code));
}
