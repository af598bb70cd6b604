import type { BackupMoment } from '../../shared/domain/settings/backup.ts';
import type { Instant, LocalDate } from '../../shared/kernel/brands.ts';
import { must } from '../../shared/kernel/assert.ts';
import { localDateOf } from '../../shared/kernel/local-date.ts';

export type Moment = { readonly today: LocalDate; readonly recordedAt: Instant; readonly timeOfDay: string };

/**
 * Where use cases get their moment from: a rule never reads the time itself. `businessDate` stands in for today when a
 * past ledger is entered.
 */
export type Clock = { readonly now: () => Moment };

export function systemClock(businessDate: LocalDate | null): Clock {
  return {
    now: () => {
      const moment = new Date();
      return {
        today: businessDate ?? dayOf(moment),
        recordedAt: moment.toISOString() as Instant,
        timeOfDay: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
      };
    },
  };
}

/** This PC's calendar and clock, which a business date does not move. */
export function backupMoment(): BackupMoment {
  const moment = new Date();
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
  return { date: dayOf(moment), time };
}

/** The day this PC's calendar shows. */
export function dayOf(moment: Date): LocalDate {
  return must(localDateOf(moment.getFullYear(), moment.getMonth() + 1, moment.getDate()), 'the clock shows a day');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
