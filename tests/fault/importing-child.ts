/**
 * A host that looks at files and takes in what is good of them, one after the other, as the window asks it to, in a
 * process of its own whose memory can be measured. Arguments: the data folder, the files. Says one line of JSON for
 * each file, and one for itself at the end.
 */
import { readFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { isDefinedError, ORPCError } from '@orpc/client';
import { openShop } from '../../main/host/cli/shop-client.ts';
import { drain } from '../../main/host/cli/setup.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';

export type FileReport = {
  readonly file: string;
  readonly refused: string | null;
  readonly sentence: string;
  readonly sheets: readonly {
    readonly ledger: string | null;
    readonly good: number;
    readonly bad: number;
    readonly added: number;
    readonly messages: readonly string[];
  }[];
};
/** `megabytes` is the most memory the process ever held. */
export type ChildReport = { readonly megabytes: number; readonly problem: unknown };

const [dataDir = '', ...files] = process.argv.slice(2);
const say = (value: FileReport | ChildReport): unknown => writeSync(1, `${JSON.stringify(value)}\n`);
const { shop, close } = await openShop(dataDir, null);

async function takeIn(path: string): Promise<FileReport> {
  const name = basename(path);
  try {
    const file = new File([readFileSync(path)], name);
    const preview = await drain(await shop.ledger.previewImport({ file, mapping: null }));
    const outcome = await drain(await shop.ledger.commitImport({ importId: preview.importId }));
    // What the preview said is what the commit says: nothing is found out too late.
    const said = (sheets: readonly { good: number; bad: number }[]): string =>
      JSON.stringify(sheets.map(({ good, bad }) => [good, bad]));
    if (said(preview.sheets) !== said(outcome.sheets)) throw new Error(`${name}: ${said(preview.sheets)} was promised`);
    const sheets = outcome.sheets.map(({ ledger, good, bad, added, problems }) => ({
      ledger,
      good,
      bad,
      added,
      messages: problems.map(({ message }) => message),
    }));
    return { file: name, refused: null, sentence: '', sheets };
  } catch (error) {
    if (!(error instanceof ORPCError) || !isDefinedError(error) || error.code !== 'REFUSED') throw error;
    const refusal = error.data as Refusal;
    return { file: name, refused: refusal.code, sentence: refusalText(refusal), sheets: [] };
  }
}

for (const path of files) say(await takeIn(path));
const { problem } = await shop.settings.verify();
await close();
say({ megabytes: Math.ceil(process.resourceUsage().maxRSS / 1024), problem });
