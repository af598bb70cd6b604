import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORPCError } from '@orpc/server';
import { afterEach, expect, test } from 'vitest';
import type { KeyGuard } from '../../main/host/personal-key-store.ts';
import { listAudit } from '../../main/journal/audit-trail.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import { maskIdNumber } from '../../shared/domain/household/masking.ts';
import { must } from '../../shared/kernel/assert.ts';
import { recoveryLines } from '../../shared/kernel/recovery-text.ts';
import { idNumberOf } from '../bench/people.ts';
import { TestHost } from '../builders/host.ts';

const open: TestHost[] = [];
afterEach(() => {
  for (const host of open.splice(0)) host.close();
});

async function shopWithNumber(guard: KeyGuard | null = null): Promise<TestHost> {
  const shop = await TestHost.withShop(guard);
  open.push(shop);
  await enrol(shop, 'GM001', idNumberOf(1));
  return shop;
}

async function enrol(shop: TestHost, householdNo: string, idNumber: string | null) {
  const villageId = must((await shop.as(null).settings.status()).villages[0], 'a village').id;
  return shop.as('clerk').household.save({ householdId: null, householdNo, headName: '王秀英', villageId, idNumber });
}

/** The same books on another PC: everything but the key. */
async function onAnotherPc(shop: TestHost, guard: KeyGuard | null = null): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'other-pc-'));
  shop.host.services.db.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(join(shop.folder, 'shop.db'), join(folder, 'shop.db'));
  const other = await TestHost.open(folder, guard);
  open.push(other);
  return other;
}

async function numberShown(shop: TestHost): Promise<string | null | undefined> {
  const { household } = shop.as('shopkeeper');
  const { id } = must((await household.search({ query: 'GM001' }))[0], 'the household');
  return (await household.card({ householdId: id })).household.idNumberMasked;
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ORPCError && error.code === 'REFUSED') return error.data as Refusal;
  throw error;
}

const keyFile = (shop: TestHost): string => join(shop.folder, 'personal.key');
const recoveryKeyOf = (shop: TestHost) => shop.as('administrator').settings.recoveryKey({ reason: '交接给新管理员' });

/** A keystore that another user of the PC could not ask: it knows whose blobs are its own. */
function keystore(owner: string): KeyGuard & { asked: number } {
  const guard = {
    asked: 0,
    protect: (key: Uint8Array) => {
      guard.asked += 1;
      return Promise.resolve(Buffer.from(`${owner}:${Buffer.from(key).toString('hex')}`).toString('base64'));
    },
    reveal: (blob: string) => {
      const [whose, key] = Buffer.from(blob, 'base64').toString().split(':');
      return Promise.resolve(whose === owner ? Buffer.from(key ?? '', 'hex') : null);
    },
  };
  return guard;
}

test('on another PC everything works but the numbers; the recovery key opens them, and only that', async () => {
  const shop = await shopWithNumber();
  const { lines } = await recoveryKeyOf(shop);
  const other = await onAnotherPc(shop);
  const administrator = other.as('administrator');
  expect(await administrator.settings.personalKey()).toEqual({ kind: 'locked', why: 'missing' });
  expect(await numberShown(other)).toBe('（已加密，待输恢复密钥）');
  expect(await other.as('clerk').household.search({ query: idNumberOf(1).slice(-6) })).toEqual([]);
  // The register goes on, and what is sealed stays as it was.
  const household = must((await other.as('clerk').household.search({ query: 'GM001' }))[0], 'the household');
  const { id: householdId, householdNo, headName, villageId } = household;
  await other.as('clerk').household.save({ householdId, householdNo, headName, villageId, note: '搬了新家' });
  await enrol(other, 'GM002', null);
  expect(await refusalOf(enrol(other, 'GM003', idNumberOf(3)))).toEqual({
    code: 'personal_key_locked',
    why: 'missing',
  });
  expect(await refusalOf(other.as('clerk').household.showPersonal({ householdId }))).toEqual({
    code: 'personal_key_locked',
    why: 'missing',
  });
  expect(await refusalOf(administrator.settings.recoveryKey({ reason: '再看一次' }))).toMatchObject({
    code: 'personal_key_locked',
  });
  const unlock = (recoveryKey: string) => administrator.settings.unlockPersonal({ recoveryKey });
  const [first = '', ...rest] = lines;
  const wrong = [first.startsWith('0') ? `1${first.slice(1)}` : `0${first.slice(1)}`, ...rest].join(' ');
  expect(await refusalOf(unlock(wrong))).toEqual({ code: 'recovery_key_line', line: 1 });
  expect(await refusalOf(unlock(rest.join(' ')))).toMatchObject({ code: 'recovery_key_length', characters: 48 });
  const foreign = recoveryLines(new Uint8Array(32).fill(7)).join('\n');
  expect(await refusalOf(unlock(foreign))).toEqual({ code: 'recovery_key_of_other_books' });
  expect(existsSync(keyFile(other))).toBe(false);

  const typed = lines.join('\n').toLowerCase().replaceAll('-', ' ');
  expect(await unlock(typed)).toMatchObject({ kind: 'open', keeper: 'file' });
  expect(await numberShown(other)).toBe(maskIdNumber(idNumberOf(1)));
  expect(await other.as('clerk').household.search({ query: idNumberOf(1).slice(-6) })).toHaveLength(1);
  expect(await refusalOf(enrol(other, 'GM003', idNumberOf(1)))).toMatchObject({ code: 'id_number_taken' });
  await other.restart();
  expect(await numberShown(other)).toBe(maskIdNumber(idNumberOf(1)));
});

test('a PC whose key belongs to other books says so, and keeps that key when it gets the right one', async () => {
  const shop = await shopWithNumber();
  const { lines } = await recoveryKeyOf(shop);
  const stranger = await shopWithNumber();
  const its = readFileSync(keyFile(stranger), 'utf8');
  stranger.host.close();
  shop.host.services.db.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(join(shop.folder, 'shop.db'), join(stranger.folder, 'shop.db'));
  for (const companion of ['shop.db-wal', 'shop.db-shm']) rmSync(join(stranger.folder, companion), { force: true });
  stranger.host = (await TestHost.open(stranger.folder)).host;
  expect(await stranger.as('clerk').settings.personalKey()).toEqual({ kind: 'locked', why: 'other' });
  expect(await numberShown(stranger)).toBe('（已加密，待输恢复密钥）');
  await stranger.as('administrator').settings.unlockPersonal({ recoveryKey: lines.join('') });
  expect(await numberShown(stranger)).toBe(maskIdNumber(idNumberOf(1)));
  const kept = readdirSync(stranger.folder).filter((name) => /^personal\.key\.\d+\.old$/.test(name));
  expect(kept.map((name) => readFileSync(join(stranger.folder, name), 'utf8'))).toEqual([its]);
});

test('the recovery key is the administrator’s, with a reason, and every look at it is recorded', async () => {
  const shop = await shopWithNumber();
  const { lines, shopName } = await recoveryKeyOf(shop);
  expect([lines.length, shopName]).toEqual([4, '光明村爱心超市']);
  expect(await refusalOf(shop.as('administrator').settings.recoveryKey({ reason: ' 看 ' }))).toMatchObject({
    code: 'input_invalid',
  });
  await expect(shop.as('clerk').settings.recoveryKey({ reason: '交接给新管理员' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await shop.as('clerk').settings.personalKey()).toMatchObject({ recoveryKeyShown: true });
  const records = listAudit(shop.host.services.db, 0, 1_000).filter(({ kind }) => kind === 'recovery_key_shown');
  expect(records).toMatchObject([{ operatorName: 'administrator甲', detail: { reason: '显示：交接给新管理员' } }]);
  expect(JSON.stringify(records)).not.toContain(must(lines[0], 'a line').slice(0, 9));
});

test('under plain Node the key lies in a file that only its user may read; wider permissions are mended', async () => {
  const shop = await shopWithNumber();
  const mode = (): number => statSync(keyFile(shop)).mode & 0o777;
  expect(mode()).toBe(0o600);
  chmodSync(keyFile(shop), 0o644);
  await shop.restart();
  expect(mode()).toBe(0o600);
  expect(await shop.as('clerk').settings.personalKey()).toEqual({
    kind: 'open',
    keeper: 'file',
    readableByOthers: false,
    recoveryKeyShown: false,
  });
});

test('the desktop program hands the key to the system’s keystore; a host without it asks nothing and overwrites nothing', async () => {
  const mine = keystore('me');
  const shop = await shopWithNumber(mine);
  const { lines } = await recoveryKeyOf(shop);
  const blob = readFileSync(keyFile(shop), 'utf8');
  expect(blob).toMatch(/^guarded1 /);
  expect(await shop.as('clerk').settings.personalKey()).toMatchObject({ kind: 'open', keeper: 'system' });
  await shop.restart();
  expect(await numberShown(shop)).toBe('（本机密钥由桌面程序保管）');
  expect(await refusalOf(shop.as('administrator').settings.unlockPersonal({ recoveryKey: lines.join('') }))).toEqual({
    code: 'personal_key_elsewhere',
  });
  expect(readFileSync(keyFile(shop), 'utf8')).toBe(blob);
  await shop.restart(mine);
  expect(await numberShown(shop)).toBe(maskIdNumber(idNumberOf(1)));
  expect(mine.asked).toBe(1);
});

test('a key file copied to another user’s desktop opens nothing there until the recovery key is entered', async () => {
  const shop = await shopWithNumber(keystore('me'));
  const { lines } = await recoveryKeyOf(shop);
  const other = keystore('somebody else');
  await shop.restart(other);
  expect(await shop.as('clerk').settings.personalKey()).toEqual({ kind: 'locked', why: 'missing' });
  await shop.as('administrator').settings.unlockPersonal({ recoveryKey: lines.join('') });
  await shop.restart(other);
  expect(await numberShown(shop)).toBe(maskIdNumber(idNumberOf(1)));
});

test('a key in a plain file moves into the keystore once there is one', async () => {
  const shop = await shopWithNumber();
  const plain = readFileSync(keyFile(shop), 'utf8');
  await shop.restart(keystore('me'));
  expect(readFileSync(keyFile(shop), 'utf8')).toMatch(/^guarded1 /);
  expect(plain).toMatch(/^plain1 /);
  expect(await numberShown(shop)).toBe(maskIdNumber(idNumberOf(1)));
});

test('without key and paper the numbers are given up, on purpose only, and the register is filled in anew', async () => {
  const shop = await shopWithNumber();
  const administrator = shop.as('administrator');
  const reason = '恢复密钥的纸找不到了';
  expect(await refusalOf(administrator.settings.dropSealedNumbers({ reason }))).toEqual({
    code: 'personal_key_present',
  });
  const { lines } = await recoveryKeyOf(shop);
  const other = await onAnotherPc(shop);
  expect(await other.as('administrator').settings.dropSealedNumbers({ reason })).toEqual({ households: 1 });
  expect(await numberShown(other)).toBeNull();
  await enrol(other, 'GM009', idNumberOf(1));
  expect(await other.as('clerk').household.search({ query: idNumberOf(1).slice(-6) })).toMatchObject([
    { householdNo: 'GM009' },
  ]);
  const records = listAudit(other.host.services.db, 0, 1_000).filter(({ kind }) => kind === 'setting_changed');
  expect(records).toMatchObject([{ detail: { reason, what: '清除打不开的身份证号1户，换了新密钥' } }]);
  // The old key is no longer the one of these books.
  expect(await refusalOf(other.as('administrator').settings.unlockPersonal({ recoveryKey: lines.join('') }))).toEqual({
    code: 'recovery_key_of_other_books',
  });
  await other.restart();
  expect(await other.as('clerk').settings.personalKey()).toMatchObject({ kind: 'open' });
});
