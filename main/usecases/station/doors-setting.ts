import { type DoorsSetting, USUAL_DOORS } from '../../../shared/domain/station/station.ts';
import { inTransaction, type ReadableDatabase, type WritableDatabase } from '../../db/open-database.ts';
import { readSetting, writeSetting } from '../../db/repositories/settings-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';

const KEY = 'stations.doors';

export function readDoors(db: ReadableDatabase): DoorsSetting {
  const text = readSetting(db, KEY);
  return text === null ? USUAL_DOORS : (JSON.parse(text) as DoorsSetting);
}

export function writeDoors(db: WritableDatabase, doors: DoorsSetting): void {
  writeSetting(db, KEY, JSON.stringify(doors));
}

/** Remembers over restarts that the doors are open or closed, and who decided it. */
export function saveDoors(context: UseCaseContext, doors: DoorsSetting): void {
  const { open, port, address } = doors;
  inTransaction(context.db, () => {
    writeDoors(context.db, doors);
    recordAuditWithin(context, {
      kind: open ? 'doors_opened' : 'doors_closed',
      subject: '分机',
      detail: open ? { port, address } : {},
    });
  });
}
