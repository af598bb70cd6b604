import type { MessagePortMain } from 'electron';
import type { HostState } from '../../shared/contract/shell-api.ts';
import type { Fault } from './fault-page.ts';
import { hostKeepsStopping, hostNeverStarted, hostRefused } from './fault-page.ts';
import type { HostEnd, HostProcess } from './host-process.ts';

const GIVE_UP_AFTER = 3;
const WITHIN_MS = 60_000;
const STOP_GRACE_MS = 5000;

interface SupervisorEvents {
  /** A host is ready, or one has stopped and the next is being started. */
  readonly onState: (state: HostState) => void;
  /** Another host took the folder first and answers there. */
  readonly onAttach: (origin: string) => void;
  /** Asked to end, the host makes the day's backup first. */
  readonly onBackingUp: () => void;
  /** No host runs and none will be started until `start` is called again. */
  readonly onFault: (fault: Fault) => void;
}

/** Whether a host that stopped at these instants (milliseconds, oldest first) should be started once more. */
export function mayRestart(stops: readonly number[], now: number): boolean {
  return stops.filter((at) => now - at < WITHIN_MS).length < GIVE_UP_AFTER;
}

/** What to tell people about a host that ended and is not started again. */
export function faultOf(end: HostEnd): Fault {
  if (end.refusal !== null) return hostRefused(end.refusal, end.code, end.output);
  return end.saidHello ? hostKeepsStopping(end.code, end.output) : hostNeverStarted(end.code, end.output);
}

/** Keeps one host running: starts it, starts it again after a crash, gives up when that does not help. */
export class HostSupervisor {
  readonly #fork: () => HostProcess;
  readonly #events: SupervisorEvents;
  readonly #stops: number[] = [];
  #host: HostProcess | null = null;
  #stopping = false;
  /** Ports asked for while no host was ready. */
  #waiting: MessagePortMain[] = [];
  #ready = false;

  constructor(fork: () => HostProcess, events: SupervisorEvents) {
    this.#fork = fork;
    this.#events = events;
  }

  /** Starts the host unless one runs. */
  start(): void {
    if (this.#host !== null || this.#stopping) return;
    const host = this.#fork();
    this.#host = host;
    void host.ready.then(() => this.#onReady(host));
    void host.ended.then((end) => this.#onEnd(end));
    void host.backingUp.then(() => this.#events.onBackingUp());
  }

  /** Whether a host of our own runs or is being started. */
  runs(): boolean {
    return this.#host !== null;
  }

  /** Starts afresh after people asked for it: earlier stops no longer count. */
  retry(): void {
    this.#stops.length = 0;
    this.start();
  }

  /** Hands a port to the host now, or as soon as one is ready. */
  openDoor(port: MessagePortMain): void {
    if (this.#ready && this.#host !== null) this.#host.openDoor(port);
    else this.#waiting.push(port);
  }

  /** Ends the host for good. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#host?.stop(STOP_GRACE_MS);
  }

  #onReady(host: HostProcess): void {
    this.#ready = true;
    for (const port of this.#waiting.splice(0)) host.openDoor(port);
    this.#events.onState('ready');
  }

  #onEnd(end: HostEnd): void {
    this.#host = null;
    this.#ready = false;
    if (this.#stopping) return;
    if (end.attachTo !== null) {
      this.#closeWaiting();
      this.#events.onAttach(end.attachTo);
      return;
    }
    this.#stops.push(Date.now());
    if (end.saidHello && mayRestart(this.#stops, Date.now())) {
      this.#events.onState('restarting');
      this.start();
      return;
    }
    this.#closeWaiting();
    this.#events.onFault(faultOf(end));
  }

  #closeWaiting(): void {
    for (const port of this.#waiting.splice(0)) port.close();
  }
}
