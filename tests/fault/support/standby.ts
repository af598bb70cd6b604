import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { QUICK_START } from './quick-start.ts';

type Child = ChildProcessByStdio<Writable, Readable, null>;
/** When to kill: once the child has said `after` lines, and so many microseconds later. */
export type KillMoment = { readonly after: number; readonly delayMicroseconds: number };

/**
 * Children of one script, one of which always waits, loaded, for its job: a kill then costs no start. The script reads
 * its job, one line of JSON, from its standard input and says what it has done, line by line.
 */
export class Standby {
  readonly #command: readonly string[];
  #next: Child;

  /** One child is let through first: those that are killed never get to keep what they compiled for the next. */
  static async of(script: string, kind: string): Promise<Standby> {
    const standby = new Standby([script, kind]);
    await standby.finish({ type: 'nothing' });
    return standby;
  }

  private constructor(command: readonly string[]) {
    this.#command = command;
    this.#next = this.#start();
  }

  /** Gives the next child its job and kills it at the given moment. @returns what it said, also after that moment. */
  kill(job: object, { after, delayMicroseconds }: KillMoment): Promise<string[]> {
    return this.#work(job, (child, said) => {
      if (said !== after) return;
      const until = process.hrtime.bigint() + BigInt(delayMicroseconds) * 1000n;
      while (process.hrtime.bigint() < until);
      child.kill('SIGKILL');
    });
  }

  /** Lets the next child do its job to the end. */
  finish(job: object): Promise<string[]> {
    return this.#work(job, () => undefined);
  }

  close(): void {
    this.#next.kill('SIGKILL');
  }

  #start(): Child {
    const env = { ...process.env, ...QUICK_START };
    return spawn(process.execPath, [...this.#command], { stdio: ['pipe', 'pipe', 'inherit'], env });
  }

  #work(job: object, onLine: (child: Child, said: number) => void): Promise<string[]> {
    const child = this.#next;
    return new Promise<string[]>((resolve, reject) => {
      const said: string[] = [];
      createInterface({ input: child.stdout }).on('line', (line) => {
        said.push(line);
        onLine(child, said.length);
      });
      child.on('error', reject);
      child.on('close', (code, signal) => {
        // A child that was to be killed may have come to its end just before.
        if (signal === 'SIGKILL' || code === 0) resolve(said);
        else reject(new Error(`the child failed: ${String(code)} ${String(signal)}`));
      });
      child.stdin.end(`${JSON.stringify(job)}\n`);
    }).finally(() => {
      this.#next = this.#start();
    });
  }
}
