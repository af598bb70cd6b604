import { forgetCounter } from '../features/redemption/counter-state.ts';
import { client } from '../lib/client.ts';
import { useLeaveSeat } from '../lib/take-seat.ts';

/** The window forgets who was here, the basket too, at once; whether the host hears of it is its own affair. */
export function useSignOut(): () => void {
  const leaveSeat = useLeaveSeat();
  return () => {
    client.staff.signOut().catch(() => undefined);
    leaveSeat();
    forgetCounter();
  };
}
