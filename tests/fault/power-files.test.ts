import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { listBackups } from '../../main/backup/backup-names.ts';
import { checkCopy } from '../../main/backup/check-copy.ts';
import { findAfterCut, layOut, scratchFolder } from './support/cut-point.ts';
import { cuts } from './support/cuts.ts';
import { rounds, seeded } from './support/seeded.ts';
import { requireStrace, traced } from './support/strace.ts';

const CHILD = fileURLToPath(new URL('power-files-child.ts', import.meta.url));
const CUTS = rounds(300);
/** Redemptions before the backup, and those after it that the restore takes away. */
const [KEPT, TAKEN_AWAY] = [5, 3];

beforeAll(requireStrace);

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
  const random = seeded(4_711);
  const root = mkdtempSync(join(tmpdir(), 'aixin-power-'));
  const scratch = scratchFolder();
  const problems: string[] = [];
  let tried = 0;
  try {
    const done = await traced(CHILD, [root]);
    expect(done.exitCode, done.complaints).toBe(0);
    for (const { acknowledged, disk, call } of cuts(root, done.calls, CUTS)) {
      for (const how of ['synced', 'torn'] as const) {
        layOut(how === 'synced' ? disk.synced() : disk.torn(random), root, scratch);
        const label = `call ${call} of ${done.calls.length}, ${how}, SHOP_FAULT_SEED=${random.seed}`;
        problems.push(...problemsAt(scratch, acknowledged).map((each) => `${label}: ${each}`));
      }
      tried += 1;
    }
  } finally {
    for (const each of [root, scratch]) rmSync(each, { recursive: true, force: true });
  }
  expect(problems).toEqual([]);
  expect(tried).toBe(CUTS);
});
