import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { ProcedureMeta, Refusal } from '../../shared/contract/base.ts';
import { isDated } from '../../shared/contract/dated.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import type { RescueCause } from '../../shared/domain/settings/rescue.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { must } from '../../shared/kernel/assert.ts';
import { readShopName } from '../usecases/settings/shop-settings.ts';
import { diskTroubleOf } from '../files/disk-trouble.ts';
import type { UseCaseContext } from '../usecases/context.ts';
import type { AtTheDoor } from '../usecases/staff/sign-in.ts';
import { type CallPlace, OWN_WINDOW } from './place.ts';
import { inputRule } from './input-rule.ts';
import type { HostServices } from './services.ts';
import { refuseByPlace } from './station-access.ts';

export const SESSION_HEADER = 'x-session-token';
/** Carries the secret of the lock file: who can read that file may already read the books. */
export const DESK_HEADER = 'x-desk-secret';

/** What a door hands to every call. `operator` is set only by the command line, which speaks for the administrator. */
export type DoorContext = {
  readonly services: HostServices;
  readonly reqHeaders?: Headers;
  readonly operator?: Operator;
  /** Where the call comes from; without it, a window of the desktop program. */
  readonly place?: CallPlace;
  /** Sends a cookie with the answer; only at the stations' door. */
  readonly giveCookie?: (cookie: string) => void;
};

type Caller = {
  readonly operator: Operator | null;
  /** Null: nobody, or the command line. */
  readonly token: string | null;
  readonly place: CallPlace;
  readonly station: UseCaseContext['station'];
};

/** As the audit trail names it: whoever types there was asked for no secret, and may not be the administrator. */
const COMMAND_LINE = { id: 'command-line', name: '命令行' } as const;

/** Asked by a window of itself: nobody need be there. */
const PULSE = 'station.pulse';

const base = implement(contract).$context<DoorContext>();

/** One gate before every procedure: who calls, whether the contract lets them, and what becomes of a bug. */
const gate = base.middleware(async ({ context, procedure, path, next, errors }) => {
  const token = context.reqHeaders?.get(SESSION_HEADER) ?? null;
  const place = context.place ?? OWN_WINDOW;
  const elsewhere = refuseByPlace(place, path);
  if (elsewhere !== null) throw refused(elsewhere);
  const off = context.services.rescue.cause();
  if (off !== null && !STAYS_OPEN.has(path[0] === 'rescue' ? 'rescue' : path.join('.'))) throw rescueRefusal(off);
  const session = context.operator ? null : context.services.sessions.find(token, place, path.join('.') !== PULSE);
  const operator = context.operator ?? session?.operator ?? null;
  const { access } = procedure['~orpc'].meta as Partial<ProcedureMeta>;
  if (access === undefined) throw new Error(`procedure ${path.join('.')} declares no access`);
  if (access !== 'public') {
    if (!operator) throw errors.UNAUTHORIZED();
    if (session?.locked && access !== 'session') throw errors.LOCKED();
    if (session?.mustChange && access !== 'session') throw errors.MUST_CHANGE();
    if (typeof access !== 'string' && !access.includes(operator.role)) {
      throw errors.FORBIDDEN({ data: { role: operator.role, allowed: access } });
    }
    if (readShopName(context.services.db) === null) throw refused({ code: 'not_initialised' });
  }
  if (access !== 'public' && path[0] !== 'settings' && context.services.backup.restoring()) {
    throw refused({ code: 'restore_running' });
  }
  if (isDated(path.join('.'))) refuseDoubtfulDay(context.services);
  const station = context.operator ? COMMAND_LINE : place.station;
  const caller: Caller = { operator, token: session?.token ?? null, place, station };
  try {
    return await next({ context: { caller } });
  } catch (error) {
    throw asAnswer(error, path.join('.'), context.services, procedure['~orpc'].inputSchema);
  }
});

/** What answers while the books cannot be worked with. */
const STAYS_OPEN: ReadonlySet<string> = new Set(['rescue', 'settings.status', 'settings.reportFault', 'staff.signOut']);

function rescueRefusal(cause: RescueCause): ORPCError<'REFUSED', Refusal> {
  return refused(
    cause.code === 'not_sound' ? { code: 'books_not_sound', where: cause.where } : { code: 'rescue_mode', cause },
  );
}

/** A day that is not believed dates nothing until an administrator has confirmed it. */
function refuseDoubtfulDay({ clock }: HostServices): void {
  const suspicion = clock.suspicion();
  if (suspicion !== null) throw refused({ code: 'clock_suspect', ...suspicion });
}

/** Routes of each context implement their part of this. */
export const shop = base.use(gate);

/** The error that carries a refusal to the caller, with a status of its own: a refusal is no fault. */
export function refused(refusal: Refusal): ORPCError<'REFUSED', Refusal> {
  return new ORPCError('REFUSED', { status: 422, data: refusal, defined: true });
}

/** The value, or the refusal as an error the contract declares. */
export function answer<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw refused(result.error);
  return result.value;
}

export type Called = { readonly services: HostServices; readonly caller: Caller };

/** The use case's view of this call: moment, business date and operator. Only behind a gate that needs someone. */
export function useCase({ services, caller }: Called): UseCaseContext {
  return services.contextFor(must(caller.operator, 'the gate lets nobody else through'), caller.station);
}

/** The same for who has not signed in, or whose screen is locked: credentials stand in the books too. */
export function atTheDoor({ services, caller: { station } }: Called): AtTheDoor {
  if (services.backup.restoring()) throw refused({ code: 'restore_running' });
  return { db: services.db, nowMs: services.nowMs(), recordedAt: services.recordedAt(), station };
}

/** Turns what a procedure threw into what the contract declares: refusals pass, bad input is named, a bug gets its number. */
export function asAnswer(
  error: unknown,
  procedure: string,
  services: HostServices,
  inputSchema: unknown = null,
): unknown {
  if (error instanceof ORPCError) {
    if (error.code === 'BAD_REQUEST') return refused(invalidInput(error as ORPCError<string, unknown>, inputSchema));
    if (error.code !== 'INTERNAL_SERVER_ERROR') return error;
  }
  const incident = services.recordFault(error, procedure);
  // The disk's fault, not the program's: people can do something about it, and must be told what.
  const trouble = diskTroubleOf(error);
  if (trouble !== null) return refused({ code: trouble });
  return new ORPCError('FAULT', { status: 500, data: { incident }, defined: true });
}

function invalidInput(error: ORPCError<string, unknown>, schema: unknown): Refusal {
  const failed = error.cause instanceof ValidationError ? error.cause : null;
  const issue = failed?.issues[0];
  const path = (issue?.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
  const rule = issue === undefined ? ({ kind: 'unknown' } as const) : inputRule(schema, failed?.data, path, issue);
  return { code: 'input_invalid', path: path.map(String).join('.'), rule };
}

/** Streams work to the caller; refusals and bugs inside it answer like any other call's. */
export async function* streamed<P, T>(
  services: HostServices,
  procedure: string,
  work: AsyncGenerator<P, Result<T, Refusal>>,
): AsyncGenerator<P, T> {
  try {
    return answer(yield* work);
  } catch (error) {
    throw asAnswer(error, procedure, services);
  }
}
