import { expect, test } from 'vitest';
import { refuseByPlace } from '../../../main/transport/station-access.ts';
import { contract } from '../../../shared/contract/contract.ts';

const NAMES = Object.entries(contract).flatMap(([context, named]) => Object.keys(named).map((name) => [context, name]));
const station = { door: 'stations', browser: 'x', station: { id: 's', name: '财务室' } } as const;

const answered = (place: Parameters<typeof refuseByPlace>[0]): string[] =>
  NAMES.filter((path) => refuseByPlace(place, path) === null).map((path) => path.join('.'));

test('a station may do the shop’s daily work and nothing that concerns the shop’s PC itself', () => {
  const work =
    /^(household|points|redemption|goods|donation|photo|outbound|loan|partner|paper|price|stocktake|ledger|audit)\./;
  expect(answered(station).filter((name) => !work.test(name))).toEqual([
    'settings.status',
    'settings.presets',
    'settings.reportFault',
    'settings.printer',
    'settings.testPage',
    'settings.secondPersonLimits',
    'settings.personalKey',
    'settings.verify',
    'settings.backupAge',
    'staff.operators',
    'staff.signIn',
    'staff.me',
    'staff.lock',
    'staff.unlock',
    'staff.changeSecret',
    'staff.signOut',
    'staff.screenLock',
    'staff.list',
    'station.here',
    'station.pulse',
  ]);
});

test('a PC that was not let in may ask where it is and show a code; the shop’s own windows may ask anything', () => {
  expect(answered({ ...station, station: null })).toEqual(['station.here', 'station.pair']);
  expect(answered({ door: 'own', browser: null, station: null })).toHaveLength(NAMES.length);
});
