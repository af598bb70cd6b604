import { connect, createServer, type Server, type Socket } from 'node:net';

type Plan = { next: 'carry' | 'before' | 'after' };

/**
 * A cable between a station and the shop that can be pulled at the worst moments. It carries bytes and understands none:
 * TLS goes through from end to end.
 */
export class CutLine {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;
  readonly #plan: Plan;

  private constructor(server: Server, port: number, sockets: Set<Socket>, plan: Plan) {
    this.#server = server;
    this.port = port;
    this.#sockets = sockets;
    this.#plan = plan;
  }

  static open(doorPort: number): Promise<CutLine> {
    const sockets = new Set<Socket>();
    const plan: Plan = { next: 'carry' };
    const server = createServer((station) => {
      const shop = connect(doorPort, '127.0.0.1');
      const cut = (): void => {
        plan.next = 'carry';
        station.destroy();
        shop.destroy();
      };
      for (const socket of [station, shop]) {
        sockets.add(socket);
        socket.on('error', cut);
        socket.on('close', cut);
        socket.once('close', () => sockets.delete(socket));
      }
      station.on('data', (bytes) => (plan.next === 'before' ? cut() : shop.write(bytes)));
      shop.on('data', (bytes) => (plan.next === 'after' ? cut() : station.write(bytes)));
    });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        if (typeof address !== 'object' || address === null) throw new Error('a listening server has an address');
        resolve(new CutLine(server, address.port, sockets, plan));
      });
    });
  }

  /** Cuts with the next request on its way to the shop, or with the next answer on its way back. */
  cutNext(when: 'before' | 'after'): void {
    this.#plan.next = when;
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
