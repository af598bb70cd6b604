import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { listBackups } from '../../main/backup/backup-names.ts';
import { checkCopy } from '../../main/backup/check-copy.ts';
import { checkPhotos, photosIn, photosOfBooks } from '../../main/backup/photo-copies.ts';
import { openDatabase } from '../../main/db/open-database.ts';
import { openedNumber, unlockPersonal } from '../../main/db/personal/access.ts';
import { findHouseholdByNo } from '../../main/db/repositories/household-repository.ts';
import { findKeptPhoto } from '../../main/db/repositories/photo-repository.ts';
import { PersonalKeyStore } from '../../main/host/personal-key-store.ts';
import { findAfterCut, layOut, scratchFolder } from './support/cut-point.ts';
import type { DiskState } from './support/disk-model.ts';
import { cuts } from './support/cuts.ts';
import { rounds, seeded } from './support/seeded.ts';
import { requireStrace, traced } from './support/strace.ts';

const CUTS = rounds(300);
const CUTS_OF_NUMBERS = rounds(200);
const CUTS_OF_PHOTOS = rounds(60);
/** Those that the child gives to its households. */
const NUMBERS = ['500239197402252419', '522632199209087708'];
/** Redemptions before the backup, and those after it that the restore takes away. */
const [KEPT, TAKEN_AWAY] = [5, 3];

beforeAll(requireStrace);

type Look = (folder: string, state: DiskState, acknowledged: readonly string[]) => string[] | Promise<string[]>;

/** Records what a child does in an empty folder, and looks at what each cut leaves of it, synced and torn. */
async function tryCuts(child: string, count: number, look: Look): Promise<void> {
  const random = seeded(4_711);
  const root = mkdtempSync(join(tmpdir(), 'aixin-power-'));
  const scratch = scratchFolder();
  const problems: string[] = [];
  let tried = 0;
  try {
    const done = await traced(fileURLToPath(new URL(child, import.meta.url)), [root]);
    expect(done.exitCode, done.complaints).toBe(0);
    for (const { acknowledged, disk, call } of cuts(root, done.calls, count)) {
      for (const how of ['synced', 'torn'] as const) {
        const state = how === 'synced' ? disk.synced() : disk.torn(random);
        layOut(state, root, scratch);
        const label = `call ${call} of ${done.calls.length}, ${how}, SHOP_FAULT_SEED=${random.seed}`;
        problems.push(...(await look(scratch, state, acknowledged)).map((each) => `${label}: ${each}`));
      }
      tried += 1;
    }
  } finally {
    for (const each of [root, scratch]) rmSync(each, { recursive: true, force: true });
  }
  expect(problems).toEqual([]);
  expect(tried).toBe(count);
}

/** What must be there after what was said, and what must never be there. */
function problemsAt(folder: string, acknowledged: readonly string[]): string[] {
  const data = join(folder, 'a', 'shop');
  const backups = listBackups(join(data, 'backups'), 'own');
  const onStick = listBackups(join(folder, 'stick'), 'second');
  const problems = [...backups, ...onStick]
    .filter(({ path }) => !checkCopy(path).ok)
    .map(({ path }) => `counts and is no good: ${path}`);
  const there = { backup: backups, copied: onStick };
  for (const [what, name] of acknowledged.map((each) => each.split(' '))) {
    if (what !== 'backup' && what !== 'copied') continue;
    if (!there[what].some(({ fileName }) => fileName === name)) problems.push(`${what} is gone: ${String(name)}`);
  }
  return [...problems, ...keyProblems(join(data, 'key.txt'), acknowledged), ...bookProblems(data, acknowledged)];
}

/** The file of the last write that was acknowledged, or of the one in hand; never a mixture, never nothing. */
function keyProblems(path: string, acknowledged: readonly string[]): string[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const versions = ['', 'first'.repeat(2_000), 'second'.repeat(2_000)];
  const least = acknowledged.filter((each) => each.startsWith('written')).length;
  const found = versions.indexOf(text);
  return found === least || found === least + 1 ? [] : [`after ${least} writes the file holds ${text.slice(0, 20)}`];
}

/** Until the restore begins the books have everything; while it runs, before or after; then what the backup had. */
function bookProblems(data: string, acknowledged: readonly string[]): string[] {
  const documents = acknowledged.filter((each) => each.startsWith('redeem-'));
  if (documents.length === 0 && !existsSync(join(data, 'shop.db'))) return [];
  const { has, broken } = findAfterCut(data, true);
  const [before, after] = [documents.slice(0, KEPT), documents.slice(KEPT + TAKEN_AWAY)];
  const between = documents.slice(KEPT, KEPT + TAKEN_AWAY).filter((each) => !has(each)).length;
  const missing = [...before, ...after].filter((each) => !has(each));
  const problems = [...broken, ...missing.map((each) => `lost: ${each}`)];
  const restored = acknowledged.includes('restored');
  if (!acknowledged.includes('restoring') && between > 0) problems.push('taken away before the restore');
  if (restored ? between < TAKEN_AWAY : between % TAKEN_AWAY !== 0) problems.push(`${between} taken away`);
  return problems;
}

test('files that were acknowledged outlive a power cut, under their names and whole', {
  timeout: 600_000,
}, async () => {
  await tryCuts('power-files-child.ts', CUTS, (folder, _state, acknowledged) => problemsAt(folder, acknowledged));
});

/** The key that lies in the data folder opens every number that was acknowledged, and none stands there in clear. */
async function numberProblems(folder: string, state: DiskState, acknowledged: readonly string[]): Promise<string[]> {
  const clear = [...state].filter(([, bytes]) => NUMBERS.some((number) => bytes.includes(number)));
  const problems = clear.map(([path]) => `in clear: ${path}`);
  if (acknowledged.length === 0) return problems;
  const data = join(folder, 'shop');
  const stored = await new PersonalKeyStore(data, null).load();
  if (stored.kind !== 'key') return [...problems, `the key is gone: ${stored.kind}`];
  const db = openDatabase(join(data, 'shop.db'));
  unlockPersonal(db, stored);
  const lost = acknowledged.filter((number, index) => {
    const household = findHouseholdByNo(db, `GM00${index}`);
    return openedNumber(db, household?.idNumber ?? null) !== number;
  });
  db.close();
  return [...problems, ...lost.map((number) => `lost: ${number}`)];
}

test('identity numbers that were acknowledged can be read after a power cut, by the key that is there', {
  timeout: 600_000,
}, async () => {
  await tryCuts('power-numbers-child.ts', CUTS_OF_NUMBERS, numberProblems);
});

/**
 * What was kept is there and whole, in the books and on the disk; no document carries a picture that is not; and what
 * was brought to a stick is there too.
 */
function photoProblems(folder: string, _state: DiskState, acknowledged: readonly string[]): string[] {
  if (acknowledged.length === 0) return [];
  const data = join(folder, 'shop');
  const db = openDatabase(join(data, 'shop.db'));
  try {
    const carried = photosOfBooks(db);
    const problems = checkPhotos(carried, photosIn(data)).map(
      ({ photo, kind }) => `carried and ${kind}: ${photo.sha256}`,
    );
    const onStick = new Set(checkPhotos(carried, photosIn(join(folder, 'stick'))).map(({ photo }) => photo.sha256));
    for (const [what, sha256 = ''] of acknowledged.map((each) => each.split(' '))) {
      const attached = carried.some((photo) => photo.sha256 === sha256);
      if (what === 'kept' && findKeptPhoto(db, sha256) === null) problems.push(`not kept: ${sha256}`);
      if (what === 'kept' && !existsSync(join(photosIn(data), `${sha256}.jpg`))) problems.push(`no file: ${sha256}`);
      if (what === 'attached' && !attached) problems.push(`lost: ${sha256}`);
      if (what === 'copied' && (!attached || onStick.has(sha256))) problems.push(`not on the stick: ${sha256}`);
    }
    return problems;
  } finally {
    db.close();
  }
}

test('no power cut leaves a document with a picture that is not there', { timeout: 600_000 }, async () => {
  await tryCuts('power-photos-child.ts', CUTS_OF_PHOTOS, photoProblems);
});
