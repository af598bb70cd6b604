import { must } from '../../../shared/kernel/assert.ts';
import { listSignInOperators } from '../../usecases/staff/sign-in.ts';
import { checkSecret } from '../../usecases/staff/verify-secret.ts';
import { answer, shop } from '../procedures.ts';
import { sessionOf } from '../sessions.ts';

export const staffRoutes = shop.staff.router({
  operators: shop.staff.operators.handler(({ context: { services } }) => listSignInOperators(services.db)),
  signIn: shop.staff.signIn.handler(async ({ context: { services, caller }, input }) => {
    const tried = { ...input, stationId: caller.station?.id ?? null };
    const { id, name, role, mustChange } = answer(await checkSecret(services.db, tried, services.nowMs()));
    return sessionOf(services.sessions.open({ id, name, role }, { mustChange, place: caller.place }));
  }),
  signOut: shop.staff.signOut.handler(({ context: { services, caller } }) => {
    services.sessions.close(caller.token);
    return null;
  }),
  me: shop.staff.me.handler(({ context: { caller } }) => must(caller.operator, 'the gate lets nobody else through')),
});
