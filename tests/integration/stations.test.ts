import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { isDefinedError, safe } from '@orpc/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listAudit } from '../../main/journal/audit-trail.ts';
import { USUAL_LIMITS } from '../../main/transport/station-limits.ts';
import { must } from '../../shared/kernel/assert.ts';
import { freePort, OpenDoors, SECRET } from '../builders/open-doors.ts';
import { picture } from '../builders/pictures.ts';

let shop: OpenDoors;

beforeEach(async () => {
  shop = await OpenDoors.start();
});

afterEach(async () => {
  await shop.close();
});

/** What a call was refused for: the refusal of the contract, else the code of the door's error. */
async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  const { error } = await safe(call);
  if (error === null) return null;
  if (isDefinedError(error)) return (error as { data?: unknown }).data ?? (error as { code: unknown }).code;
  return 'code' in error ? error.code : error.message;
}

function fingerprintOnTheWire(port: number): Promise<{ fingerprint: string; names: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const { fingerprint256, subjectaltname } = socket.getPeerCertificate();
      socket.destroy();
      resolve({ fingerprint: fingerprint256, names: subjectaltname ?? '' });
    });
    socket.on('error', reject);
  });
}

test('the doors are closed until the administrator opens them, and one certificate is kept for good', async () => {
  expect(await shop.desk.station.doors()).toMatchObject({ open: false, port: 8443, stations: [], pairing: null });
  expect(await refusalOf(shop.desk.station.newPairingCode())).toEqual({ code: 'doors_closed' });
  await shop.open();
  const { open, port, fingerprint } = await shop.desk.station.doors();
  expect(open).toBe(true);
  const shown = await fingerprintOnTheWire(port);
  expect(shown.fingerprint).toBe(fingerprint);
  expect(shown.names).toContain('IP Address:127.0.0.1');
  const folder = join(shop.folder, 'doors');
  expect(statSync(join(folder, 'key.pem')).mode & 0o777).toBe(0o600);
  const certificate = new X509Certificate(readFileSync(join(folder, 'cert.pem')));
  const years = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / (365.25 * 24 * 3600 * 1000);
  expect(Math.round(years)).toBe(10);
  expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  await shop.restart();
  expect(await shop.desk.station.doors()).toMatchObject({ open: true, port, fingerprint });
  expect((await fingerprintOnTheWire(port)).fingerprint).toBe(fingerprint);
});

test('a PC is let in by its code, knows where it is, and works like any window', async () => {
  await shop.open();
  const stranger = await shop.stranger();
  const { fingerprint } = await shop.desk.station.doors();
  expect(await stranger.window().station.here()).toEqual({ place: 'unpaired', name: null, fingerprint });
  const paired = await shop.pair('财务室');
  expect(await paired.window().station.here()).toEqual({ place: 'station', name: '财务室', fingerprint });
  const window = await shop.signIn(paired);
  expect(await window.goods.items()).toEqual([]);
  const { stations } = await shop.desk.station.doors();
  expect(stations).toMatchObject([{ name: '财务室', online: true, address: '127.0.0.1' }]);
  expect(await window.station.pulse()).toMatchObject({ doorsOpen: true, stationsOnline: 1, station: '财务室' });
  expect(await shop.desk.station.pulse()).toMatchObject({ doorsOpen: true, stationsOnline: 1, station: null });
  const told = listAudit(shop.started.host.services.db, 0, 100).map(({ kind, subject }) => `${kind} ${subject}`);
  expect(told).toEqual(expect.arrayContaining(['doors_opened 分机', 'station_paired 财务室']));
});

test('cookies of the stations’ door are for this very host, for nobody to read and for no other site', async () => {
  await shop.open();
  const paired = await shop.pair('财务室');
  await shop.signIn(paired);
  expect(paired.cookiesGiven).toHaveLength(2);
  for (const cookie of paired.cookiesGiven) {
    expect(cookie).toMatch(/^__Host-(station|browser)=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Secure/);
  }
  const token = must(paired.cookies.get('__Host-station'), 'the station has its cookie');
  const secret = must(token.split('.')[1], 'a secret follows the id');
  expect(secret).toHaveLength(43);
  const kept = readFileSync(join(shop.folder, 'shop.db'), 'latin1') + readWal(shop.folder);
  expect(kept.includes(secret)).toBe(false);
});

function readWal(folder: string): string {
  return readFileSync(join(folder, 'shop.db-wal'), 'latin1');
}

test('a pairing code is good once, for ten minutes, and for five wrong tries', async () => {
  await shop.open();
  // A browser each: the one that was let in has no business with codes any more.
  const pair = async (code: string, name = '财务室') =>
    refusalOf((await shop.stranger()).window().station.pair({ code, name }));
  expect(await pair('12345678')).toEqual({ code: 'pairing_code_void' });
  const first = must((await shop.desk.station.newPairingCode()).pairing, 'a code').digits;
  expect(first).toMatch(/^\d{8}$/);
  const wrong = first === '00000000' ? '00000001' : '00000000';
  for (const triesLeft of [4, 3, 2, 1, 0]) {
    expect(await pair(wrong)).toEqual({ code: 'pairing_code_wrong', triesLeft });
  }
  expect(await pair(first)).toEqual({ code: 'pairing_code_void' });
  const second = must((await shop.desk.station.newPairingCode()).pairing, 'a code');
  expect(second.secondsLeft).toBeGreaterThan(590);
  expect(await pair(`${second.digits.slice(0, 4)} ${second.digits.slice(4)}`)).toBeNull();
  expect(await pair(second.digits, '另一台')).toEqual({ code: 'pairing_code_void' });
  const third = must((await shop.desk.station.newPairingCode()).pairing, 'a code').digits;
  expect(await pair(third)).toEqual({ code: 'station_name_taken', name: '财务室' });
  expect(await pair(third, '另一台')).toBeNull();
  expect((await shop.desk.station.doors()).stations.map(({ name }) => name)).toEqual(['财务室', '另一台']);
});

test('nothing is said to a PC that was not let in, and the shop’s own affairs stay at the shop’s PC', async () => {
  await shop.open();
  const stranger = (await shop.stranger()).window();
  const unpaired = [
    await refusalOf(stranger.staff.operators()),
    await refusalOf(stranger.settings.status()),
    await refusalOf(stranger.staff.signIn({ operatorId: shop.administrator, secret: SECRET })),
    await refusalOf(
      stranger.settings.initialise({ scheme: 'heixi', shopName: '店', villageNames: ['村'], secret: SECRET }),
    ),
  ];
  expect(unpaired).toEqual(unpaired.map(() => ({ code: 'station_not_paired' })));
  const window = await shop.signIn(await shop.pair('财务室'));
  const ownAffairs = [
    await refusalOf(window.station.doors()),
    await refusalOf(window.station.newPairingCode()),
    await refusalOf(window.station.closeDoors()),
    await refusalOf(window.settings.createDemo({})),
    await refusalOf(window.settings.restorePreview({ path: '/x' })),
    await refusalOf(window.settings.saveBackupFolder({ path: '/x' })),
    await refusalOf(window.settings.savePrinter({ paperWidthMm: 58, connection: { type: 'none' }, automatic: true })),
  ];
  expect(ownAffairs).toEqual(ownAffairs.map(() => ({ code: 'only_at_shop_pc' })));
});

test('the secret of the lock file opens nothing at the stations’ door, and nothing there proves it', async () => {
  await shop.open();
  const { secret } = JSON.parse(readFileSync(join(shop.folder, 'host.lock.json'), 'utf8')) as { secret: string };
  const thief = await shop.stranger({ headers: { 'x-desk-secret': secret } });
  expect(await refusalOf(thief.window().staff.me())).toEqual({ code: 'station_not_paired' });
  const paired = await shop.pair('财务室', { headers: { 'x-desk-secret': secret } });
  expect(await refusalOf(paired.window().staff.me())).toBe('UNAUTHORIZED');
  const proof = await thief.fetch(new Request(`${thief.origin}/attach-proof?challenge=0123456789abcdef`));
  expect(await proof.text()).not.toMatch(/^[0-9a-f]{64}$/);
});

test('a revoked station is a stranger at once: cookie, sessions, open connections', async () => {
  await shop.open();
  const browser = await shop.pair('财务室');
  const window = await shop.signIn(browser);
  const other = await shop.signIn(await shop.pair('柜台二'));
  const { stations } = await shop.desk.station.doors();
  const id = must(
    stations.find(({ name }) => name === '财务室'),
    'it is listed',
  ).id;
  const { stations: left } = await shop.desk.station.revoke({ id });
  expect(left.map(({ name, online }) => [name, online])).toEqual([['柜台二', true]]);
  expect(await refusalOf(window.goods.items())).toEqual({ code: 'station_not_paired' });
  expect(await refusalOf(shop.desk.station.revoke({ id }))).toEqual({ code: 'station_not_found' });
  expect(await other.goods.items()).toEqual([]);
  expect((await shop.desk.station.pulse()).stationsOnline).toBe(1);
});

test('closing the doors ends every connection and every session of the stations, for a restart, too', async () => {
  await shop.open();
  const browser = await shop.pair('财务室');
  const window = await shop.signIn(browser);
  const closed = await shop.desk.station.closeDoors();
  expect(closed).toMatchObject({ open: false, pairing: null, stations: [{ name: '财务室', online: false }] });
  expect(String(await refusalOf(window.goods.items()))).toMatch(/ECONNREFUSED|ECONNRESET/);
  await shop.restart();
  expect((await shop.desk.station.doors()).open).toBe(false);
  await shop.desk.station.openDoors({ port: Number(new URL(browser.origin).port), address: '127.0.0.1' });
  // Still let in, by its cookie, but nobody is signed in.
  expect(await refusalOf(window.goods.items())).toBe('UNAUTHORIZED');
  expect(await browser.window().station.here()).toMatchObject({ place: 'station', name: '财务室' });
});

test('a session of one station is worth nothing at another, nor at the shop’s own door', async () => {
  await shop.open();
  const first = await shop.pair('甲');
  const second = await shop.pair('乙');
  const { token } = await first.window().staff.signIn({ operatorId: shop.administrator, secret: SECRET });
  expect(await first.window(token).staff.me()).toMatchObject({ role: 'administrator' });
  expect(await refusalOf(second.window(token).staff.me())).toBe('UNAUTHORIZED');
  second.cookies.set('__Host-browser', must(first.cookies.get('__Host-browser'), 'a cookie'));
  expect(await refusalOf(second.window(token).staff.me())).toBe('UNAUTHORIZED');
  const own = must(shop.browsers[0], 'the shop’s own browser');
  expect(await refusalOf(own.window(token).staff.me())).toBe('UNAUTHORIZED');
});

test('a port that is taken is said in words, and the doors open on another', async () => {
  const taken = Number(shop.started.port);
  const address = '127.0.0.1';
  expect(await refusalOf(shop.desk.station.openDoors({ port: taken, address }))).toEqual({
    code: 'doors_port_taken',
    port: taken,
  });
  expect(await shop.desk.station.pulse()).toMatchObject({ doorsOpen: false, trouble: 'port_taken' });
  expect(await refusalOf(shop.desk.station.openDoors({ port: await freePort(), address: '203.0.113.7' }))).toEqual({
    code: 'doors_address_gone',
    address: '203.0.113.7',
  });
  await shop.open();
  expect(await shop.desk.station.pulse()).toMatchObject({ doorsOpen: true, trouble: null });
});

test('documents and the audit trail know the station they came from', async () => {
  await shop.open();
  const window = await shop.signIn(await shop.pair('财务室'));
  await shop.desk.station.revoke({ id: must((await shop.desk.station.doors()).stations[0], 'one').id });
  expect(await refusalOf(window.goods.items())).toEqual({ code: 'station_not_paired' });
  const records = listAudit(shop.started.host.services.db, 0, 100);
  const byKind = (kind: string) => records.filter((record) => record.kind === kind);
  expect(byKind('station_paired')).toMatchObject([{ subject: '财务室', stationName: '财务室' }]);
  expect(byKind('station_revoked')).toMatchObject([{ subject: '财务室', stationName: null }]);
});

test('a station hands in a picture that is larger than any other call may be, and shows it', async () => {
  await shop.open();
  const office = await shop.signIn(await shop.pair('财务室'));
  const file = picture('发票.jpg', 'x'.repeat(2 * USUAL_LIMITS.bodyBytes));
  const { sha256, bytes } = await office.photo.upload({ file });
  expect(bytes).toBeGreaterThan(USUAL_LIMITS.bodyBytes);
  const back = Buffer.from(await (await office.photo.file({ sha256 })).arrayBuffer());
  expect(back.equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
});

test('a backup put back brings no revoked station back in, and leaves the doors as they are', async () => {
  await shop.open();
  const stays = await shop.pair('柜台二');
  const browser = await shop.pair('财务室');
  const backup = await shop.desk.settings.backUpNow();
  const { stations } = await shop.desk.station.doors();
  await shop.desk.station.revoke({
    id: must(
      stations.find(({ name }) => name === '财务室'),
      'it is listed',
    ).id,
  });
  const { lastHash, lostEntries } = await shop.desk.settings.restorePreview({ path: backup.path });
  await shop.desk.settings.restore({ path: backup.path, lastHash, lostEntries });
  expect(await refusalOf(browser.window().staff.operators())).toEqual({ code: 'station_not_paired' });
  expect(await stays.window().staff.operators()).toHaveLength(1);
  const own = must(shop.browsers[0], 'the shop’s own browser');
  shop.desk = await shop.signIn(own);
  expect(await shop.desk.station.doors()).toMatchObject({ open: true, stations: [{ name: '柜台二' }] });
});

test('the mark changes when anybody writes, and not for being asked', async () => {
  await shop.open();
  const window = await shop.signIn(await shop.pair('财务室'));
  let before = '';
  // Tried again where the host wrote something of its own meanwhile, a backup's record say.
  await vi.waitFor(async () => {
    before = (await shop.desk.station.pulse()).mark;
    for (let asked = 0; asked < 5; asked += 1) await window.station.pulse();
    expect((await shop.desk.station.pulse()).mark).toBe(before);
  }, 30_000);
  const { villages } = await window.settings.status();
  await window.household.save({
    householdId: null,
    householdNo: 'GM001',
    headName: '冉光荣',
    groupName: '一组',
    villageId: must(villages[0], 'a village').id,
    memberCount: 1,
  });
  expect((await shop.desk.station.pulse()).mark).not.toBe(before);
});
