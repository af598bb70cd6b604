import type { Refusal } from '../../shared/contract/base.ts';
import type { CallPlace } from './place.ts';

/** The shop's daily work and its records, which a station may do and read as far as the roles go. */
const WORK: readonly string[] = [
  'donation',
  'household',
  'points',
  'redemption',
  'goods',
  'partner',
  'loan',
  'photo',
  'paper',
  'price',
  'outbound',
  'stocktake',
  'ledger',
  'audit',
];

/**
 * What else a station needs. All the rest stays at the shop's own PC, whoever asks: setting up, people and their recovery,
 * backups, rescue, devices, the doors themselves. So does whatever comes later, unless it is named here.
 */
const ALSO: readonly string[] = [
  'settings.status',
  'settings.reportFault',
  'settings.presets',
  'settings.printer',
  'settings.testPage',
  'settings.verify',
  'settings.backupAge',
  'settings.secondPersonLimits',
  'settings.personalKey',
  'staff.operators',
  'staff.signIn',
  'staff.signOut',
  'staff.me',
  'staff.lock',
  'staff.unlock',
  'staff.changeSecret',
  'staff.screenLock',
  'staff.list',
  'station.here',
  'station.pulse',
];

/** All that a PC may ask that was not let in yet. */
const UNPAIRED: readonly string[] = ['station.here', 'station.pair'];

/** Why a call cannot be made from where it comes from, before anybody asks who makes it; null: it can. */
export function refuseByPlace(place: CallPlace, path: readonly string[]): Refusal | null {
  if (place.door === 'own') return null;
  const name = path.join('.');
  if (place.station === null) return UNPAIRED.includes(name) ? null : { code: 'station_not_paired' };
  return WORK.includes(path[0] ?? '') || ALSO.includes(name) ? null : { code: 'only_at_shop_pc' };
}
