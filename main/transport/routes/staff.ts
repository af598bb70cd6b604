import { must } from '../../../shared/kernel/assert.ts';
import { listSignInOperators, signIn } from '../../usecases/staff/sign-in.ts';
import { answer, shop } from '../procedures.ts';

export const staffRoutes = shop.staff.router({
  operators: shop.staff.operators.handler(({ context: { services } }) => listSignInOperators(services.db)),
  signIn: shop.staff.signIn.handler(async ({ context: { services }, input }) => {
    const operator = answer(await signIn(services.db, services.throttle, input, services.nowMs()));
    return services.sessions.open(operator);
  }),
  signOut: shop.staff.signOut.handler(({ context: { services, caller } }) => {
    services.sessions.close(caller.token);
    return null;
  }),
  me: shop.staff.me.handler(({ context: { caller } }) => must(caller.operator, 'the gate lets nobody else through')),
});
