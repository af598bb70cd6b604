/**
 * A shop whose disk gives trouble, asked through the real router, and asked again as people do. Arguments: a data
 * folder, what to do, and how often (or a file). Says each answer as a line of JSON: `Answered`.
 */
import fs, { openAsBlob, writeSync } from 'node:fs';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { ORPCError } from '@orpc/client';
import { drain } from '../../main/host/cli/setup.ts';
import { must } from '../../shared/kernel/assert.ts';
import { entryId, quantity } from '../../shared/kernel/brands.ts';
import { documentId } from './support/counter.ts';

/** One answer: what was asked, and the error's code and data unless it was done. */
export type Answered = { readonly asked: string; readonly error: string | null; readonly data: unknown };

const [folder = '', what = '', how = ''] = process.argv.slice(2);
const TRIES = 12;

// Exports get names that strace can be told beforehand; nothing else about them changes.
let [turn, ids] = [0, 0];
crypto.randomUUID = () => `turn-${turn}-0-0-${(ids += 1)}`;
fs.mkdtempSync = ((prefix: string) => {
  const known = `${prefix.replace(/-\d+-$/, '-')}known`;
  fs.mkdirSync(known, { recursive: true });
  return known;
}) as typeof fs.mkdtempSync;
syncBuiltinESMExports();

const { TestHost } = await import('../builders/host.ts');
const opened = await TestHost.open(folder);
const shop = opened.as('administrator');

async function ask(asked: string, work: () => Promise<unknown>): Promise<boolean> {
  const say = (error: string | null, data: unknown): void => {
    writeSync(1, `${JSON.stringify({ asked, error, data } satisfies Answered)}\n`);
  };
  try {
    say(null, (await work()) ?? null);
    return true;
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    say(String(error.code), error.data);
    return false;
  }
}

/** Until it is done, as somebody at the counter would; between two tries, something is looked up. */
async function insist(asked: string, work: () => Promise<unknown>, tries = TRIES): Promise<void> {
  for (let again = 0; again < tries; again += 1) {
    if (await ask(asked, work)) return;
    await ask('look', async () => (await shop.goods.items()).length);
  }
}

async function redeem(number: number): Promise<unknown> {
  const [household] = (await shop.household.search({ query: '王', limit: 1 })).slice(0, 1);
  const lines = (await shop.goods.items()).map(({ id }) => ({ itemId: id, quantity: quantity(1) }));
  const requestId = entryId(documentId('redeem', number));
  return (await shop.redemption.redeem({ requestId, householdId: must(household, 'a household').id, lines })).id;
}

async function takePaper(file: string): Promise<void> {
  const paper = new File([await openAsBlob(file)], '台账.xlsx');
  let importId = '';
  await insist('preview', async () => {
    ({ importId } = await drain(await shop.ledger.previewImport({ file: paper })));
  });
  await insist('commit', async () => (await drain(await shop.ledger.commitImport({ importId }))).sheets.length, 60);
}

async function exportAll(): Promise<void> {
  const all = { ledger: null, from: null, to: null, villageId: null, householdId: null };
  await insist('export', async () => {
    [turn, ids] = [turn + 1, 0];
    const { exportId } = await drain(await shop.ledger.export(all));
    return (await shop.ledger.exportedFile({ exportId })).size;
  });
}

if (what === 'redeem') {
  for (let number = 0; number < Number(how); number += 1) await insist('redeem', () => redeem(number));
} else if (what === 'import') await takePaper(how);
else if (what === 'backup') {
  await ask('backup', async () => (await shop.settings.backUpNow()).fileName);
  await ask('redeem', () => redeem(0));
} else if (what === 'export') await exportAll();
writeSync(
  1,
  `${JSON.stringify({ asked: 'synchronous', error: null, data: opened.host.services.db.pragma('synchronous', { simple: true }) })}\n`,
);
await opened.host.services.backup.stop();
opened.host.close();
