import { randomInt, randomUUID } from 'node:crypto';
import type { Refusal } from '../../shared/contract/base.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import type { DoorsState } from '../../shared/contract/station.ts';
import {
  type DoorsSetting,
  type DoorsTrouble,
  freshCode,
  PAIRING_CODE_DIGITS,
  type PairingCode,
  tryPairingCode,
} from '../../shared/domain/station/station.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { WritableDatabase } from '../db/open-database.ts';
import {
  listRevokedStationIds,
  listStations,
  revokeStationRow,
  writeStationSeen,
  writtenRows,
} from '../db/repositories/station-repository.ts';
import { newSecret } from '../transport/cookies.ts';
import type { SessionRegistry } from '../transport/sessions.ts';
import type { StationDoor } from '../transport/station-door.ts';
import type { StationServices } from '../transport/station-services.ts';
import type { UseCaseContext } from '../usecases/context.ts';
import { readDoors, saveDoors, writeDoors } from '../usecases/station/doors-setting.ts';
import { pairStation, revokeStation, stationNameTaken, stationOf } from '../usecases/station/pair-station.ts';
import { keptCertificate } from './door-certificate.ts';
import { doorUrl, reachableAddresses } from './own-addresses.ts';

/** Between two notes of when a station was last seen. */
const SEEN_EVERY_MS = 60_000;

export type StationDeskOptions = {
  readonly db: WritableDatabase;
  readonly dataDir: string;
  readonly sessions: SessionRegistry;
  readonly contextFor: (operator: Operator) => UseCaseContext;
  readonly now: () => Date;
  /** Opens the door itself. Rejects with the system's error. */
  readonly openDoor: (where: Pick<DoorsSetting, 'port' | 'address'>) => Promise<StationDoor>;
  readonly onFault: (error: unknown) => void;
};

type OpenCode = { readonly code: PairingCode; readonly madeBy: Operator };

/** The stations: whether their door is open, the pairing code on the screen, who was let in and who is there. */
export class StationDesk implements StationServices {
  readonly #options: StationDeskOptions;
  /** Tells this run of the host from the one before, whose count began at zero, too. */
  readonly #run = randomUUID().slice(0, 8);
  readonly #seen = new Map<string, { readonly writtenMs: number; address: string | null }>();
  readonly #revoked: Set<string>;
  #door: StationDoor | null = null;
  #trouble: DoorsTrouble | null = null;
  #code: OpenCode | null = null;
  #quietRows = 0;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(options: StationDeskOptions) {
    this.#options = options;
    this.#revoked = new Set(listRevokedStationIds(options.db));
  }

  readonly identify: StationServices['identify'] = (token) => stationOf(this.#options.db, token);

  readonly noteSeen: StationServices['noteSeen'] = (stationId) => {
    const { db, now } = this.#options;
    const at = now();
    const address = this.#door?.online().get(stationId) ?? this.#seen.get(stationId)?.address ?? null;
    const before = this.#seen.get(stationId);
    if (before !== undefined && Math.abs(at.getTime() - before.writtenMs) < SEEN_EVERY_MS) {
      before.address = address;
      return;
    }
    this.#seen.set(stationId, { writtenMs: at.getTime(), address });
    this.#quietly(() => writeStationSeen(db, stationId, at.toISOString()));
  };

  readonly fingerprint = (): string | null =>
    keptCertificate(this.#options.dataDir, this.#options.now())?.fingerprint ?? null;

  readonly pulse: StationServices['pulse'] = () => ({
    mark: `${this.#run}-${writtenRows(this.#options.db) - this.#quietRows}`,
    doorsOpen: this.#door !== null,
    stationsOnline: this.#door?.online().size ?? 0,
    trouble: this.#trouble,
  });

  readonly state = (): DoorsState => {
    const { db, now } = this.#options;
    const setting = readDoors(db);
    const port = this.#door?.port ?? setting.port;
    const addresses = reachableAddresses();
    const online = this.#door?.online();
    return {
      open: this.#door !== null,
      port,
      address: setting.address,
      addresses,
      urls: (setting.address === null ? addresses : [setting.address]).map((address) => doorUrl(address, port)),
      fingerprint: this.fingerprint(),
      trouble: this.#trouble,
      pairing: this.#shownCode(now().getTime()),
      stations: listStations(db).map(({ id, name, pairedAt, lastSeenAt }) => {
        const address = online?.get(id) ?? this.#seen.get(id)?.address ?? null;
        return { id, name, pairedAt, lastSeenAt, online: online?.has(id) ?? false, address };
      }),
    };
  };

  readonly open: StationServices['open'] = (context, where) =>
    this.#inTurn(async () => {
      const opened = await this.#openDoor(where);
      if (!opened.ok) return opened;
      // Port 0 stands for any free one; the one that was found is where stations will look for it.
      const { port } = opened.value;
      saveDoors(context, { open: true, port, address: where.address });
      return ok(this.state());
    });

  readonly close: StationServices['close'] = (context) =>
    this.#inTurn(async () => {
      saveDoors(context, { ...readDoors(context.db), open: false });
      this.#code = null;
      this.#trouble = null;
      await this.#shut();
      return this.state();
    });

  readonly newCode: StationServices['newCode'] = (operator) => {
    if (this.#door === null) return err({ code: 'doors_closed' });
    const digits = String(randomInt(10 ** PAIRING_CODE_DIGITS)).padStart(PAIRING_CODE_DIGITS, '0');
    this.#code = { code: freshCode(digits, this.#options.now().getTime()), madeBy: operator };
    return ok(this.state());
  };

  readonly dropCode: StationServices['dropCode'] = () => {
    this.#code = null;
    return this.state();
  };

  readonly pair: StationServices['pair'] = ({ code: typed, name }) => {
    const { db, now, contextFor } = this.#options;
    const shown = this.#code;
    const attempt = tryPairingCode(shown?.code ?? null, typed, now().getTime());
    if (attempt.outcome === 'void' || shown === null) return err({ code: 'pairing_code_void' });
    if (attempt.outcome === 'wrong') {
      this.#code = attempt.next === null ? null : { ...shown, code: attempt.next };
      return err({ code: 'pairing_code_wrong', triesLeft: attempt.triesLeft });
    }
    // The right code is not used up by a name that has to be thought over.
    if (stationNameTaken(db, name)) return err({ code: 'station_name_taken', name });
    this.#code = null;
    const secret = newSecret();
    const paired = pairStation(contextFor(shown.madeBy), { name, secret });
    return paired.ok ? ok({ name, token: `${paired.value.id}.${secret}` }) : paired;
  };

  readonly revoke: StationServices['revoke'] = (context, stationId) => {
    const revoked = revokeStation(context, stationId);
    if (!revoked.ok) return revoked;
    this.#revoked.add(stationId);
    this.#options.sessions.closeStations(stationId);
    this.#door?.drop(stationId);
    return ok(this.state());
  };

  readonly reopen: StationServices['reopen'] = async () => {
    const { open, ...where } = readDoors(this.#options.db);
    if (!open) return;
    await this.#inTurn(() => this.#openDoor(where)).catch((error: unknown) => this.#options.onFault(error));
  };

  readonly stop: StationServices['stop'] = () => this.#inTurn(() => this.#shut());

  readonly afterRestore: StationServices['afterRestore'] = () => {
    const { db, now } = this.#options;
    const at = now().toISOString();
    for (const id of this.#revoked) revokeStationRow(db, id, at);
    for (const id of listRevokedStationIds(db)) this.#revoked.add(id);
    writeDoors(db, { ...readDoors(db), open: this.#door !== null, ...(this.#door ? { port: this.#door.port } : {}) });
    this.#code = null;
    this.#seen.clear();
  };

  /** Opens where it was asked for; a door that is open already closes first. */
  async #openDoor(where: Pick<DoorsSetting, 'port' | 'address'>): Promise<Result<StationDoor, Refusal>> {
    await this.#shut();
    try {
      this.#door = await this.#options.openDoor(where);
      this.#trouble = null;
      return ok(this.#door);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      const known = knownTrouble(code, where);
      this.#trouble = known?.trouble ?? 'not_opened';
      if (known) return err(known.refusal);
      throw error;
    }
  }

  async #shut(): Promise<void> {
    const door = this.#door;
    this.#door = null;
    this.#options.sessions.closeStations(null);
    await door?.close();
  }

  /** Opening and closing one after the other, however fast somebody clicks. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#changing.then(work, work);
    this.#changing = turn.catch(() => undefined);
    return turn;
  }

  #shownCode(nowMs: number): DoorsState['pairing'] {
    const code = this.#code?.code;
    if (!code || nowMs >= code.expiresAtMs) return null;
    const secondsLeft = Math.ceil((code.expiresAtMs - nowMs) / 1000);
    return { digits: code.digits, secondsLeft, triesLeft: code.triesLeft };
  }

  /** Writes what is no news to anybody: windows need not read their lists again. */
  #quietly(work: () => void): void {
    const before = writtenRows(this.#options.db);
    work();
    this.#quietRows += writtenRows(this.#options.db) - before;
  }
}

type KnownTrouble = { readonly trouble: DoorsTrouble; readonly refusal: Refusal };

function knownTrouble(code: string, { port, address }: Pick<DoorsSetting, 'port' | 'address'>): KnownTrouble | null {
  if (code === 'EADDRINUSE') return { trouble: 'port_taken', refusal: { code: 'doors_port_taken', port } };
  if (code === 'EACCES') return { trouble: 'port_not_allowed', refusal: { code: 'doors_port_not_allowed', port } };
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL') {
    return { trouble: 'address_gone', refusal: { code: 'doors_address_gone', address: address ?? '' } };
  }
  return null;
}
