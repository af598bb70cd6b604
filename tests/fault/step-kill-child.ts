/**
 * Migrates, backs up, restores or replays once, all of it on this thread. Arguments: the data folder, what to do, and a
 * backup to restore or the folder of a second record. Says `ready` before and `done` after.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { copyBeforeMigration, makeCopyMeanwhile, tidyFolder } from '../../main/backup/make-backup.ts';
import { replayRecord } from '../../main/backup/replay-record.ts';
import { previewRestore, restoreBooks } from '../../main/backup/restore-books.ts';
import { writeVerifiedMark } from '../../main/backup/verified-mark.ts';
import { MIGRATIONS } from '../../main/db/migrations/migrate.ts';
import { openDatabase, openForReading } from '../../main/db/open-database.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { valueOf } from '../builders/shop.ts';

const [folder = '', what = '', from = ''] = process.argv.slice(2);
const databasePath = join(folder, 'shop.db');
const ownFolder = join(folder, 'backups');
const at = { date: localDate('2026-07-15'), time: '10:00:00' };
const say = (word: string): void => void writeSync(1, `${word}\n`);

async function work(): Promise<void> {
  if (what === 'migrate') {
    openDatabase(databasePath, { beforeMigration: (old) => copyBeforeMigration(old, ownFolder, at) }).close();
  } else if (what === 'backup') {
    const source = openForReading(databasePath);
    const made = await makeCopyMeanwhile(source, {
      folder: ownFolder,
      kind: 'regular',
      at,
      regularCheck: { last: null },
    });
    source.close();
    if (!made.ok || made.mark === null) throw new Error('no backup that was checked in full');
    writeVerifiedMark(ownFolder, { ...made.mark, day: at.date, version: MIGRATIONS.length });
    tidyFolder(ownFolder, made.path);
  } else if (what === 'restore') {
    const { lastHash, lostEntries } = valueOf(previewRestore(databasePath, from, ownFolder));
    valueOf(await restoreBooks({ databasePath, path: from, ownFolder, at, expected: { lastHash, lostEntries } }));
  } else {
    valueOf(replayRecord(databasePath, from));
  }
}

/** The host's own connection stays open meanwhile, as it does in the shop. */
const host = what === 'migrate' ? null : openDatabase(databasePath);
say('ready');
await work();
say('done');
host?.close();
