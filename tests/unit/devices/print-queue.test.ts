import { expect, test } from 'vitest';
import { PrintQueue } from '../../../main/devices/print-queue.ts';
import { CONFIRMED, type Sending } from '../../../main/devices/sending.ts';

function heldSending(): { sending: Sending; release: () => void } {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  return { sending: { outcome: Promise.resolve(CONFIRMED), released }, release };
}

test('the next slip starts when the printer is released, not when the first outcome is known', async () => {
  const queue = new PrintQueue();
  const started: number[] = [];
  const { sending, release } = heldSending();
  const first = queue.send('p', 60_000, () => (started.push(1), sending));
  const second = queue.send('p', 60_000, () => (started.push(2), { outcome: first, released: Promise.resolve() }));
  expect(await first).toEqual(CONFIRMED);
  expect(started).toEqual([1]);
  release();
  expect(await second).toEqual(CONFIRMED);
  expect(started).toEqual([1, 2]);
});

test('a slip whose time is over before its turn is lost and never started', async () => {
  const queue = new PrintQueue();
  const { sending, release } = heldSending();
  const started: string[] = [];
  void queue.send('p', 60_000, () => sending);
  const late = queue.send('p', 1, () => (started.push('late'), sending));
  expect(await late).toEqual({ state: 'lost', reason: 'timed_out' });
  release();
  const last = await queue.send('p', 60_000, () => (started.push('last'), sending));
  expect(last).toEqual(CONFIRMED);
  expect(started).toEqual(['last']);
});

test('a fault in one sender reaches its caller and does not stop the printer', async () => {
  const queue = new PrintQueue();
  const fault = new Error('fault');
  const failing = queue.send('p', 60_000, () => {
    throw fault;
  });
  await expect(failing).rejects.toBe(fault);
  const { sending } = heldSending();
  expect(await queue.send('p', 60_000, () => sending)).toEqual(CONFIRMED);
});
