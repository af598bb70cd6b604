import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { SettingsRefusal } from '../../shared/domain/settings/refusals.ts';
import { believedDay } from '../../shared/domain/settings/clock.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import type { LocalDate } from '../../shared/kernel/brands.ts';
import { yearOf } from '../../shared/kernel/local-date.ts';
import { BackupDesk, type SelfDone } from '../backup/backup-desk.ts';
import { backupFolder, mediaRoots } from '../backup/backup-places.ts';
import { copyBeforeMigration } from '../backup/make-backup.ts';
import { readKeyCheck } from '../db/personal/seal-books.ts';
import { readSetting, writeSetting } from '../db/repositories/settings-repository.ts';
import { openNoBooks } from '../db/known-layout.ts';
import { inTransaction, openDatabase, type WritableDatabase } from '../db/open-database.ts';
import { PrintedSlips } from '../devices/printed-slips.ts';
import { appendAudit } from '../journal/audit-trail.ts';
import { sendToPrinter } from '../devices/send-to-printer.ts';
import { encodeReceipt } from '../documents/receipt/encode-receipt.ts';
import { layoutCardSlip } from '../documents/receipt/layout-card-slip.ts';
import { layoutReceipt } from '../documents/receipt/layout-receipt.ts';
import { layoutRecoverySlip } from '../documents/receipt/layout-recovery-slip.ts';
import { layoutRecoveryKey } from '../documents/receipt/layout-recovery-key.ts';
import { layoutTestPage } from '../documents/receipt/layout-test-page.ts';
import { paperRenderer } from '../documents/paper/render-in-worker.ts';
import { type HttpDoor, openHttpDoor } from '../transport/http.ts';
import { openPortDoor } from '../transport/port.ts';
import type { HostServices } from '../transport/services.ts';
import { WindowReports } from '../transport/window-reports.ts';
import { SessionRegistry } from '../transport/sessions.ts';
import type { UseCaseContext } from '../usecases/context.ts';
import { sweepPhotos } from '../usecases/photo/hand-in-photo.ts';
import { openSchemeYear } from '../usecases/points/grant-base-points.ts';
import { isDemo, readShopName } from '../usecases/settings/shop-settings.ts';
import { listSignInOperators } from '../usecases/staff/read-staff.ts';
import { PhotoFiles } from '../files/photo-files.ts';
import { backupInWords } from './backup-words.ts';
import { backupMoment, type Clock, dayOf, systemClock } from './clock.ts';
import { ClockGuard } from './clock-guard.ts';
import { faultRecorder } from './faults.ts';
import { ledgerServices } from './ledger-services.ts';
import { openDoors } from './open-doors.ts';
import { pagesFolder } from './pages-folder.ts';
import { StationDesk } from './station-desk.ts';
import { PersonalDesk } from './personal-desk.ts';
import { type KeyGuard, PersonalKeyStore } from './personal-key-store.ts';
import { type GivenParts, type OpenedBooks, ShopHost } from './shop-host.ts';
import { PROGRAM_VERSION } from './version.ts';
import { verifyInBackground } from './verify-in-background.ts';
import { workerUrl } from './worker-url.ts';

/** In order of time, so that rows of one day lie beside each other in the books. */
const newId = (): string => uuidv7();

export type ComposedHost = {
  readonly services: HostServices;
  readonly openPort: ReturnType<typeof openPortDoor>;
  readonly openHttp: (port: number, secret: string) => Promise<HttpDoor>;
  /** Rewrites copies from before numbers of people were sealed; at once done when there are none. Never throws. */
  readonly sealOldCopies: () => Promise<void>;
  /** Its doors are open: what a host does by itself begins. */
  readonly start: () => Promise<void>;
  /** What it does by itself has ended, its threads have closed the books. */
  readonly stop: () => Promise<void>;
  readonly close: () => void;
};

/** A business date later than the real one was asked for in a shop that is not a demonstration. */
export class BusinessDateInFuture extends Error {
  override readonly name = 'BusinessDateInFuture';
  readonly refusal: Extract<SettingsRefusal, { code: 'business_date_in_future' }>;
  constructor(date: LocalDate, today: LocalDate) {
    super(`business date ${date} is later than ${today}`);
    this.refusal = { code: 'business_date_in_future', date, today };
  }
}

/**
 * Opens the books of a data folder and puts the parts together. Books that cannot be worked with are not opened: the
 * host then answers what rescue asks, and nothing else.
 */
export async function composeHost(
  dataDir: string,
  businessDate: LocalDate | null,
  guard: KeyGuard | null = null,
): Promise<ComposedHost> {
  const host = new ShopHost({
    dataDir,
    version: PROGRAM_VERSION,
    recordFault: faultRecorder(dataDir, () => new Date().toISOString()),
    openBooks: (given) => openOwnBooks({ dataDir, businessDate, guard, given }),
    noBooks: (given) => {
      const db = openNoBooks();
      const personal = PersonalDesk.withoutBooks({ db, ...keyParts(dataDir, guard) });
      return serviceParts({ db, dataDir, businessDate, personal, given });
    },
  });
  await host.open();
  return {
    get services() {
      return host.services();
    },
    openPort: openPortDoor(() => host.services()),
    sealOldCopies: () => sealOldCopies(host.services()),
    openHttp: (port, secret) =>
      openHttpDoor({
        get services() {
          return host.services();
        },
        pages: pagesFolder(),
        secret,
        port,
      }),
    start: () => host.start(),
    stop: () => host.stop(),
    close: () => host.close(),
  };
}

type BooksParts = {
  readonly dataDir: string;
  readonly businessDate: LocalDate | null;
  readonly given: GivenParts;
};

async function openOwnBooks(parts: BooksParts & { readonly guard: KeyGuard | null }): Promise<OpenedBooks> {
  const { dataDir, businessDate, guard } = parts;
  const db = openDatabase(join(dataDir, 'shop.db'), {
    beforeMigration: (old) => copyBeforeMigration(old, backupFolder(dataDir), backupMoment()),
  });
  try {
    refuseFutureDate(db, businessDate);
    const personal = await PersonalDesk.open({ db, ...keyParts(dataDir, guard) });
    const opened = serviceParts({ ...parts, db, personal });
    clearUnusedPhotos(opened.services);
    return opened;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Pictures that no document ever carried, and halves of pictures. The books are open, whatever the disk says to this. */
function clearUnusedPhotos({ db, photos, nowMs, recordFault }: HostServices): void {
  try {
    photos.sweepParts(nowMs());
    sweepPhotos(db, nowMs(), photos);
  } catch (error) {
    recordFault(error, 'unused photos');
  }
}

function keyParts(dataDir: string, guard: KeyGuard | null) {
  return { store: new PersonalKeyStore(dataDir, guard), now: () => new Date().toISOString() };
}

/** Everything a procedure may use, over books that are open, or over none at all. */
function serviceParts({
  db,
  dataDir,
  businessDate,
  personal,
  given: { rescue, lastSeenMs },
}: BooksParts & { readonly db: WritableDatabase; readonly personal: PersonalDesk }): OpenedBooks {
  const databasePath = join(dataDir, 'shop.db');
  const clockGuard = new ClockGuard({
    db,
    clock: systemClock(businessDate),
    dayIsGiven: businessDate !== null,
    lastSeenMs,
    nowMs: () => Date.now(),
    elapsedMs: () => performance.now(),
  });
  const clock = clockGuard.guarded();
  const ledger = ledgerServices(databasePath, () => personal.key());
  const sessions = new SessionRegistry(() => performance.now());
  // By the bare clock: a fault is noted, too, after the books were closed.
  const recordFault = faultRecorder(dataDir, () => new Date().toISOString());
  const desk = contexts(db, clock);
  const stations = new StationDesk({
    db,
    dataDir,
    sessions,
    contextFor: desk.contextFor,
    now: () => new Date(),
    openDoor: (where) => openDoors(services, dataDir, where),
    onFault: (error) => recordFault(error, 'stations'),
  });
  const services: HostServices = {
    db,
    contextFor: desk.contextFor,
    newId,
    today: () => clock.now().today,
    nowMs: () => Date.now(),
    recordedAt: () => clock.now().recordedAt,
    version: PROGRAM_VERSION,
    sessions,
    printer: {
      layoutReceipt,
      layoutCardSlip,
      layoutRecoverySlip,
      layoutRecoveryKey,
      layoutTestPage,
      print: async (settings, layout) => sendToPrinter(settings, encodeReceipt(layout)),
      slips: new PrintedSlips(),
    },
    ledger,
    renderPaper: paperRenderer(workerUrl('paper-maker')),
    verifyBooks: () => verifyInBackground(databasePath),
    backup: new BackupDesk({
      db,
      dataDir,
      workerUrl: workerUrl('backup-maker'),
      recordWorkerUrl: workerUrl('record-keeper'),
      mediaRoots,
      tell: (did) => tellOfBackup(db, clock.now().recordedAt, did),
      // A day that is not believed would put the copy before or behind all others for good.
      now: () => ({ ...backupMoment(), date: believedDay(backupMoment().date, clockGuard.suspicion()) }),
      nowMs: () => Date.now(),
      onRestored: async () => {
        await personal.booksReplaced();
        desk.forgetYear();
        ledger.clearDesk();
        sessions.closeAll();
        stations.afterRestore();
      },
      onFault: (error) => recordFault(error, 'daily backup'),
    }),
    photos: new PhotoFiles(dataDir),
    stations,
    personal,
    rescue,
    clock: clockGuard,
    windowReports: new WindowReports(),
    recordFault,
  };
  openYear(services);
  return { services, seenMs: () => clockGuard.seenMs(), close: () => db.close() };
}

/** What nobody asked for is told to the audit trail as the program's own doing. */
function tellOfBackup(db: WritableDatabase, recordedAt: string, did: SelfDone): void {
  const by = { recordedAt, operatorId: null, operatorName: '程序', stationName: null };
  inTransaction(db, () => appendAudit(db, { ...by, ...backupInWords(did) }));
}

const COPIES_SETTING = 'personal.copies';

async function sealOldCopies({ db, personal, backup, recordFault }: HostServices): Promise<void> {
  const key = personal.key();
  const check = readKeyCheck(db);
  if (key.kind === 'locked' || check === null || readSetting(db, COPIES_SETTING) === check) return;
  try {
    if (await backup.sealCopies(key.key)) writeSetting(db, COPIES_SETTING, check);
  } catch (error) {
    recordFault(error, 'seal old copies');
  }
}

/** `--today` may go back to enter a past ledger, and forward only in a demonstration shop. */
function refuseFutureDate(db: WritableDatabase, businessDate: LocalDate | null): void {
  const real = dayOf(new Date());
  if (businessDate !== null && businessDate > real && readShopName(db) !== null && !isDemo(db)) {
    throw new BusinessDateInFuture(businessDate, real);
  }
}

/** Contexts for use cases. The first call of a new scheme year opens it: base points are due before anything else. */
function contexts(db: WritableDatabase, clock: Clock): Contexts {
  let openedYear = 0;
  const contextFor: Contexts['contextFor'] = (operator, station = null) => {
    const context: UseCaseContext = { db, ...clock.now(), operator, station, newId };
    const year = yearOf(context.today);
    if (openedYear !== year && readShopName(db) !== null) {
      openSchemeYear(context, year);
      openedYear = year;
    }
    return context;
  };
  return { contextFor, forgetYear: () => (openedYear = 0) };
}

type Contexts = {
  readonly contextFor: (operator: Operator, station?: UseCaseContext['station']) => UseCaseContext;
  /** The books were replaced by older ones, in which the year may not have been opened yet. */
  readonly forgetYear: () => void;
};

function openYear(services: HostServices): void {
  const administrator = listSignInOperators(services.db).find(({ role }) => role === 'administrator');
  if (administrator) services.contextFor(administrator);
}
