import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/kernel/assert.ts';
import { openForReading } from '../db/open-database.ts';
import { type RecordStep, RecordWriter } from './record-writer.ts';

/** What the thread is told: to bring the record up to the books now, or to do that a last time and end. */
export type RecordWord = 'sync' | 'end';
export type RecordAnswer = {
  readonly step: RecordStep /** How many words were followed. */;
  readonly followed: number;
};
export type RecordJob = { readonly databasePath: string; readonly folder: string };

/** How often it is looked whether anything was committed: one reading of a counter in memory. */
const LOOK_EVERY_MS = 100;
/** How often a medium that is away or failing is looked for. */
const AGAIN_AFTER_MS = 5_000;

const port = must(parentPort, 'runs as a worker');
const { databasePath, folder } = workerData as RecordJob;
const db = openForReading(databasePath);
const month = () => new Date().toISOString().slice(0, 7);
const writer = new RecordWriter({ db, folder, month });
const commits = db.prepare('PRAGMA data_version').pluck();

let seen: unknown = null;
let followed = 0;
let wait = LOOK_EVERY_MS;
let told = '';
let quiet = 0;

function follow(asked: boolean): void {
  const now = commits.get();
  quiet += wait;
  if (!asked && quiet < AGAIN_AFTER_MS && now === seen) return;
  quiet = 0;
  let step = writer.catchUp();
  while (step.condition === 'present' && (step.behind ?? 0) > 0) {
    tell(step);
    step = writer.catchUp();
  }
  seen = now;
  wait = step.condition === 'absent' || step.condition === 'failing' ? AGAIN_AFTER_MS : LOOK_EVERY_MS;
  tell(step);
}

function tell(step: RecordStep): void {
  const text = JSON.stringify([step, followed]);
  if (text !== told) port.postMessage({ step, followed } satisfies RecordAnswer);
  told = text;
}

function look(): void {
  follow(false);
  timer = setTimeout(look, wait);
}

let timer = setTimeout(look, 0);
port.on('message', (word: RecordWord) => {
  followed += 1;
  follow(true);
  if (word === 'sync') return;
  clearTimeout(timer);
  db.close();
  port.close();
});
