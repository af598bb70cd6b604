/**
 * A counter or an office that works as fast as it can and says on stdout what has been committed, until it is killed or
 * has done its job. The argument says where it works; the job comes as
 * one line of JSON on stdin: `Job`.
 */
import { readFileSync, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { openWithKey } from '../builders/shop.ts';
import { contextOn, Counter, type CounterKind } from './support/counter.ts';

export type Job =
  | { readonly type: CounterKind; readonly path: string; readonly first: number; readonly run: number }
  | { readonly type: 'import'; readonly path: string; readonly file: string; readonly run: number }
  | { readonly type: 'nothing' };

/** Written straight to the pipe: what stands there was committed before. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

/** What takes long to load is loaded while the child waits, and only by a child that will need it. */
const office = process.argv[2] === 'office' ? await import('../builders/imports.ts') : null;

function atTheCounter({ type, path, first, run }: Extract<Job, { first: number }>): void {
  const db = openWithKey(path);
  const counter = new Counter(db, `${type}-${run}`);
  say('ready');
  for (let number = first; db.open; number += 1) say(counter.do(type, number));
}

async function inTheOffice(path: string, file: string, run: number): Promise<void> {
  if (office === null) throw new Error('this child works at the counter');
  const db = openWithKey(path);
  const desk = new office.TestDesk(contextOn(db, `office-${run}`));
  const { importId } = await desk.look(readFileSync(file));
  say('ready');
  const outcome = await desk.take(importId, undefined, ({ stage, done }) => say(`${stage} ${done}`));
  say(`finished ${JSON.stringify(outcome.sheets.map(({ added, skipped, bad }) => [added, skipped, bad]))}`);
  db.close();
}

const job = JSON.parse(await text(process.stdin)) as Job;
if (job.type === 'import') await inTheOffice(job.path, job.file, job.run);
else if (job.type !== 'nothing') atTheCounter(job);
