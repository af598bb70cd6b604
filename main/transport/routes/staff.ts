import type { FirstSession, Operator } from '../../../shared/contract/staff.ts';
import type { ReceiptLayout } from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm } from '../../../shared/domain/settings/printer.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { readPrinter, readShopName } from '../../usecases/settings/shop-settings.ts';
import { changeSecret } from '../../usecases/staff/change-secret.ts';
import { addOperator, changeOperator, resetSecret, setOperatorActive } from '../../usecases/staff/manage-staff.ts';
import { listSignInOperators, listStaff } from '../../usecases/staff/read-staff.ts';
import { recover, renewRecoveryCode } from '../../usecases/staff/recovery.ts';
import { readScreenLock, saveScreenLock } from '../../usecases/staff/screen-lock.ts';
import { signIn, tell } from '../../usecases/staff/sign-in.ts';
import { answer, atTheDoor, type Called, refused, shop, useCase } from '../procedures.ts';
import { sessionOf } from '../sessions.ts';

export const staffRoutes = shop.staff.router({
  operators: shop.staff.operators.handler(({ context: { services } }) => listSignInOperators(services.db)),
  signIn: shop.staff.signIn.handler(async ({ context, input }) => {
    const { services } = context;
    const { mustChange, ...row } = answer(await signIn(atTheDoor(context), input, '登录'));
    leave(context, '换人');
    const operator = { id: row.id, name: row.name, role: row.role };
    return sessionOf(services.sessions.open(operator, { mustChange, place: context.caller.place }));
  }),
  recover: shop.staff.recover.handler(async ({ context, input }): Promise<FirstSession> => {
    const { services } = context;
    const { operator: row, nextCode } = answer(await recover(atTheDoor(context), input));
    const operator = { id: row.id, name: row.name, role: row.role };
    // Whoever sat there with the old secret is out.
    services.sessions.closeOf(operator.id);
    return { ...sessionOf(services.sessions.open(operator, { place: context.caller.place })), recoveryCode: nextCode };
  }),
  me: shop.staff.me.handler(({ context }) => caller(context)),
  lock: shop.staff.lock.handler(({ context, input }) => {
    const { token } = context.caller;
    if (token !== null && context.services.sessions.setLocked(token, true)) {
      tell(atTheDoor(context), 'screen_locked', caller(context), { how: input.idle ? '久未操作' : '手动' });
    }
    return null;
  }),
  unlock: shop.staff.unlock.handler(async ({ context, input }) => {
    answer(await signIn(atTheDoor(context), { operatorId: caller(context).id, secret: input.secret }, '解锁'));
    if (context.caller.token !== null) context.services.sessions.setLocked(context.caller.token, false);
    return null;
  }),
  changeSecret: shop.staff.changeSecret.handler(async ({ context, input: { secret, newSecret } }) => {
    const { services } = context;
    const { id } = caller(context);
    answer(await changeSecret(atTheDoor(context), { operatorId: id, secret }, newSecret));
    services.sessions.closeOf(id, context.caller.token);
    if (context.caller.token !== null) services.sessions.secretChosen(context.caller.token);
    return null;
  }),
  signOut: shop.staff.signOut.handler(({ context }) => {
    leave(context, '退出');
    return null;
  }),
  screenLock: shop.staff.screenLock.handler(({ context: { services } }) => ({ minutes: readScreenLock(services.db) })),
  saveScreenLock: shop.staff.saveScreenLock.handler(({ context, input }) => ({
    minutes: saveScreenLock(useCase(context), input.minutes),
  })),
  list: shop.staff.list.handler(({ context: { services } }) => listStaff(services.db)),
  add: shop.staff.add.handler(async ({ context, input: { secret, ...input } }) =>
    answer(await addOperator(useCase(context), input, secret)),
  ),
  change: shop.staff.change.handler(({ context, input: { operatorId, ...input } }) => {
    const member = answer(changeOperator(useCase(context), operatorId, input));
    context.services.sessions.changed(member);
    return member;
  }),
  setActive: shop.staff.setActive.handler(({ context, input: { operatorId, active } }) => {
    const member = answer(setOperatorActive(useCase(context), operatorId, active));
    if (!active) context.services.sessions.closeOf(operatorId);
    return member;
  }),
  resetSecret: shop.staff.resetSecret.handler(async ({ context, input: { operatorId, secret } }) => {
    // The command line has no session and is the way in of whoever keeps this PC.
    if (context.caller.token !== null && operatorId === caller(context).id) throw refused({ code: 'own_secret' });
    const made = answer(await resetSecret(useCase(context), operatorId, secret));
    context.services.sessions.closeOf(operatorId);
    return made;
  }),
  renewRecoveryCode: shop.staff.renewRecoveryCode.handler(async ({ context, input }) => ({
    code: answer(await renewRecoveryCode(atTheDoor(context), { ...input, operatorId: caller(context).id })),
  })),
  printRecoverySlip: shop.staff.printRecoverySlip.handler(({ context, input }) => {
    const settings = readPrinter(context.services.db);
    return context.services.printer.print(settings, recoverySlip(context, input.code, settings.paperWidthMm));
  }),
});

function caller({ caller: { operator } }: Called): Operator {
  return must(operator, 'the gate lets nobody else through');
}

/** Ends the session this call came with, if any. */
function leave(context: Called, how: string): void {
  const { operator, token } = context.caller;
  if (operator === null || token === null) return;
  context.services.sessions.close(token);
  tell(atTheDoor(context), 'signed_out', operator, { how });
}

function recoverySlip(context: Called, code: string, paperWidthMm: PaperWidthMm): ReceiptLayout {
  const { services } = context;
  const data = {
    shopName: readShopName(services.db) ?? '',
    operatorName: caller(context).name,
    date: services.today(),
    code,
  };
  return services.printer.layoutRecoverySlip(data, paperWidthMm);
}
