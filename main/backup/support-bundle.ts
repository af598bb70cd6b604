import { readdirSync, readFileSync, statSync } from 'node:fs';
import { arch, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { RescueCause } from '../../shared/domain/settings/rescue.ts';
import { MIGRATIONS } from '../db/migrations/migrate.ts';
import { type CopyConnection, sqliteCodeOf } from '../db/open-copy.ts';
import { onCopy } from './salvage.ts';
import { BOOK_FILES } from './rescue-restore.ts';
import { readMarker } from './shop-marker.ts';

const KEPT_LOG_BYTES = 200_000;
const MOST_CHECK_LINES = 50;

/**
 * What somebody who repairs needs to know, and nothing about the people of the village: counts, sizes, versions, states.
 * No row of any table, no value of any setting, no sentence of any error.
 */
export function supportBundle(dataDir: string, version: string, cause: RescueCause | null, at: string): string {
  const bundle = {
    made: at,
    program: { version, layout: MIGRATIONS.length, node: process.version },
    system: {
      platform: platform(),
      release: release(),
      arch: arch(),
      memoryMegabytes: Math.round(totalmem() / 1_048_576),
    },
    cause: cause === null ? null : { ...cause, ...('from' in cause ? { from: '', computer: '' } : {}) },
    files: filesOf(dataDir),
    marker: markerFacts(dataDir),
    books: onCopy(join(dataDir, BOOK_FILES[0]), (db) => [booksFacts(db)])[0] ?? null,
    faults: faults(dataDir),
  };
  return `${JSON.stringify(bundle, null, 2)}\n`;
}

function filesOf(dataDir: string): { readonly name: string; readonly bytes: number; readonly changed: string }[] {
  const folders = ['', 'backups', 'damaged', 'logs'];
  return folders.flatMap((folder) =>
    namesIn(join(dataDir, folder)).flatMap((name) => {
      const found = statSync(join(dataDir, folder, name), { throwIfNoEntry: false });
      if (!found?.isFile() || !KNOWN_NAME.test(name)) return [];
      const shown = folder === '' ? name : `${folder}/${name}`;
      return [{ name: shown, bytes: found.size, changed: found.mtime.toISOString() }];
    }),
  );
}

/** A file that a person put there may bear a person's name. */
const KNOWN_NAME =
  /^(shop\.(db(-wal|-shm)?|json)|host\.lock\.json|faults\.log|[a-z-]+-\d{4}-\d{2}-\d{2}-\d{6}-\d+-[0-9a-f]{8}(-unsound)?\.db)$/;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function markerFacts(dataDir: string): unknown {
  try {
    const found = readMarker(dataDir);
    if (found.kind !== 'read') return found.kind;
    const { last, session, since, checkedMs, lastSeenMs, notSound } = found.marker;
    return {
      since,
      lastSeq: last?.seq ?? null,
      lastHash: last?.hash ?? null,
      closedInOrder: session === null,
      checked: new Date(checkedMs).toISOString(),
      lastSeen: new Date(lastSeenMs).toISOString(),
      sound: notSound === null,
    };
  } catch {
    return 'unreadable';
  }
}

function booksFacts(db: CopyConnection): unknown {
  return {
    layout: readable(() => db.pragma('user_version', { simple: true })),
    pages: readable(() => db.pragma('page_count', { simple: true })),
    pageBytes: readable(() => db.pragma('page_size', { simple: true })),
    quickCheck: readable(() => quickCheck(db)),
    tables: readable(() => counts(db)),
    settings: readable(() => db.prepare('SELECT key FROM setting ORDER BY key').pluck().all()),
    last: readable(() => db.prepare('SELECT seq, kind, hash FROM entry ORDER BY seq DESC LIMIT 1').get() ?? null),
  };
}

/** SQLite names pages, tables and columns here, never what stands in them. */
function quickCheck(db: CopyConnection): unknown {
  return db.pragma(`quick_check(${MOST_CHECK_LINES})`);
}

function counts(db: CopyConnection): Record<string, unknown> {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  const ours = names.filter((name) => /^[a-z_0-9]+$/.test(name));
  return Object.fromEntries(
    ours.map((name) => [name, readable(() => db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())]),
  );
}

/** The value, or the code of the error that came instead of it. */
function readable(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return { unreadable: sqliteCodeOf(error) ?? 'fault' };
  }
}

const HEAD = /^(\S+Z) (\d{6}-\d{4}) ([\w. -]+)$/;
const NAME = /^([A-Z]\w*(Error)?)\b/;
const FRAME = /^\s+at .*?([\w.-]+\.(?:ts|js|mjs|cjs)):(\d+):(\d+)\)?$/;

/** When, which procedure, what kind of error, and where in the program: what an error says may quote what was typed. */
function faults(dataDir: string): string[] {
  let log: string;
  try {
    log = readFileSync(join(dataDir, 'logs', 'faults.log'), 'utf8').slice(-KEPT_LOG_BYTES);
  } catch {
    return [];
  }
  let afterHead = false;
  return log.split('\n').flatMap((line) => {
    const head = HEAD.exec(line);
    if (head) {
      afterHead = true;
      return [line];
    }
    const frame = FRAME.exec(line);
    if (frame) return [`  ${frame[1] ?? ''}:${frame[2] ?? ''}:${frame[3] ?? ''}`];
    const name = afterHead ? NAME.exec(line) : null;
    afterHead = false;
    return name ? [`  ${name[1] ?? ''}`] : [];
  });
}
