import type { DoorsState, Pulse } from '../../shared/contract/station.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { UseCaseContext } from '../usecases/context.ts';
import type { Station } from '../usecases/station/pair-station.ts';

/** The stations' door and who comes in through it. */
export type StationServices = {
  /** The station that shows this cookie; null for strangers and revoked ones. */
  readonly identify: (token: string) => Station | null;
  readonly noteSeen: (stationId: string) => void;
  readonly fingerprint: () => string | null;
  readonly pulse: () => Omit<Pulse, 'station'>;
  readonly state: () => DoorsState;
  readonly open: (
    context: UseCaseContext,
    where: { readonly port: number; readonly address: string | null },
  ) => Promise<Result<DoorsState, Refusal>>;
  /** Every connection and every session of a station ends at once. */
  readonly close: (context: UseCaseContext) => Promise<DoorsState>;
  readonly newCode: (operator: Operator) => Result<DoorsState, Refusal>;
  readonly dropCode: () => DoorsState;
  /** Lets a PC in; the token is for its cookie and is kept nowhere else. */
  readonly pair: (input: {
    readonly code: string;
    readonly name: string;
  }) => Result<{ readonly name: string; readonly token: string }, Refusal>;
  readonly revoke: (context: UseCaseContext, stationId: string) => Result<DoorsState, Refusal>;
  /** Opens the door again that was open when the host ended. Never throws: the trouble is shown. */
  readonly reopen: () => Promise<void>;
  /** The host ends; the door will open again with it. */
  readonly stop: () => Promise<void>;
  /** Books were put back: a station that was revoked since stays out, and the door stays as it is. */
  readonly afterRestore: () => void;
};
