import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { workbookFile } from '../builders/files.ts';
import { findAfterCut, layOut, scratchFolder } from './support/cut-point.ts';
import { cuts } from './support/cuts.ts';
import { paperWorkbook } from './support/import-workbook.ts';
import { rounds, seeded } from './support/seeded.ts';
import { requireStrace, traced } from './support/strace.ts';

const CHILD = fileURLToPath(new URL('power-child.ts', import.meta.url));
const CUTS = rounds(1_000);
const CUTS_WITHOUT_SYNC = rounds(200);
const DOCUMENTS = 120;
/** Books are counted again at every so many cuts; the cheap checks are made at all of them. */
const THOROUGH_EVERY = 5;

beforeAll(requireStrace);

/** Records a shop's day, call by call. */
async function recordDay(sync: 'full' | 'normal', documents: number, withPaper: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'aixin-power-'));
  const paper = mkdtempSync(join(tmpdir(), 'aixin-paper-'));
  try {
    const file = join(paper, 'paper.xlsx');
    if (withPaper) writeFileSync(file, workbookFile(paperWorkbook()));
    const done = await traced(CHILD, [folder, sync, withPaper ? file : '', String(documents)]);
    if (done.exitCode !== 0) throw new Error(`the day was not recorded: ${done.complaints}`);
    return { root: folder, calls: done.calls };
  } finally {
    for (const each of [folder, paper]) rmSync(each, { recursive: true, force: true });
  }
}

test('a power cut at any of a thousand moments loses nothing that was acknowledged', { timeout: 600_000 }, async () => {
  const random = seeded(31_337);
  const { root, calls } = await recordDay('full', DOCUMENTS, true);
  const scratch = scratchFolder();
  let [tried, last] = [0, { generation: -1, found: null as ReturnType<typeof findAfterCut> | null }];
  const lost: string[] = [];
  try {
    for (const { acknowledged, disk, call } of cuts(root, calls, CUTS)) {
      const thorough = tried % THOROUGH_EVERY === 0;
      const look = (how: string, found: ReturnType<typeof findAfterCut>): void => {
        const missing = acknowledged.filter((each) => !found.has(each));
        const where = `call ${call} of ${calls.length}, ${how}, SHOP_FAULT_SEED=${random.seed}`;
        if (missing.length > 0) lost.push(`${where}: ${missing.length} of ${acknowledged.length} lost`);
        lost.push(...found.broken.map((each) => `${where}: ${each}`));
      };
      if (last.generation !== disk.generation || last.found === null) {
        layOut(disk.synced(), root, scratch);
        last = { generation: disk.generation, found: findAfterCut(scratch, true) };
      }
      look('only what was synced', last.found ?? findAfterCut(scratch, true));
      layOut(disk.torn(random), root, scratch);
      look('unsynced writes torn and out of order', findAfterCut(scratch, thorough));
      tried += 1;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`power cuts: ${tried} moments among ${calls.length} calls, twice each: ${lost.length} lost anything`);
  expect(lost).toEqual([]);
  expect(tried).toBe(CUTS);
});

test('the same without syncing commits loses acknowledged work, and this test sees it', {
  timeout: 600_000,
}, async () => {
  const { root, calls } = await recordDay('normal', 60, false);
  const scratch = scratchFolder();
  const broken: string[] = [];
  let [tried, losing] = [0, 0];
  try {
    for (const { acknowledged, disk } of cuts(root, calls, CUTS_WITHOUT_SYNC)) {
      layOut(disk.synced(), root, scratch);
      const found = findAfterCut(scratch, false);
      tried += 1;
      broken.push(...found.broken);
      if (acknowledged.some((each) => !found.has(each))) losing += 1;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`power cuts without synced commits: ${losing} of ${tried} lost acknowledged work`);
  expect(losing).toBeGreaterThan(tried / 2);
  expect(broken).toEqual([]);
});
