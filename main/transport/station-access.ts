import type { Refusal } from '../../shared/contract/base.ts';
import type { CallPlace } from './place.ts';

/** The shop's daily work, which a station may do as far as the roles go. */
const WORK: readonly string[] = ['household', 'points', 'redemption', 'goods', 'ledger', 'staff'];

/** What else a station needs. All the rest, and whatever comes later, stays at the shop's own PC. */
const ALSO: readonly string[] = [
  'settings.status',
  'settings.presets',
  'settings.printer',
  'settings.testPage',
  'settings.verify',
  'settings.backupAge',
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
