import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BackupDesk, type SelfDone } from '../../main/backup/backup-desk.ts';
import { workerUrl } from '../../main/host/worker-url.ts';
import type { BackupMoment } from '../../shared/domain/settings/backup.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import type { Shop } from './shop.ts';

/** The desk of a test's shop, with a clock that the test sets and media that it plugs in. */
export class TestBackups {
  at: BackupMoment = { date: localDate('2026-07-15'), time: '10:20:03' };
  readonly told: SelfDone[] = [];
  restored = 0;
  /** Where media show up that somebody plugs in. */
  readonly media: string;
  readonly desk: BackupDesk;

  constructor(shop: Shop) {
    this.media = `${shop.folder}-media`;
    this.desk = new BackupDesk({
      db: shop.db,
      dataDir: shop.folder,
      workerUrl: workerUrl('backup-maker'),
      recordWorkerUrl: workerUrl('record-keeper'),
      mediaRoots: () => (existsSync(this.media) ? readdirSync(this.media).map((name) => join(this.media, name)) : []),
      now: () => this.at,
      nowMs: () => 0,
      onRestored: () => (this.restored += 1),
      tell: (did) => this.told.push(did),
      onFault: (error) => {
        throw error;
      },
    });
  }

  /** Plugs a stick in that carries a folder of this name; gives the folder. */
  plugIn(name: string, folder: string): string {
    const path = join(this.media, name, folder);
    mkdirSync(path, { recursive: true });
    return path;
  }

  async close(): Promise<void> {
    await this.desk.stop();
    rmSync(this.media, { recursive: true, force: true });
  }
}
