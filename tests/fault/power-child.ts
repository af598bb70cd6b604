/**
 * A shop's day from its very first start, whose calls to the disk are recorded. Arguments: an empty folder, and `full`
 * or `normal`: whether commits are synced, as the program does it, or not, as its database driver would by itself. Says
 * `ack` and what was acknowledged.
 */
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { WritableDatabase } from '../../main/db/open-database.ts';
import { TestDesk } from '../builders/imports.ts';
import { openWithKey, setUp, Shop } from '../builders/shop.ts';
import { contextOn, Counter, ITEMS } from './support/counter.ts';

const [folder = '', sync = 'full', paper = '', documents = '0'] = process.argv.slice(2);
const path = join(folder, 'shop.db');
/** Into the pipe by a call of this thread: it takes its place among the recorded writes. */
const ack = (what: string): void => void writeSync(1, `ack ${what}\n`);

function open(): WritableDatabase {
  const db = openWithKey(path);
  if (sync === 'normal') db.pragma('synchronous = NORMAL');
  return db;
}

/** The first start: scheme, administrator, a household with points, goods on the shelf. */
async function firstDay(db: WritableDatabase): Promise<void> {
  await setUp(db, 'heixi');
  ack('set-up');
  const shop = new Shop(folder, path, db);
  ack(shop.award(shop.household().id, 900_000_000).id);
  for (let item = 0; item < ITEMS; item += 1) ack(shop.receive(shop.item().id, 1_000_000, 12_345_678).id);
}

function work(db: WritableDatabase, from: number, to: number): void {
  const counter = new Counter(db, `work-${from}`);
  for (let number = from; number < to; number += 1) {
    ack(counter.do('redeem', number));
    if (number % 9 === 0) ack(counter.do('receive', number));
  }
}

async function takePaper(db: WritableDatabase): Promise<void> {
  const desk = new TestDesk(contextOn(db, 'office'));
  const { importId } = await desk.look(readFileSync(paper));
  await desk.take(importId, undefined, ({ stage, done }) => ack(`${stage} ${done}`));
}

const half = Math.floor(Number(documents) / 2);
let db = open();
await firstDay(db);
work(db, 0, half);
db.close();
// The next morning: a clean end takes the log away, and it is made anew.
db = open();
if (paper !== '') await takePaper(db);
work(db, half, Number(documents));
db.close();
