import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit, verifyAudit } from '../../main/journal/audit-trail.ts';
import { SessionRegistry } from '../../main/transport/sessions.ts';
import { checkSecondPerson } from '../../main/usecases/staff/check-second-person.ts';
import { operatorId } from '../../shared/kernel/brands.ts';
import { refusalOf, valueOf } from '../builders/shop.ts';
import { ADMINISTRATORS_SECRET, answerOf, OWN_SECRET, StaffDesk } from '../builders/staff-desk.ts';

let desk: StaffDesk;

beforeEach(async () => {
  desk = await StaffDesk.open();
});

afterEach(() => desk.close());

const WRONG = '884422';

test('people are added, corrected, leave and come back, and are never deleted', async () => {
  const { member, firstSecret } = await desk.office.staff.add({ name: ' 杨秀兰 ', role: 'shopkeeper' });
  expect(member).toMatchObject({ name: '杨秀兰', role: 'shopkeeper', active: true, mustChange: true, household: null });
  expect(firstSecret).toMatch(/^\d{8}$/);
  expect(await answerOf(desk.office.staff.add({ name: '杨秀兰', role: 'clerk' }))).toEqual({
    code: 'operator_name_taken',
    name: '杨秀兰',
  });
  expect(await answerOf(desk.office.staff.add({ name: '甲', role: 'clerk', secret: '123456' }))).toEqual({
    code: 'secret_too_simple',
  });
  const status = await desk.office.settings.status();
  const household = await desk.office.household.save({
    householdId: null,
    householdNo: 'GM001',
    headName: '冉光荣',
    villageId: status.villages[0]?.id ?? '',
  });
  const changed = { operatorId: member.id, name: '杨秀芝', role: 'clerk', householdId: household.id } as const;
  expect(await desk.office.staff.change(changed)).toMatchObject({
    name: '杨秀芝',
    role: 'clerk',
    household: { householdNo: 'GM001', headName: '冉光荣' },
  });
  expect(await answerOf(desk.office.staff.change({ ...changed, householdId: 'nobody' }))).toEqual({
    code: 'household_not_found',
  });
  expect(await desk.office.staff.setActive({ operatorId: member.id, active: false })).toMatchObject({ active: false });
  expect((await desk.client().staff.operators()).map(({ name }) => name)).toEqual(['管理员']);
  expect((await desk.office.staff.list()).map(({ name }) => name)).toEqual(['管理员', '杨秀芝']);
  expect(await desk.office.staff.setActive({ operatorId: member.id, active: true })).toMatchObject({ active: true });
});

test('the last administrator stays one', async () => {
  const { id } = desk.administrator.operator;
  const refused = { code: 'last_administrator' };
  expect(await answerOf(desk.office.staff.setActive({ operatorId: id, active: false }))).toEqual(refused);
  expect(await answerOf(desk.office.staff.change({ operatorId: id, name: '管理员', role: 'inspector' }))).toEqual(
    refused,
  );
  await desk.hire('张主任', 'administrator');
  expect(await desk.office.staff.setActive({ operatorId: id, active: false })).toMatchObject({ active: false });
  expect(await answerOf(desk.office.staff.list())).toBe('UNAUTHORIZED');
});

test('whoever leaves, changes role or is given a new secret is out at once, in every window', async () => {
  const { operator, token } = await desk.hire('杨秀兰', 'shopkeeper');
  const second = await desk.client().staff.signIn({ operatorId: operator.id, secret: OWN_SECRET });
  const both = [desk.client(token), desk.client(second.token)];
  const answers = () => Promise.all(both.map((client) => answerOf(client.goods.items())));
  expect(await answers()).toEqual([{ answered: [] }, { answered: [] }]);
  await desk.office.staff.change({ operatorId: operator.id, name: '杨秀芝', role: 'shopkeeper' });
  expect(await both[0]?.staff.me()).toMatchObject({ name: '杨秀芝' });
  await desk.office.staff.change({ operatorId: operator.id, name: '杨秀芝', role: 'clerk' });
  expect(await answers()).toEqual(['UNAUTHORIZED', 'UNAUTHORIZED']);

  const third = await desk.client().staff.signIn({ operatorId: operator.id, secret: OWN_SECRET });
  await desk.office.staff.setActive({ operatorId: operator.id, active: false });
  expect(await answerOf(desk.client(third.token).goods.items())).toBe('UNAUTHORIZED');
  const again = desk.client().staff.signIn({ operatorId: operator.id, secret: OWN_SECRET });
  expect(await answerOf(again)).toMatchObject({ code: 'secret_wrong' });
});

test('a secret from somebody else opens nothing but the way to choose one', async () => {
  const { member } = await desk.office.staff.add({ name: '杨秀兰', role: 'shopkeeper', secret: '705918' });
  const tried = { operatorId: member.id };
  const boss = desk.host.services.contextFor(desk.administrator.operator);
  // As a second person neither: whoever gave it out would be two.
  const word = (secret: string) => checkSecondPerson(boss, desk.nowMs, 'late_return', { ...tried, secret });
  expect(refusalOf(await word('705918'))).toEqual({ code: 'secret_must_change' });
  const session = await desk.client().staff.signIn({ operatorId: member.id, secret: '705918' });
  expect(session.mustChange).toBe(true);
  const own = desk.client(session.token);
  expect(await answerOf(own.goods.items())).toBe('MUST_CHANGE');
  const change = (secret: string, newSecret: string) => answerOf(own.staff.changeSecret({ secret, newSecret }));
  expect(await change('705918', '705918')).toEqual({ code: 'secret_unchanged' });
  expect(await change('705918', '20001231')).toEqual({ code: 'secret_too_simple' });
  expect(await change(WRONG, OWN_SECRET)).toEqual({ code: 'secret_wrong', attemptsLeft: 4 });
  expect(await change('705918', OWN_SECRET)).toEqual({ answered: null });
  expect(await own.goods.items()).toEqual([]);
  expect(valueOf(await word(OWN_SECRET))).toEqual(tried);
  expect((await desk.office.staff.list()).find(({ id }) => id === member.id)?.mustChange).toBe(false);
});

test('one resets the secret of others; one changes his own', async () => {
  const { operator } = await desk.hire('杨秀兰', 'shopkeeper');
  const { firstSecret } = await desk.office.staff.resetSecret({ operatorId: operator.id });
  const session = await desk.client().staff.signIn({ operatorId: operator.id, secret: firstSecret ?? '' });
  expect(session.mustChange).toBe(true);
  const own = { operatorId: desk.administrator.operator.id, secret: '613904' };
  expect(await answerOf(desk.office.staff.resetSecret(own))).toEqual({ code: 'own_secret' });
});

test('wrong tries lock, longer each time, over a restart and by place; strangers are answered alike', async () => {
  const { id } = desk.administrator.operator;
  const station = { id: 'st-1', name: '村部电脑' };
  const tryAt = (place: typeof station | null, who: string, secret = WRONG) =>
    answerOf(desk.client(null, place).staff.signIn({ operatorId: operatorId(who), secret }));
  const six = async (who: string) => {
    const answers: unknown[] = [];
    for (let index = 0; index < 6; index += 1) answers.push(await tryAt(null, who));
    return answers;
  };
  const wrong = [4, 3, 2, 1].map((attemptsLeft) => ({ code: 'secret_wrong', attemptsLeft }));
  const locked = (secondsLeft: number) => ({ code: 'sign_in_locked', secondsLeft });
  expect(await six(id)).toEqual([...wrong, locked(30), locked(30)]);
  expect(await six('nobody')).toEqual([...wrong, locked(30), locked(30)]);

  await desk.restart();
  desk.nowMs += 10_000;
  expect(await tryAt(null, id, ADMINISTRATORS_SECRET)).toEqual(locked(20));
  // Another PC has its own count.
  expect(await tryAt(station, id)).toEqual(wrong[0]);
  desk.nowMs += 20_000;
  expect(await tryAt(null, id)).toEqual(locked(60));
  // The PC's clock falls back by years: the lock does not grow by them.
  desk.nowMs -= 3 * 365 * 86_400_000;
  expect(await tryAt(null, id, ADMINISTRATORS_SECRET)).toEqual(locked(60));
  desk.nowMs += 60_000;
  expect(await tryAt(null, id, ADMINISTRATORS_SECRET)).toMatchObject({ answered: { operator: { id } } });
  expect(await tryAt(null, id)).toEqual(wrong[0]);
});

test('many tries at once are as many tries', async () => {
  const { id } = desk.administrator.operator;
  const tries = Array.from({ length: 12 }, () =>
    answerOf(desk.client().staff.signIn({ operatorId: id, secret: WRONG })),
  );
  const codes = (await Promise.all(tries)).map((answer) => (answer as { readonly code: string }).code);
  expect(codes.filter((code) => code === 'secret_wrong')).toHaveLength(4);
  expect(codes.filter((code) => code === 'sign_in_locked')).toHaveLength(8);
});

test('a locked screen takes only its own secret; another person takes its place', async () => {
  const { operator, token } = await desk.hire('杨秀兰', 'shopkeeper');
  const keeper = desk.client(token);
  await keeper.staff.lock({});
  expect(await answerOf(keeper.goods.items())).toBe('LOCKED');
  expect(await answerOf(keeper.redemption.heldBaskets())).toBe('LOCKED');
  expect(await keeper.staff.me()).toEqual(operator);
  expect(await answerOf(keeper.staff.unlock({ secret: ADMINISTRATORS_SECRET }))).toMatchObject({
    code: 'secret_wrong',
  });
  expect(await answerOf(keeper.goods.items())).toBe('LOCKED');
  await keeper.staff.unlock({ secret: OWN_SECRET });
  expect(await keeper.goods.items()).toEqual([]);

  await keeper.staff.lock({ idle: true });
  const { id } = desk.administrator.operator;
  const next = await keeper.staff.signIn({ operatorId: id, secret: ADMINISTRATORS_SECRET });
  expect(await answerOf(keeper.goods.items())).toBe('UNAUTHORIZED');
  expect(await desk.client(next.token).staff.me()).toMatchObject({ id });
});

test('the printed code lets an administrator in once, and a new one takes its place', async () => {
  const { operator, recoveryCode } = desk.administrator;
  const recover = (code: string, newSecret: string, who: string = operator.id) =>
    answerOf(desk.client().staff.recover({ operatorId: operatorId(who), code, newSecret }));
  const last = recoveryCode.endsWith('2') ? '3' : '2';
  expect(await recover(recoveryCode.slice(0, -1) + last, OWN_SECRET)).toEqual({ code: 'recovery_code_mistyped' });
  expect(await recover(recoveryCode, '111111')).toEqual({ code: 'secret_too_simple' });
  expect(await recover(recoveryCode, OWN_SECRET, 'nobody')).toEqual({ code: 'recovery_code_wrong', attemptsLeft: 4 });
  expect(await recover(recoveryCode, ADMINISTRATORS_SECRET)).toEqual({ code: 'secret_unchanged' });
  for (let index = 0; index < 6; index += 1) {
    await answerOf(desk.client().staff.signIn({ operatorId: operator.id, secret: WRONG }));
  }
  const twice = await Promise.all([recover(recoveryCode, OWN_SECRET), recover(recoveryCode, OWN_SECRET)]);
  const first = twice.flatMap((answer) => {
    const { answered } = answer as { readonly answered?: { readonly token: string; readonly recoveryCode: string } };
    return answered ? [answered] : [];
  });
  expect(first).toHaveLength(1);
  expect(await answerOf(desk.office.staff.me())).toBe('UNAUTHORIZED');
  expect(await desk.client(first[0]?.token).staff.me()).toEqual(operator);
  expect(await recover(recoveryCode, 'another 42')).toMatchObject({ code: 'recovery_code_wrong' });
  // The lock of the forgotten secret is gone with it.
  const signIn = await desk.client().staff.signIn({ operatorId: operator.id, secret: OWN_SECRET });
  expect(signIn.mustChange).toBe(false);
  expect(await recover(first[0]?.recoveryCode ?? '', 'another 42')).toMatchObject({ answered: { operator } });
});

test('a new code asks for the secret and ends the old one; nobody but an administrator has one', async () => {
  const { operator, recoveryCode } = desk.administrator;
  expect(await answerOf(desk.office.staff.renewRecoveryCode({ secret: WRONG }))).toMatchObject({
    code: 'secret_wrong',
  });
  const { code } = await desk.office.staff.renewRecoveryCode({ secret: ADMINISTRATORS_SECRET });
  expect(code).not.toBe(recoveryCode);
  const recover = (used: string) =>
    answerOf(desk.client().staff.recover({ operatorId: operator.id, code: used, newSecret: OWN_SECRET }));
  expect(await recover(recoveryCode)).toMatchObject({ code: 'recovery_code_wrong' });
  const second = await desk.hire('张主任', 'administrator');
  const made = await desk.client(second.token).staff.renewRecoveryCode({ secret: OWN_SECRET });
  await desk.office.staff.change({ operatorId: second.operator.id, name: '张主任', role: 'accountant' });
  const input = { operatorId: second.operator.id, code: made.code, newSecret: 'another 42' };
  expect(await answerOf(desk.client().staff.recover(input))).toMatchObject({ code: 'recovery_code_wrong' });
  expect(await recover(code)).toMatchObject({ answered: { operator } });
});

test('the audit trail tells who came, who failed, who locked and who was let in, and never a secret', async () => {
  const station = { id: 'st-1', name: '村部电脑' };
  const { operator, token } = await desk.hire('杨秀兰', 'shopkeeper', station);
  const keeper = desk.client(token, station);
  await answerOf(desk.client().staff.signIn({ operatorId: operator.id, secret: WRONG }));
  await keeper.staff.lock({ idle: true });
  await keeper.staff.lock({});
  await keeper.staff.unlock({ secret: OWN_SECRET });
  await keeper.staff.signOut();
  await desk.office.staff.saveScreenLock({ minutes: 5 });
  await desk.office.staff.setActive({ operatorId: operator.id, active: false });
  await answerOf(desk.office.staff.renewRecoveryCode({ secret: WRONG }));
  await desk.office.staff.renewRecoveryCode({ secret: ADMINISTRATORS_SECRET });
  const { db } = desk.host.services;
  const records = listAudit(db, 0, 100);
  expect(records.map(({ kind, subject, operatorName }) => `${kind} ${subject} ${operatorName}`.trim())).toEqual([
    'recovery_code_made 管理员 管理员',
    'signed_in 管理员 管理员',
    'operator_added 杨秀兰 管理员',
    'signed_in 杨秀兰 杨秀兰',
    'secret_changed 杨秀兰 杨秀兰',
    'sign_in_failed 杨秀兰',
    'screen_locked 杨秀兰 杨秀兰',
    'signed_in 杨秀兰 杨秀兰',
    'signed_out 杨秀兰 杨秀兰',
    'setting_changed 自动锁屏 管理员',
    'operator_deactivated 杨秀兰 管理员',
    'sign_in_failed 管理员',
    'recovery_code_made 管理员 管理员',
  ]);
  expect(records.filter(({ stationName }) => stationName === '村部电脑').map(({ kind }) => kind)).toEqual([
    'signed_in',
    'secret_changed',
    'screen_locked',
    'signed_in',
    'signed_out',
  ]);
  const told = JSON.stringify(records);
  for (const secret of [WRONG, OWN_SECRET, ADMINISTRATORS_SECRET, '705918']) expect(told).not.toContain(secret);
  expect(verifyAudit(db)).toBeNull();
});

test('a session ends after a working day, however much it is used, and wherever the clock goes', () => {
  let now = 0;
  const sessions = new SessionRegistry(() => now);
  const { token } = sessions.open(desk.administrator.operator);
  now += 11 * 3_600_000;
  expect(sessions.find(token)).toMatchObject({ usedMs: now, locked: false });
  now += 3_600_000;
  expect(sessions.find(token)).toBeNull();
  now = 0;
  expect(sessions.find(token)).toBeNull();
});
