import { SCREEN_LOCK_MINUTES } from '../../../shared/domain/staff/staff.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { readSetting, writeSetting } from '../../db/repositories/settings-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAuditWithin } from './record-audit.ts';

const KEY = 'screen.lock.minutes';

/** Minutes without a key or a touch until the screens lock. */
export function readScreenLock(db: ReadableDatabase): number {
  return Number(readSetting(db, KEY) ?? SCREEN_LOCK_MINUTES.usual);
}

export function saveScreenLock(context: UseCaseContext, minutes: number): number {
  return inTransaction(context.db, () => {
    const before = readScreenLock(context.db);
    writeSetting(context.db, KEY, String(minutes));
    const detail = { unit: 'minutes', before, after: minutes };
    recordAuditWithin(context, { kind: 'setting_changed', subject: '自动锁屏', detail });
    return minutes;
  });
}
