import type { LocalDate } from '../../shared/kernel/brands.ts';
import { lockDataFolder, type RunningHost } from './data-folder-lock.ts';
import type { KeyGuard } from './personal-key-store.ts';
import type { ComposedHost } from './compose.ts';

/** The shell waits a little longer before it ends the host by force. */
const DAY_CLOSE_WAIT_MS = 45_000;

export type HostOptions = {
  readonly dataDir: string;
  /** Stands in for today; null: the real day. */
  readonly businessDate: LocalDate | null;
  /** 0 for any free port; null: no HTTP door (the command line). */
  readonly port: number | null;
  /** The system's keystore, where the desktop program offers it. */
  readonly guard?: KeyGuard | null;
};

/** How often it is looked whether old copies are left to be sealed: a stick that was plugged in, books restored. */
const SEAL_EVERY_MS = 60_000;

/** A host of our own, or the one that already has the data folder. */
export type StartedHost =
  | {
      readonly kind: 'started';
      readonly host: ComposedHost;
      readonly port: number | null;
      /** `onBackup` is told when a backup is made first. */
      readonly close: (onBackup?: () => void) => Promise<void>;
    }
  | { readonly kind: 'attached'; readonly running: RunningHost };

/** Takes the folder, opens the books and the doors. The database driver is loaded only once the folder is ours. */
export async function startHost(options: HostOptions): Promise<StartedHost> {
  const lock = await lockDataFolder(options.dataDir, new Date().toISOString());
  if ('origin' in lock) return { kind: 'attached', running: lock };
  let opened: ComposedHost | null = null;
  try {
    const { composeHost } = await import('./compose.ts');
    const host = await composeHost(options.dataDir, options.businessDate, options.guard ?? null);
    opened = host;
    const door = options.port === null ? null : await host.openHttp(options.port, lock.secret);
    let sealing: NodeJS.Timeout | undefined;
    if (door) {
      lock.announce(door.port);
      // A command of the command line is over before a backup would be.
      await host.start();
      void host.sealOldCopies();
      sealing = setInterval(() => void host.sealOldCopies(), SEAL_EVERY_MS).unref();
    }
    const close = async (onBackup: () => void = () => undefined): Promise<void> => {
      clearInterval(sealing);
      await door?.close();
      await host.services.stations.stop();
      if (door) await backUpBeforeClosing(host, onBackup);
      await host.stop();
      host.close();
      lock.release();
    };
    return { kind: 'started', host, port: door?.port ?? null, close };
  } catch (error) {
    // A door that is taken: the next try must not find the books held open by this one.
    opened?.close();
    lock.release();
    throw error;
  }
}

/** Documents that no backup has are backed up before the program ends; the copy in the making is given up after a while. */
async function backUpBeforeClosing({ services }: ComposedHost, onBackup: () => void): Promise<void> {
  const { backup, recordFault } = services;
  if (!backup.isDayOpen()) return;
  onBackup();
  const { promise: tooLate, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, DAY_CLOSE_WAIT_MS);
  try {
    await Promise.race([backup.atDayClose(), tooLate]);
  } catch (error) {
    recordFault(error, 'backup at day close');
  } finally {
    clearTimeout(timer);
  }
}
