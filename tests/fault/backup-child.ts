/**
 * Backs up, or restores, again and again until it is killed. Arguments: data folder, `backup` or `restore`, and for
 * restoring the two files to go back and forth between. Says `ready`, then the name of every file that counts.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeCopyMeanwhile, tidyFolder } from '../../main/backup/make-backup.ts';
import { previewRestore, restoreBooks } from '../../main/backup/restore-books.ts';
import { sweepParts } from '../../main/backup/backup-names.ts';
import { openDatabase, openForReading } from '../../main/db/open-database.ts';
import { localDate } from '../../shared/kernel/local-date.ts';

const [folder = '', what = '', ...files] = process.argv.slice(2);
const databasePath = join(folder, 'shop.db');
const ownFolder = join(folder, 'backups');
const say = (line: string) => writeSync(1, `${line}\n`);
/** The host's own connection stays open meanwhile, as it does in the shop. */
const host = openDatabase(databasePath);
const at = (round: number) => ({
  date: localDate('2026-07-15'),
  time: `10:${String(Math.floor(round / 60) % 60).padStart(2, '0')}:${String(round % 60).padStart(2, '0')}`,
});

say('ready');
for (let round = 0; host.open; round += 1) {
  sweepParts(ownFolder);
  if (what === 'backup') {
    const reader = openForReading(databasePath);
    const made = await makeCopyMeanwhile(reader, { folder: ownFolder, kind: 'regular', at: at(round) });
    reader.close();
    if (!made.ok) throw new Error(made.problem.code);
    tidyFolder(ownFolder, made.path);
    say(made.path);
    continue;
  }
  const path = files[round % files.length] ?? '';
  const preview = previewRestore(databasePath, path, ownFolder);
  if (!preview.ok) throw new Error(preview.error.code);
  const { lastHash, lostEntries } = preview.value;
  const done = await restoreBooks({
    databasePath,
    path,
    ownFolder,
    at: at(round),
    expected: { lastHash, lostEntries },
  });
  if (!done.ok) throw new Error(done.error.code);
  say(path);
}
