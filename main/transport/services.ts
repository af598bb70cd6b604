import type { ExportedFile } from '../../shared/contract/ledger.ts';
import type { RecoveryKey, VerifyReport } from '../../shared/contract/settings.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import type {
  ImportMapping,
  ImportOutcome,
  ImportPreview,
  WorkProgress,
} from '../../shared/domain/ledger/import-report.ts';
import type { PersonalLevel } from '../../shared/domain/household/personal-data.ts';
import type { LedgerId } from '../../shared/domain/ledger/ledger-definitions.ts';
import type { ReceiptData } from '../../shared/domain/redemption/receipt.ts';
import type { ReceiptLayout } from '../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm, PrinterSettings, PrintOutcome } from '../../shared/domain/settings/printer.ts';
import type { HouseholdId, Instant, LocalDate, VillageId } from '../../shared/kernel/brands.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { BackupDesk } from '../backup/backup-desk.ts';
import type { WritableDatabase } from '../db/open-database.ts';
import type { PrintedSlips } from '../devices/printed-slips.ts';
import type { Paper, PaperBytes } from '../documents/paper/paper.ts';
import type { CardSlipData } from '../documents/receipt/layout-card-slip.ts';
import type { RecoverySlipData } from '../documents/receipt/layout-recovery-slip.ts';
import type { PersonalDesk } from '../host/personal-desk.ts';
import type { PhotoFiles } from '../files/photo-files.ts';
import type { UseCaseContext } from '../usecases/context.ts';
import type { AuditQuestion } from '../usecases/staff/read-audit.ts';
import type { ClockSuspicion } from '../../shared/domain/settings/clock.ts';
import type { RescueServices } from './rescue-services.ts';
import type { SessionRegistry } from './sessions.ts';
import type { WindowReports } from './window-reports.ts';
import type { StationServices } from './station-services.ts';

/** Work that reports how far it is and ends with its answer. Ending it early, or aborting, stops the work. */
export type Work<T> = AsyncGenerator<WorkProgress, T>;

/** Laying out, encoding and sending slips; sending never throws and never blocks a redemption. */
export type PrinterServices = {
  readonly layoutReceipt: (data: ReceiptData, paperWidthMm: PaperWidthMm) => ReceiptLayout;
  readonly layoutCardSlip: (data: CardSlipData, paperWidthMm: PaperWidthMm) => ReceiptLayout;
  readonly layoutRecoverySlip: (data: RecoverySlipData, paperWidthMm: PaperWidthMm) => ReceiptLayout;
  readonly layoutRecoveryKey: (key: RecoveryKey, paperWidthMm: PaperWidthMm) => ReceiptLayout;
  readonly layoutTestPage: (shopName: string, paperWidthMm: PaperWidthMm) => ReceiptLayout;
  readonly print: (settings: PrinterSettings, layout: ReceiptLayout) => Promise<PrintOutcome>;
  /** Which receipts may be on paper already. */
  readonly slips: PrintedSlips;
};

export type ExportRequest = {
  /** Null: all. */
  readonly ledger: LedgerId | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly villageId: VillageId | null;
  readonly householdId: HouseholdId | null;
  readonly level: PersonalLevel;
};

/** Workbooks in and out. Previews and finished exports are kept for a while under their id. */
export type LedgerServices = {
  readonly previewImport: (
    context: UseCaseContext,
    file: { readonly name: string; readonly bytes: Uint8Array },
    mapping: ImportMapping | null,
    signal: AbortSignal,
  ) => Work<Result<ImportPreview, Refusal>>;
  readonly remapImport: (
    context: UseCaseContext,
    importId: string,
    mapping: ImportMapping,
  ) => Promise<Result<ImportPreview, Refusal>>;
  readonly commitImport: (
    context: UseCaseContext,
    importId: string,
    signal: AbortSignal,
  ) => Work<Result<ImportOutcome, Refusal>>;
  readonly importProblems: (importId: string) => Promise<Result<NamedFile, Refusal>>;
  readonly exportLedger: (
    context: UseCaseContext,
    request: ExportRequest,
    signal: AbortSignal,
  ) => Work<Result<ExportedFile, Refusal>>;
  /** The audit trail as a workbook, made and fetched like a ledger. */
  readonly exportAudit: (
    context: UseCaseContext,
    question: AuditQuestion,
    signal: AbortSignal,
  ) => Work<Result<ExportedFile, Refusal>>;
  readonly exportedFile: (exportId: string) => Promise<Result<NamedFile, Refusal>>;
  /** Whether an import is writing. */
  readonly importing: () => boolean;
  /** Puts away what lies on the import desk: it was compared with books that are no longer there. */
  readonly clearDesk: () => void;
};

export type NamedFile = { readonly name: string; readonly bytes: Uint8Array };

/** Whether the day that this PC shows may be believed. */
export type ClockServices = {
  /** Null: it may, or an administrator has confirmed this very day. */
  readonly suspicion: () => ClockSuspicion | null;
  /** The administrator says that the day is right, for as long as it is this day. */
  readonly confirm: (operator: Operator, day: LocalDate) => Result<null, Refusal>;
};

/** What the host gives both doors: everything a procedure may use. */
export type HostServices = {
  readonly db: WritableDatabase;
  /** The moment, the business date and who asks, for one call. */
  readonly contextFor: (operator: Operator, station?: UseCaseContext['station']) => UseCaseContext;
  readonly newId: () => string;
  readonly today: () => LocalDate;
  readonly nowMs: () => number;
  readonly recordedAt: () => Instant;
  readonly version: string;
  readonly sessions: SessionRegistry;
  readonly printer: PrinterServices;
  readonly ledger: LedgerServices;
  /** Office paper as a PDF, laid out beside the counter. */
  readonly renderPaper: (paper: Paper) => Promise<PaperBytes>;
  readonly backup: BackupDesk;
  readonly photos: PhotoFiles;
  /** Counts all books again beside the counter. */
  readonly verifyBooks: () => Promise<VerifyReport>;
  readonly stations: StationServices;
  readonly personal: PersonalDesk;
  readonly rescue: RescueServices;
  readonly clock: ClockServices;
  readonly windowReports: WindowReports;
  /** Keeps a bug for whoever repairs it and answers with the number the user can read out. */
  readonly recordFault: (error: unknown, procedure: string) => string;
};
