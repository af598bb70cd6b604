import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Village } from '../domain/household/household.ts';
import type { WorkProgress } from '../domain/ledger/import-report.ts';
import type { ReceiptLayout } from '../domain/redemption/receipt-layout.ts';
import type {
  BackupHealth,
  BackupState,
  ListedBackup,
  Restored,
  RestoreDrill,
  RestorePreview,
} from '../domain/settings/backup.ts';
import type { ClockSuspicion } from '../domain/settings/clock.ts';
import { PAPER_WIDTHS_MM, type PrinterSettings, type PrintOutcome } from '../domain/settings/printer.ts';
import type { ReplayedRecord } from '../domain/settings/second-record.ts';
import { type PointsScheme, SCHEME_IDS } from '../domain/settings/scheme.ts';
import {
  SECOND_PERSON_OPERATIONS,
  SECOND_PERSON_RULES,
  type SecondPersonLimits,
} from '../domain/staff/second-person.ts';
import type { LocalDate } from '../kernel/brands.ts';
import type { KeyKeeper, LockReason } from '../domain/household/personal-data.ts';
import {
  ACCOUNTS,
  ADMINISTRATION,
  COUNTER,
  EVERYONE,
  OFFICE_READERS,
  procedure,
  zApproval,
  zLocalDate,
  zReason,
  zSecret,
  zText,
} from './base.ts';
import type { FirstSession, Session } from './staff.ts';

/** What a window needs before anyone has signed in. */
export type ShopStatus = {
  readonly initialised: boolean;
  readonly demo: boolean;
  /** Shown on the sign-in screen of a demonstration shop only. */
  readonly demoPin: string | null;
  readonly shopName: string;
  readonly villages: readonly Village[];
  readonly schemeName: string;
  readonly businessDate: LocalDate;
  readonly version: string;
  /** The books cannot be worked with: the rescue screen stands in front of everything. */
  readonly rescue: boolean;
  /** Why the day this PC shows is not believed; null when it is, or was confirmed. */
  readonly clock: ClockSuspicion | null;
};

/** The first thing that is off, in words an inspector can follow; null when all is well. */
export type VerifyReport = {
  readonly entries: number;
  readonly postings: number;
  readonly lastHash: string;
  readonly problem: { readonly code: string; readonly where: string; readonly message: string } | null;
  /** Pictures that documents carry. The books may agree while some are gone: that is told by itself. */
  readonly photos: PhotosReport;
};

export type PhotosReport = {
  readonly carried: number;
  /** How many are gone or altered. */
  readonly off: number;
  /** The first of them, each in words. */
  readonly messages: readonly string[];
};

/** Whether numbers of people can be read here, and who keeps their key. */
export type PersonalKeyState =
  | {
      readonly kind: 'open';
      readonly keeper: KeyKeeper;
      readonly readableByOthers: boolean;
      /** Whether anybody ever put the recovery key onto paper. */
      readonly recoveryKeyShown: boolean;
    }
  | { readonly kind: 'locked'; readonly why: LockReason };

/** The key that opens the numbers on another PC, as it is written down. */
export type RecoveryKey = { readonly shopName: string; readonly madeOn: LocalDate; readonly lines: readonly string[] };

const zPrinter = z.object({
  paperWidthMm: z.literal(PAPER_WIDTHS_MM),
  connection: z.discriminatedUnion('type', [
    z.object({ type: z.literal('none') }),
    z.object({ type: z.literal('tcp'), host: z.string().min(1).max(255), port: z.int().min(1).max(65535) }),
    z.object({ type: z.literal('device'), path: z.string().min(1).max(260) }),
    z.object({ type: z.literal('serial'), path: z.string().min(1).max(260), baudRate: z.int().min(1200).max(921600) }),
    z.object({ type: z.literal('share'), path: z.string().min(1).max(260) }),
  ]),
  automatic: z.boolean(),
});

const SETTABLE = SECOND_PERSON_OPERATIONS.filter((operation) => SECOND_PERSON_RULES[operation].unit !== 'always');

const zPath = z.string().min(1).max(1024);

export const settingsContract = {
  status: procedure('public', '本店状态').output(type<ShopStatus>()),
  presets: procedure('public', '积分方案预设').output(type<readonly PointsScheme[]>()),
  initialise: procedure('public', '首次设置；只在尚未初始化时可用')
    .input(
      z.object({
        scheme: z.enum(SCHEME_IDS),
        shopName: zText(64).pipe(z.string().min(1)),
        villageNames: z
          .array(zText(32).pipe(z.string().min(1)))
          .min(1)
          .max(50),
        administratorName: zText(32).default('管理员'),
        secret: zSecret,
      }),
    )
    .output(type<FirstSession>()),
  createDemo: procedure('public', '建一个演示村；只在尚未初始化时可用')
    .input(
      z.object({
        households: z.int().min(1).max(5000).default(200),
        years: z.int().min(1).max(5).default(1),
        seed: z.int().default(1),
      }),
    )
    .output(eventIterator(type<WorkProgress>(), type<Session>())),
  confirmDay: procedure(['administrator'], '确认电脑的日期没有错；只对这一天有效')
    .input(z.object({ day: zLocalDate }))
    .output(type<null>()),
  reportFault: procedure('public', '窗口出错时记入出错记录，得到事故号')
    .input(z.object({ place: zText(64), message: zText(500), stack: z.string().max(6000) }))
    .output(type<{ readonly incident: string }>()),
  printer: procedure(EVERYONE, '打印机设置').output(type<PrinterSettings>()),
  savePrinter: procedure(COUNTER, '保存打印机设置').input(zPrinter).output(type<PrinterSettings>()),
  testPrint: procedure(COUNTER, '打印测试页').input(zPrinter).output(type<PrintOutcome>()),
  testPage: procedure(EVERYONE, '测试页的样子')
    .input(z.object({ paperWidthMm: z.literal(PAPER_WIDTHS_MM) }))
    .output(type<ReceiptLayout>()),
  secondPersonLimits: procedure(EVERYONE, '从多大数额起要另一位同意').output(type<SecondPersonLimits>()),
  saveSecondPersonLimits: procedure(ADMINISTRATION, '改变要另一位同意的数额；0 为每次都要')
    .input(z.object({ limits: z.partialRecord(z.enum(SETTABLE), z.int().min(0).max(1_000_000_000)) }))
    .output(type<SecondPersonLimits>()),
  personalKey: procedure(EVERYONE, '身份证号的密钥是否在这台电脑上').output(type<PersonalKeyState>()),
  recoveryKey: procedure(ADMINISTRATION, '显示恢复密钥，须写明原因，记入操作记录')
    .input(z.object({ reason: zReason }))
    .output(type<RecoveryKey>()),
  printRecoveryKey: procedure(ADMINISTRATION, '在小票机上打印恢复密钥，须写明原因，记入操作记录')
    .input(z.object({ reason: zReason }))
    .output(type<PrintOutcome>()),
  unlockPersonal: procedure(ADMINISTRATION, '输入恢复密钥，在这台电脑上打开身份证号')
    .input(z.object({ recoveryKey: z.string().max(400) }))
    .output(type<PersonalKeyState>()),
  dropSealedNumbers: procedure(ADMINISTRATION, '恢复密钥丢失：清除打不开的身份证号，换新密钥，须写明原因')
    .input(z.object({ reason: zReason }))
    .output(type<{ readonly households: number }>()),
  verify: procedure(ACCOUNTS, '核对全部账目').output(type<VerifyReport>()),
  backupAge: procedure(EVERYONE, '上次备份的时间，备份和第二份记录有没有问题').output(type<BackupHealth>()),
  backups: procedure(OFFICE_READERS, '备份列表').output(type<BackupState>()),
  backUpNow: procedure(ADMINISTRATION, '立即备份').output(type<ListedBackup>()),
  saveBackupFolder: procedure(ADMINISTRATION, '设置第二备份文件夹；空为不用')
    .input(z.object({ path: zPath.nullable() }))
    .output(type<BackupState>()),
  drillRestore: procedure(ADMINISTRATION, '现在做一次恢复演练：试着恢复最新的备份，不动现在的账').output(
    type<RestoreDrill | null>(),
  ),
  saveRecordFolder: procedure(ADMINISTRATION, '设置第二份记录的文件夹；空为不用')
    .input(z.object({ path: zPath.nullable() }))
    .output(type<BackupState>()),
  replayRecord: procedure(ADMINISTRATION, '恢复之后，从第二份记录补回单据').output(type<ReplayedRecord>()),
  restorePreview: procedure(ADMINISTRATION, '查看一份备份，以及恢复会丢掉什么')
    .input(z.object({ path: zPath }))
    .output(type<RestorePreview>()),
  restore: procedure(ADMINISTRATION, '恢复到一份备份；先存一份现在的状态')
    .input(
      z.object({
        path: zPath,
        // From the preview: what was looked at is what is restored, and nothing more is lost than was shown.
        lastHash: z.string().regex(/^[0-9a-f]{64}$/),
        lostEntries: z.int().min(0),
        approval: zApproval,
        // Afterwards, what the second record has beyond the backup is brought back.
        replay: z.boolean().default(false),
      }),
    )
    .output(type<Restored>()),
};
