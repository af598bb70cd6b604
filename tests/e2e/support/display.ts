import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { endProcess } from './running-shop.ts';

/** A screen to open windows on: the one there is, or a virtual one that lives as long as it is needed. */
export interface Display {
  readonly name: string;
  readonly close: () => Promise<void>;
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const number = /^(\d+)\n/.exec(output)?.[1];
      if (number !== undefined) resolve(number);
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code ?? 'a signal'}`)));
  });
}

/** The present screen when there is one; otherwise a virtual one of 1600x1000, which picks a free number itself. */
export async function openDisplay(): Promise<Display> {
  const present = process.env['DISPLAY'] ?? '';
  if (present !== '') return { name: present, close: () => Promise.resolve() };
  const options = ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    return { name: `:${await displayNumber(server)}`, close: () => endProcess(server) };
  } catch (error) {
    await endProcess(server);
    throw error;
  }
}
