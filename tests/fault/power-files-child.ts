/**
 * Makes files that must outlive a power cut: a data folder and books in it, a small file written twice, a backup, its
 * copy on a stick, and then a restore. Argument: an empty folder. Says `ack` and what was acknowledged.
 */
import { mkdirSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { copyToSecondFolder, makeCopyMeanwhile } from '../../main/backup/make-backup.ts';
import { previewRestore, restoreBooks } from '../../main/backup/restore-books.ts';
import { openForReading } from '../../main/db/open-database.ts';
import { makeFolderDurably, syncFolder, writeFileDurablySync } from '../../main/files/durable-files.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { openWithKey, setUp, Shop, TODAY, valueOf } from '../builders/shop.ts';
import { Counter, ITEMS } from './support/counter.ts';

const [root = ''] = process.argv.slice(2);
const data = join(root, 'a', 'shop');
const databasePath = join(data, 'shop.db');
const ownFolder = join(data, 'backups');
const stick = join(root, 'stick');
const at = { date: localDate(TODAY), time: '10:00:00' };
const ack = (what: string): void => void writeSync(1, `ack ${what}\n`);

makeFolderDurably(data);
const db = openWithKey(databasePath);
await setUp(db, 'heixi');
const shop = new Shop(data, databasePath, db);
shop.award(shop.household().id, 900_000_000);
for (let item = 0; item < ITEMS; item += 1) shop.receive(shop.item().id, 1_000_000, 12_345_678);
const counter = new Counter(db, 'files');
for (let number = 0; number < 5; number += 1) ack(counter.do('redeem', number));

for (const text of ['first', 'second']) {
  writeFileDurablySync(join(data, 'key.txt'), text.repeat(2_000));
  ack(`written ${text}`);
}

const reader = openForReading(databasePath);
const made = await makeCopyMeanwhile(reader, { folder: ownFolder, kind: 'regular', at });
reader.close();
if (!made.ok) throw new Error(made.problem.code);
ack(`backup ${basename(made.path)}`);

mkdirSync(stick);
syncFolder(root);
const second = copyToSecondFolder(made.path, stick);
if (second !== 'present') throw new Error(`the stick is ${second}`);
ack(`copied ${basename(made.path)}`);

for (let number = 5; number < 8; number += 1) ack(counter.do('redeem', number));
ack('restoring');
const preview = valueOf(previewRestore(databasePath, made.path, ownFolder));
const { lastHash, lostEntries } = preview;
const restored = valueOf(
  await restoreBooks({ databasePath, path: made.path, ownFolder, at, expected: { lastHash, lostEntries } }),
);
ack('restored');
ack(`backup ${basename(restored.safetyCopy)}`);
for (let number = 8; number < 10; number += 1) ack(counter.do('redeem', number));
db.close();
