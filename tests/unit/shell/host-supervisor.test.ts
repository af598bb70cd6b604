import type { MessagePortMain } from 'electron';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../main/shell/fault-page.ts';
import type { HostEnd, HostProcess } from '../../../main/shell/host-process.ts';
import { HostSupervisor, mayRestart } from '../../../main/shell/host-supervisor.ts';

/** A host that says hello and ends when it is told to. */
class StandInHost implements HostProcess {
  readonly ready: Promise<void>;
  readonly ended: Promise<HostEnd>;
  readonly backingUp: Promise<void>;
  readonly ports: MessagePortMain[] = [];
  stops = 0;
  hello: () => void = () => undefined;
  backUp: () => void = () => undefined;
  end: (end: Partial<HostEnd>) => void = () => undefined;

  constructor() {
    this.ready = new Promise((resolve) => {
      this.hello = resolve;
    });
    this.backingUp = new Promise((resolve) => {
      this.backUp = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.end = (end) => resolve({ code: 1, saidHello: true, attachTo: null, refusal: null, output: '', ...end });
    });
  }

  openDoor = (port: MessagePortMain): void => {
    this.ports.push(port);
  };

  stop = (): Promise<void> => {
    this.stops += 1;
    return Promise.resolve();
  };
}

interface Supervised {
  readonly hosts: StandInHost[];
  readonly states: string[];
  readonly faults: Fault[];
  readonly attached: string[];
  readonly backups: string[];
  readonly supervisor: HostSupervisor;
}

function supervised(): Supervised {
  const hosts: StandInHost[] = [];
  const states: string[] = [];
  const faults: Fault[] = [];
  const attached: string[] = [];
  const backups: string[] = [];
  const fork = (): HostProcess => {
    const host = new StandInHost();
    hosts.push(host);
    return host;
  };
  const supervisor = new HostSupervisor(fork, {
    onState: (state) => states.push(state),
    onAttach: (origin) => attached.push(origin),
    onBackingUp: () => backups.push('made'),
    onFault: (fault) => faults.push(fault),
  });
  return { hosts, states, faults, attached, backups, supervisor };
}

/** Lets promises that are already settled run their followers. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

function port(): MessagePortMain & { readonly closed: () => boolean } {
  let closed = false;
  const stub: Partial<MessagePortMain> = {
    close: () => {
      closed = true;
    },
  };
  return Object.assign(stub as MessagePortMain, { closed: () => closed });
}

describe('the supervisor of the host', () => {
  test('keeps ports until the host is ready and then hands them over at once', async () => {
    const { hosts, states, supervisor } = supervised();
    supervisor.start();
    const [early, late] = [port(), port()];
    supervisor.openDoor(early);
    expect(hosts[0]?.ports).toEqual([]);
    hosts[0]?.hello();
    await settle();
    supervisor.openDoor(late);
    expect(hosts[0]?.ports).toEqual([early, late]);
    expect(states).toEqual(['ready']);
  });

  test('starts another host after a crash and gives it the ports asked for meanwhile', async () => {
    const { hosts, states, faults, supervisor } = supervised();
    supervisor.start();
    hosts[0]?.hello();
    await settle();
    hosts[0]?.end({ code: 9 });
    await settle();
    const asked = port();
    supervisor.openDoor(asked);
    hosts[1]?.hello();
    await settle();
    expect(hosts[1]?.ports).toEqual([asked]);
    expect(states).toEqual(['ready', 'restarting', 'ready']);
    expect(faults).toEqual([]);
  });

  test('does not hide a host that never starts', async () => {
    const { hosts, faults, supervisor } = supervised();
    supervisor.start();
    const asked = port();
    supervisor.openDoor(asked);
    hosts[0]?.end({ code: 11, saidHello: false });
    await settle();
    expect(hosts).toHaveLength(1);
    expect(faults[0]?.title).toBe('数据服务没有启动');
    expect(faults[0]?.technical).toContain('11');
    expect(asked.closed()).toBe(true);
  });

  test('goes to the host that took the folder first', async () => {
    const { hosts, faults, attached, supervisor } = supervised();
    supervisor.start();
    hosts[0]?.end({ code: 0, saidHello: false, attachTo: 'http://127.0.0.1:8017' });
    await settle();
    expect(attached).toEqual(['http://127.0.0.1:8017']);
    expect(faults).toEqual([]);
    expect(hosts).toHaveLength(1);
  });

  test('shows the reason a host gives itself', async () => {
    const { hosts, faults, supervisor } = supervised();
    supervisor.start();
    hosts[0]?.end({ code: 2, saidHello: false, refusal: '数据由更新的程序写成。' });
    await settle();
    expect(faults[0]?.explanation).toBe('数据由更新的程序写成。');
  });

  test('gives up after three crashes within a minute, until people ask for another try', async () => {
    const { hosts, faults, supervisor } = supervised();
    supervisor.start();
    for (let index = 0; index < 3; index += 1) {
      hosts[index]?.hello();
      await settle();
      hosts[index]?.end({ code: 9 });
      await settle();
    }
    expect(hosts).toHaveLength(3);
    expect(faults[0]?.title).toBe('数据服务反复停止');
    supervisor.retry();
    expect(hosts).toHaveLength(4);
  });

  test('forgets crashes of long ago', () => {
    expect(mayRestart([0, 10, 70_000], 70_000)).toBe(true);
    expect(mayRestart([50_000, 60_000, 70_000], 70_000)).toBe(false);
  });

  test('starts nothing once the program is leaving', async () => {
    const { hosts, states, supervisor } = supervised();
    supervisor.start();
    hosts[0]?.hello();
    await settle();
    await supervisor.stop();
    hosts[0]?.end({ code: 0 });
    await settle();
    supervisor.start();
    expect(hosts).toHaveLength(1);
    expect(hosts[0]?.stops).toBe(1);
    expect(states).toEqual(['ready']);
  });

  test('tells that a host makes its last backup, so that nobody switches the PC off', async () => {
    const { hosts, backups, supervisor } = supervised();
    supervisor.start();
    hosts[0]?.hello();
    await settle();
    expect(backups).toEqual([]);
    const stopped = supervisor.stop();
    hosts[0]?.backUp();
    await settle();
    await stopped;
    expect(backups).toEqual(['made']);
  });
});
