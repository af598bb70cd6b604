import type { Operator } from '../../shared/contract/staff.ts';
import { believedDay, type ClockSuspicion, judgeClock } from '../../shared/domain/settings/clock.ts';
import type { SettingsRefusal } from '../../shared/domain/settings/refusals.ts';
import type { LocalDate } from '../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { inTransaction, type WritableDatabase } from '../db/open-database.ts';
import { readSetting, writeSetting } from '../db/repositories/settings-repository.ts';
import { readBooksEnd } from '../journal/entries.ts';
import { appendAudit } from '../journal/audit-trail.ts';
import type { ClockServices } from '../transport/services.ts';
import { isDemo, readShopName } from '../usecases/settings/shop-settings.ts';
import { type Clock, dayOf } from './clock.ts';
import { PROGRAM_SINCE } from './version.ts';

/** The day that an administrator confirmed last. */
const CONFIRMED_SETTING = 'clock.confirmed';

export type ClockGuardParts = {
  readonly db: WritableDatabase;
  readonly clock: Clock;
  /** Somebody named the day: this PC's is not used. */
  readonly dayIsGiven: boolean;
  /** When this shop was certainly worked in last, in milliseconds since 1970; 0: unknown. */
  readonly lastSeenMs: number;
  readonly nowMs: () => number;
  /** Milliseconds that passed for certain, whatever the clock is set to meanwhile. */
  readonly elapsedMs: () => number;
};

/** Watches this PC's clock from start to end, and stands between it and everything that is dated. */
export class ClockGuard implements ClockServices {
  readonly #parts: ClockGuardParts;
  /** What the clock should show at least: the last moment known, and what passed since. */
  #known: { readonly ms: number; readonly elapsedMs: number };
  #told = '';

  constructor(parts: ClockGuardParts) {
    this.#parts = parts;
    this.#known = { ms: parts.lastSeenMs, elapsedMs: parts.elapsedMs() };
  }

  suspicion(): ClockSuspicion | null {
    const { db, dayIsGiven } = this.#parts;
    if (dayIsGiven || readShopName(db) === null || isDemo(db)) return null;
    const suspicion = this.#judge();
    if (suspicion === null) {
      this.#known = { ms: Math.max(this.#certainMs(), this.#parts.nowMs()), elapsedMs: this.#parts.elapsedMs() };
      return null;
    }
    this.#tell(suspicion);
    return readSetting(db, CONFIRMED_SETTING) === suspicion.today ? null : suspicion;
  }

  confirm(operator: Operator, day: LocalDate): Result<null, SettingsRefusal> {
    const { db, clock, nowMs } = this.#parts;
    const suspicion = this.#judge();
    if (suspicion === null) return ok(null);
    // The screen that was looked at said another day.
    if (suspicion.today !== day) return err({ code: 'clock_suspect', ...suspicion });
    inTransaction(db, () => {
      writeSetting(db, CONFIRMED_SETTING, day);
      appendAudit(db, {
        recordedAt: clock.now().recordedAt,
        kind: 'clock_jumped',
        operatorId: operator.id,
        operatorName: operator.name,
        stationName: null,
        subject: '确认日期正确',
        detail: { today: day, lastKnown: suspicion.lastKnown },
      });
    });
    // What was known before was wrong: from here on this day is.
    this.#known = { ms: nowMs(), elapsedMs: this.#parts.elapsedMs() };
    return ok(null);
  }

  /** The latest moment that certainly passed, for the marker; null while the clock is not believed. */
  seenMs(): number | null {
    return this.suspicion() === null ? this.#parts.nowMs() : null;
  }

  /** The same clock, with the last day that is believed in place of one that is not. */
  guarded(): Clock {
    return {
      now: () => {
        const moment = this.#parts.clock.now();
        return { ...moment, today: believedDay(moment.today, this.suspicion()) };
      },
    };
  }

  #judge(): ClockSuspicion | null {
    const { db, nowMs } = this.#parts;
    const last = readBooksEnd(db);
    const certainMs = Math.max(this.#certainMs(), last === null ? 0 : Date.parse(last.recordedAt));
    return judgeClock({
      today: dayOf(new Date(nowMs())),
      nowMs: nowMs(),
      lastDocumentOn: last?.businessDate ?? null,
      lastSeen: certainMs === 0 ? null : { day: dayOf(new Date(certainMs)), ms: certainMs },
      programSince: PROGRAM_SINCE,
    });
  }

  #certainMs(): number {
    const { ms, elapsedMs } = this.#known;
    return ms === 0 ? 0 : ms + (this.#parts.elapsedMs() - elapsedMs);
  }

  /** Once for each day that is not believed. */
  #tell(suspicion: ClockSuspicion): void {
    const { db, clock } = this.#parts;
    const key = `${suspicion.kind} ${suspicion.today}`;
    if (this.#told === key || db.inTransaction) return;
    this.#told = key;
    inTransaction(db, () =>
      appendAudit(db, {
        recordedAt: clock.now().recordedAt,
        kind: 'clock_jumped',
        operatorId: null,
        operatorName: '',
        stationName: null,
        subject: '电脑日期可疑',
        detail: { kind: suspicion.kind, today: suspicion.today, lastKnown: suspicion.lastKnown },
      }),
    );
  }
}
