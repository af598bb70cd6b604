import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHost } from '../../main/host/host.ts';

const HOST = fileURLToPath(new URL('../../main/host/desktop-host.ts', import.meta.url));
const PARENT_PORT = new URL('../builders/parent-port.ts', import.meta.url).href;

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desktop-host-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): ChildProcess {
  const child = fork(HOST, ['--data', folder, ...args], { execArgv: ['--import', PARENT_PORT], stdio: 'ignore' });
  children.push(child);
  return child;
}

function nextWord(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}`)));
  });
}

function end(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

describe('the host as a process of the desktop program', () => {
  test('says hello, answers on a port, and ends when asked', async () => {
    const child = run();
    expect(await nextWord(child)).toEqual({ type: 'hello' });
    child.send({ type: 'open', id: 1 });
    const request = { i: '1', p: { u: 'http://any/settings/status' } };
    child.send({ type: 'through', id: 1, data: JSON.stringify(request) });
    const answer = JSON.stringify(await nextWord(child));
    expect(answer).toContain('shopName');
    const ended = end(child);
    child.send({ type: 'stop' });
    expect(await ended).toBe(0);
  });

  test('names the host that has the folder already', async () => {
    const first = await startHost({ dataDir: folder, businessDate: null, port: 0 });
    if (first.kind !== 'started') throw new Error('the folder was taken');
    const child = run();
    const ended = end(child);
    expect(await nextWord(child)).toEqual({ type: 'attached', origin: `http://127.0.0.1:${String(first.port)}` });
    expect(await ended).toBe(0);
    await first.close();
  });

  test('opens its door to rescue when the books are damaged', async () => {
    writeFileSync(join(folder, 'shop.db'), 'this is no database, and it is long enough to be read as one'.repeat(100));
    const child = run();
    expect(await nextWord(child)).toEqual({ type: 'hello' });
    child.send({ type: 'open', id: 1 });
    child.send({ type: 'through', id: 1, data: JSON.stringify({ i: '1', p: { u: 'http://any/rescue/state' } }) });
    expect(JSON.stringify(await nextWord(child))).toContain('not_a_database');
  });

  test('gives the key of the identity numbers to the keystore that the shell offers, and asks for it at the next start', async () => {
    const keyFile = join(folder, 'personal.key');
    const first = run('--keystore');
    const question = (await nextWord(first)) as { readonly id: number; readonly key: string };
    expect(question).toMatchObject({ type: 'protect_key', key: expect.stringMatching(/^[\w+/]{43}=$/) as unknown });
    first.send({ type: 'key_answer', id: question.id, value: 'QmxvYg==' });
    expect(await nextWord(first)).toEqual({ type: 'hello' });
    expect(readFileSync(keyFile, 'utf8')).toBe('guarded1 QmxvYg==\n');
    const ended = end(first);
    first.send({ type: 'stop' });
    await ended;
    const second = run('--keystore');
    const again = (await nextWord(second)) as { readonly id: number };
    expect(again).toMatchObject({ type: 'reveal_key', blob: 'QmxvYg==' });
    second.send({ type: 'key_answer', id: again.id, value: question.key });
    expect(await nextWord(second)).toEqual({ type: 'hello' });
    // Neither the key nor its blob stands where other processes can read it.
    expect(readFileSync(`/proc/${String(second.pid)}/cmdline`, 'utf8')).not.toContain(question.key);
    expect(readFileSync(`/proc/${String(second.pid)}/environ`, 'utf8')).not.toContain(question.key);
  });

  test('fills an empty shop with the demonstration village', async () => {
    const child = run('--demo');
    expect(await nextWord(child)).toEqual({ type: 'hello' });
    child.send({ type: 'open', id: 1 });
    child.send({ type: 'through', id: 1, data: JSON.stringify({ i: '1', p: { u: 'http://any/settings/status' } }) });
    expect(JSON.stringify(await nextWord(child))).toMatch(/demoPin[\\"]+:[\\"]+\d{4,}/);
  });
});
