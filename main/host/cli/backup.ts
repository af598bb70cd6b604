import { join, resolve } from 'node:path';
import { ORPCError } from '@orpc/client';
import type { RestorePreview } from '../../../shared/domain/settings/backup.ts';
import type { ReplayedRecord } from '../../../shared/domain/settings/second-record.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { photosLostText, replayedText, replayOfferText } from '../../../shared/messages/backup-text.ts';
import type { BackupDesk } from '../../backup/backup-desk.ts';
import { copyChecked } from '../../backup/make-backup.ts';
import { makeFolderDurablyLater } from '../../files/durable-files.ts';
import type { RescueServices } from '../../transport/rescue-services.ts';
import { answer, refused } from '../../transport/procedures.ts';
import { type Arguments, textOption, UsageError } from './arguments.ts';
import { dataDirOf, withShop } from './data-dir.ts';
import { notWritten } from './not-written.ts';
import type { Answer } from './output.ts';
import { openShop, type ShopClient } from './shop-client.ts';

/** Makes and checks a backup in the data folder; with a folder, a copy of it there too. */
export async function runBackup(given: Arguments): Promise<Answer> {
  const [folder] = given.words;
  return withShop(given, async (shop) => {
    const made = await shop.settings.backUpNow();
    const copy = folder === undefined ? null : await copyTo(made.path, made.fileName, resolve(folder));
    const text = `已备份并核对无误：${copy ?? made.path}（${made.lastSeq}笔单据）`;
    return { data: { backup: made, ...(copy === null ? {} : { copy }) }, text };
  });
}

async function copyTo(path: string, fileName: string, folder: string): Promise<string> {
  const target = join(folder, fileName);
  try {
    await makeFolderDurablyLater(folder);
    if (!copyChecked(path, folder)) throw refused({ code: 'backup_damaged', fileName });
    return target;
  } catch (error) {
    throw error instanceof ORPCError ? error : refused(notWritten(error, target));
  }
}

/**
 * Says what a backup holds and what restoring it would lose; with --yes it does it. An empty data folder, on a new PC
 * say, has no administrator to ask: there is nothing in it to lose.
 */
export async function runRestore(given: Arguments): Promise<Answer> {
  const [file] = given.words;
  if (file === undefined) throw new UsageError('restore 后面要写备份文件');
  const path = resolve(file);
  const opened = await openShop(dataDirOf(given), given.today);
  try {
    if (opened.rescue !== null) return await rescueFrom(opened.rescue, path, given.options['yes'] === true);
    const { initialised, rescue } = await opened.shop.settings.status();
    if (rescue) throw new UsageError('程序正开着救援画面，请在画面里恢复，或先关闭程序');
    const desk = initialised || opened.backup === null ? throughContract(opened.shop) : opened.backup;
    const preview = answer(await desk.preview(path));
    if (given.options['yes'] !== true) {
      const text = `${describe(preview)}\n还没有恢复。确定要恢复请加 --yes`;
      return { data: { restored: false, preview }, text };
    }
    const { lastHash, lostEntries } = preview;
    const restored = answer(await desk.restore(path, { lastHash, lostEntries }));
    const text = `已恢复到“${preview.fileName}”，现有${restored.entries}笔单据。恢复前的状态存为 ${restored.safetyCopy}${photosText(restored)}`;
    if (given.options['replay'] !== true) return { data: { ...restored, restored: true, preview }, text };
    const replayed = await replayFrom(opened.shop, textOption(given.options, 'record'));
    return { data: { ...restored, restored: true, preview, replayed }, text: `${text}\n${replayedText(replayed)}` };
  } finally {
    await opened.close();
  }
}

/** Books that cannot be worked with: nothing can be compared with them, and what is there is kept aside. */
async function rescueFrom(rescue: RescueServices, path: string, yes: boolean): Promise<Answer> {
  const preview = answer(await rescue.preview(path));
  if (!yes) {
    const text = `${holdsText(preview)}\n还没有恢复。确定要恢复请加 --yes`;
    return { data: { restored: false, preview }, text };
  }
  const rescued = answer(await rescue.restore(path, preview.lastHash, null));
  const text = `已恢复到“${preview.fileName}”，现有${rescued.entries}笔单据。原来的文件原样留在 ${rescued.keptIn}${photosText(rescued)}`;
  return { data: { restored: true, preview, ...rescued }, text };
}

function photosText({ photosLost }: { readonly photosLost: number }): string {
  return photosLost === 0 ? '' : `\n${photosLostText(photosLost)}`;
}

/** The books are restored and have their administrator again; the record lies where they say, or in the given folder. */
async function replayFrom({ settings }: ShopClient, folder: string | null): Promise<ReplayedRecord> {
  if (folder !== null) await settings.saveRecordFolder({ path: resolve(folder) });
  return settings.replayRecord();
}

/** The contract's procedures in the shape of the desk behind them; what they refuse, they throw. */
function throughContract({ settings }: ShopClient): Pick<BackupDesk, 'preview' | 'restore'> {
  return {
    preview: async (path) => ok(await settings.restorePreview({ path })),
    restore: async (path, expected) => ok(await settings.restore({ path, ...expected })),
  };
}

function holdsText(preview: Pick<RestorePreview, 'entries' | 'redemptions' | 'lastDocumentNo' | 'shopName'>): string {
  const last = preview.lastDocumentNo === null ? '' : `，末笔${preview.lastDocumentNo}`;
  return `备份里有${preview.entries}笔单据、${preview.redemptions}次兑换${last}（${preview.shopName}）`;
}

function describe(preview: RestorePreview): string {
  const holds = holdsText(preview);
  const loses = `恢复会丢掉之后的${preview.lostEntries}笔单据，其中${preview.lostRedemptions}次兑换`;
  const other = preview.related ? '' : '\n注意：这份备份和现在的账目没有一笔相同，可能是另一个店的';
  const replay = preview.replay === null ? '' : `\n${replayOfferText(preview.replay)}（加 --replay）`;
  return `${holds}\n${loses}${replay}${other}`;
}
