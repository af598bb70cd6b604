import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertOperator } from '../../main/db/repositories/operator-repository.ts';
import { writtenRows } from '../../main/db/repositories/station-repository.ts';
import { doorCertificate } from '../../main/host/door-certificate.ts';
import { ownNames } from '../../main/host/own-addresses.ts';
import { verify } from '../../main/journal/verify.ts';
import { newSecret } from '../../main/transport/cookies.ts';
import type { CallPlace } from '../../main/transport/place.ts';
import { openStationDoor, type StationDoor } from '../../main/transport/station-door.ts';
import { USUAL_LIMITS } from '../../main/transport/station-limits.ts';
import { pairStation } from '../../main/usecases/station/pair-station.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import { ROLES, type Role } from '../../shared/domain/staff/role.ts';
import { must } from '../../shared/kernel/assert.ts';
import { operatorId } from '../../shared/kernel/brands.ts';
import { DoorBrowser } from '../builders/door-browser.ts';
import { OpenDoors } from '../builders/open-doors.ts';
import { valueOf } from '../builders/shop.ts';
import { furnish } from '../e2e/support/village.ts';
import { bookDigests, changedTables } from './support/book-digest.ts';
import { rounds, seeded } from './support/seeded.ts';
import { type Known, type Procedure, PROCEDURES, wishesFor } from './support/wishes.ts';

/** Inputs of each kind for every procedure, role and door. */
const INPUTS = 2;
/** Each takes its time: a hash that is slow on purpose, a worker, the whole journal. */
const SLOW: ReadonlySet<string> = new Set([
  'settings.initialise',
  'settings.backUpNow',
  'settings.verify',
  'settings.drillRestore',
  'rescue.exportReadable',
  'staff.signIn',
  'staff.recover',
  'staff.unlock',
  'staff.changeSecret',
  'staff.add',
  'staff.resetSecret',
  'staff.renewRecoveryCode',
  'ledger.export',
  'ledger.exportPersonal',
  'audit.export',
]);
/** What an allowed caller does with them reaches beyond the books: printers, folders, and the doors under test. */
const REACHING_OUT: ReadonlySet<string> = new Set([
  'settings.savePrinter',
  'settings.testPrint',
  'settings.saveBackupFolder',
  'settings.saveRecordFolder',
  'settings.restore',
  'station.openDoors',
  'station.closeDoors',
  'station.revoke',
]);

/** Nobody signs in with it: sessions of these people are made behind the scenes. */
const NO_SECRET = { secretSalt: '00', secretHash: '00'.repeat(32) };

const ANYBODY = [null, ...ROLES] as const;

const random = seeded(20_260_715);
const seed = `SHOP_FAULT_SEED=${random.seed}`;

type Door = {
  readonly name: string;
  readonly browser: DoorBrowser;
  readonly place: CallPlace;
  /** As whom it is tried. */
  readonly roles: readonly (Role | null)[];
};
type Answer = { readonly status: number; readonly text: string };

let shop: OpenDoors;
let door: StationDoor;
let doors: readonly Door[];
let known: Known;
const staff = new Map<Role, Operator>();

beforeAll(async () => {
  shop = await OpenDoors.start({ alone: true });
  const { services } = shop.started.host;
  await furnish(shop.desk);
  for (const role of ROLES) {
    const id = operatorId(role === 'administrator' ? shop.administrator : `walker-${role}`);
    const operator: Operator = { id, name: `走查${role}`, role };
    if (role !== 'administrator') {
      insertOperator(services.db, { ...operator, ...NO_SECRET, householdId: null, mustChange: false });
    }
    staff.set(role, operator);
  }
  const { key, cert } = await doorCertificate(shop.folder, new Date());
  const plenty = { burst: 1e9, perSecond: 1e9 };
  const limits = { ...USUAL_LIMITS, perAddress: plenty, perStation: plenty, perStranger: plenty };
  const where = { port: 0, address: '127.0.0.1', hostNames: ownNames };
  door = await openStationDoor({ services, pages: shop.folder, key, cert, ...where, limits });
  doors = [ownDoor(), stationDoor(), strangerDoor()];
  known = await knownIds();
});

afterAll(async () => {
  for (const { browser } of doors) browser.close();
  await door.close();
  await shop.close();
});

function ownDoor(): Door {
  const browser = new DoorBrowser(`http://127.0.0.1:${String(shop.started.port)}`);
  const secret = newSecret();
  browser.cookies.set('browser', secret);
  return { name: 'own', browser, roles: ANYBODY, place: { door: 'own', browser: secret, station: null } };
}

function stationDoor(): Door {
  const { services } = shop.started.host;
  const browser = new DoorBrowser(`https://127.0.0.1:${door.port}`);
  const [secret, token] = [newSecret(), newSecret()];
  const operator = must(staff.get('administrator'), 'there is one');
  const station = valueOf(pairStation(services.contextFor(operator), { name: '走查', secret: token }));
  browser.cookies.set('__Host-browser', secret);
  browser.cookies.set('__Host-station', `${station.id}.${token}`);
  return { name: 'stations', browser, roles: ANYBODY, place: { door: 'stations', browser: secret, station } };
}

/** A PC that was never let in: a session of its own it cannot have. */
function strangerDoor(): Door {
  const browser = new DoorBrowser(`https://127.0.0.1:${door.port}`);
  return {
    name: 'stranger',
    browser,
    roles: [null, 'administrator'],
    place: { door: 'stations', browser: null, station: null },
  };
}

async function knownIds(): Promise<Known> {
  const households = await shop.desk.household.search({ query: 'GM', limit: 10 });
  const items = await shop.desk.goods.items();
  const { villages } = await shop.desk.settings.status();
  return {
    householdId: households.map(({ id }) => id),
    itemId: items.map(({ id }) => id),
    villageId: villages.map(({ id }) => id),
    query: ['GM001', '王', 'rgr'],
    householdNo: ['GM001', 'GM002'],
  };
}

async function send(at: Door, name: string, input: unknown, token: string | null): Promise<Answer> {
  const request = new Request(`${at.browser.origin}/rpc/${name.replace('.', '/')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { 'x-session-token': token }) },
    body: JSON.stringify({ json: input }),
  });
  const response = await at.browser.fetch(request);
  return { status: response.status, text: await response.text() };
}

/** A session at this door for this role. */
function sessionAt(at: Door, role: Role | null): string | null {
  const operator = role === null ? undefined : staff.get(role);
  return operator ? shop.started.host.services.sessions.open(operator, { place: at.place }).token : null;
}

const isRefusal = ({ status, text }: Answer): boolean => status >= 400 || /^event: error/m.test(text);

function mayCall({ access }: Procedure, role: Role | null): boolean {
  if (access === 'public') return true;
  return role !== null && (typeof access === 'string' || access.includes(role));
}

/** One of those who may call stands for all of them where a call takes its time. */
function firstAllowed(procedure: Procedure): Role | null {
  return ANYBODY.find((role) => mayCall(procedure, role)) ?? null;
}

test('whatever anybody sends to any procedure, nothing breaks and no refused call writes', {
  timeout: rounds(600_000),
}, async () => {
  const { db } = shop.started.host.services;
  const faults: string[] = [];
  const wrote: string[] = [];
  const letIn: string[] = [];
  let digests = bookDigests(db);
  let [calls, allowedToWrite] = [0, 0];
  for (const procedure of PROCEDURES) {
    const few = SLOW.has(procedure.name);
    const wishes = (count: number) => wishesFor(procedure, known, rounds(count), random.below(2 ** 31));
    for (const at of doors) {
      for (const role of at.roles) {
        const allowed = mayCall(procedure, role);
        if (allowed && REACHING_OUT.has(procedure.name)) continue;
        if (allowed && few && (at !== doors[0] || role !== firstAllowed(procedure))) continue;
        // Who may not call is turned away whatever he says: one thing well said and one spoiled are enough.
        const said = few ? wishes(1).slice(0, 1) : wishes(allowed ? INPUTS : 1);
        for (const input of said) {
          const before = writtenRows(db);
          const answer = await send(at, procedure.name, input, sessionAt(at, role));
          const what = `${at.name} ${role ?? 'nobody'} ${procedure.name} ${JSON.stringify(input)?.slice(0, 300) ?? ''}`;
          calls += 1;
          if (answer.status >= 500 || answer.text.includes('"FAULT"')) faults.push(`${what} -> ${answer.text}`);
          if (!allowed && !isRefusal(answer)) letIn.push(what);
          if (writtenRows(db) === before) continue;
          const after = bookDigests(db);
          const changed = changedTables(digests, after);
          if (isRefusal(answer) && changed.length > 0) wrote.push(`${what} -> ${changed.join(' ')}`);
          else if (changed.length > 0) allowedToWrite += 1;
          digests = after;
        }
      }
    }
  }
  expect({ seed, faults, wrote, letIn }).toEqual({ seed, faults: [], wrote: [], letIn: [] });
  expect(verify(db).problem).toBeNull();
  // Not everything was refused, or the rest would prove little.
  expect(allowedToWrite).toBeGreaterThan(10);
  expect(calls).toBeGreaterThan(PROCEDURES.length * ROLES.length * 3);
});

/** Bodies that no client of ours sends, with the kind of content they claim to be. */
const ODD_BODIES: readonly (readonly [type: string, body: string])[] = [
  ['application/json', ''],
  ['application/json', '{'],
  ['application/json', 'null'],
  ['application/json', '[]'],
  ['application/json', '"x"'],
  ['application/json', '{"json":{"query":"x"},"meta":[[99,"query"]]}'],
  [
    'application/json',
    '{"json":{"query":"x"},"meta":[[0,"query"],[1,"query"],[2,"query"],[3,"query"],[4,"query"],[5,"query"]]}',
  ],
  [
    'application/json',
    '{"json":{"query":"x"},"meta":[[1,"__proto__","polluted"],[1,"constructor","prototype","polluted"]]}',
  ],
  ['application/json', '{"json":{"__proto__":{"polluted":true},"query":"x","limit":3}}'],
  ['application/json', '{"json":{},"meta":"x"}'],
  ['application/json', '{"json":{},"meta":[["a"]],"maps":[["__proto__"]]}'],
  ['application/json', `${'['.repeat(50_000)}`],
  ['application/json', `{"json":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`],
  ['application/json', '\ufeff{"json":{}}'],
  ['application/json', '{"json":{"query":"\\ud800"}}'],
  ['text/plain', '{"json":{"query":"x"}}'],
  ['application/x-www-form-urlencoded', 'json[query]=x&__proto__[polluted]=1'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n{"json":{},"maps":[["__proto__","x"]]}\r\n--x--',
  ],
  ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n{'],
  ['multipart/form-data', 'x'],
  ['text/event-stream', 'data: {}\n\n'],
  ['application/octet-stream', '\0\0\0'],
  ['nonsense', 'x'],
];

test('bodies that no client of ours would send break nothing, change nothing and poison nothing', async () => {
  const { db } = shop.started.host.services;
  const before = bookDigests(db);
  const broken: string[] = [];
  for (const at of doors) {
    for (const name of [
      'household.search',
      'redemption.redeem',
      'ledger.previewImport',
      'station.pair',
      'station.here',
    ]) {
      for (const [type, body] of ODD_BODIES) {
        const token = sessionAt(at, 'administrator');
        const request = new Request(`${at.browser.origin}/rpc/${name.replace('.', '/')}`, {
          method: 'POST',
          headers: { 'content-type': type, ...(token === null ? {} : { 'x-session-token': token }) },
          body,
        });
        const response = await at.browser.fetch(request);
        const text = await response.text();
        const leaks = /node_modules|\/main\/|\bat \w+.*:\d+:\d+/.test(text);
        if (response.status >= 500 || leaks || text.includes('"FAULT"')) {
          broken.push(`${at.name} ${name} ${type} ${body.slice(0, 80)} -> ${response.status} ${text.slice(0, 200)}`);
        }
      }
    }
  }
  expect(broken).toEqual([]);
  expect(changedTables(before, bookDigests(db))).toEqual([]);
  expect('polluted' in {}).toBe(false);
});
