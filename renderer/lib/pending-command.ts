import type { OperatorId } from '../../shared/kernel/brands.ts';
import { client } from './client.ts';
import { connectionBack } from './connection.ts';
import { currentOperator } from './session-store.ts';
import { type ShopError, toShopError } from './shop-error.ts';

/** What may be asked about again by its key after the answer was lost. Inputs carry no secret of anybody. */
const SENDERS = {
  'redemption.return': (input: Parameters<typeof client.redemption.return>[0]) => client.redemption.return(input),
  'points.award': (input: Parameters<typeof client.points.award>[0]) => client.points.award(input),
  'points.deduct': (input: Parameters<typeof client.points.deduct>[0]) => client.points.deduct(input),
  'stocktake.approve': (input: Parameters<typeof client.stocktake.approve>[0]) => client.stocktake.approve(input),
  'donation.record': (input: Parameters<typeof client.donation.record>[0]) => client.donation.record(input),
  'donation.consent': (input: Parameters<typeof client.donation.consent>[0]) => client.donation.consent(input),
  'donation.withdrawConsent': (input: Parameters<typeof client.donation.withdrawConsent>[0]) =>
    client.donation.withdrawConsent(input),
  'price.change': (input: Parameters<typeof client.price.change>[0]) => client.price.change(input),
  'goods.receive': (input: Parameters<typeof client.goods.receive>[0]) => client.goods.receive(input),
  'loan.lend': (input: Parameters<typeof client.loan.lend>[0]) => client.loan.lend(input),
  'loan.takeBack': (input: Parameters<typeof client.loan.takeBack>[0]) => client.loan.takeBack(input),
  'outbound.writeOff': (input: Parameters<typeof client.outbound.writeOff>[0]) => client.outbound.writeOff(input),
  'outbound.transfer': (input: Parameters<typeof client.outbound.transfer>[0]) => client.outbound.transfer(input),
  'outbound.returnToSupplier': (input: Parameters<typeof client.outbound.returnToSupplier>[0]) =>
    client.outbound.returnToSupplier(input),
  'photo.attach': (input: Parameters<typeof client.photo.attach>[0]) => client.photo.attach(input),
  'partner.settle': (input: Parameters<typeof client.partner.settle>[0]) => client.partner.settle(input),
} as const;
type Procedure = keyof typeof SENDERS;

export type PendingCommand = {
  readonly requestId: string;
  readonly procedure: Procedure;
  readonly input: unknown;
  /** What was asked for, in words: 给冉光荣加5分. */
  readonly what: string;
  readonly operatorId: OperatorId;
};

const KEY = 'pending-commands';
/** Sent by this page and not yet answered: nobody else may ask about them meanwhile. */
const underWay = new Set<string>();

/** Refusals that are said before anybody looks at the document: of an earlier try whose answer was lost they tell nothing. */
const OF_THE_DOOR: ReadonlySet<string> = new Set([
  'station_not_paired',
  'only_at_shop_pc',
  'too_many_requests',
  'restore_running',
  'not_initialised',
  'rescue_mode',
  'books_not_sound',
  'clock_suspect',
]);

/** Whether a refusal means that the document is not in the books. */
export function answersDocument(error: ShopError): boolean {
  return error.refusal !== null && !OF_THE_DOOR.has(error.refusal.code);
}

/**
 * Sends a command under its key until it is answered: when the host goes away in between, it is asked again as soon as it
 * is back. Kept over a reload and a new sign-in, for `resumable` to find. Rejects with the answer that is none.
 */
export async function sendUntilAnswered<R>(
  command: Omit<PendingCommand, 'operatorId'>,
  send: () => Promise<R>,
): Promise<R> {
  const operator = currentOperator();
  if (operator) store([...stored().filter(isOther(command.requestId)), { ...command, operatorId: operator.id }]);
  underWay.add(command.requestId);
  try {
    return await askUntilAnswered(command.requestId, send);
  } finally {
    underWay.delete(command.requestId);
  }
}

async function askUntilAnswered<R>(requestId: string, send: () => Promise<R>): Promise<R> {
  for (;;) {
    try {
      const answer = await send();
      forget(requestId);
      return answer;
    } catch (error) {
      const shopError = toShopError(error);
      if (shopError.kind === 'offline') {
        await connectionBack();
        continue;
      }
      if (answersDocument(shopError) || shopError.kind === 'fault' || shopError.kind === 'forbidden') forget(requestId);
      throw shopError;
    }
  }
}

/** Commands of this person whose answer was lost with the page or the session. */
export function resumable(operatorId: OperatorId): readonly PendingCommand[] {
  return stored().filter((command) => command.operatorId === operatorId && !underWay.has(command.requestId));
}

/** Asks about one by its key: it is in the books, or is entered now, once. Answers with its number. */
export async function resume({
  requestId,
  procedure,
  input,
}: PendingCommand): Promise<{ readonly documentNo: string }> {
  const send = SENDERS[procedure] as (value: unknown) => Promise<{ readonly documentNo: string }>;
  underWay.add(requestId);
  try {
    return await askUntilAnswered(requestId, () => send(input));
  } finally {
    underWay.delete(requestId);
  }
}

function forget(requestId: string): void {
  store(stored().filter(isOther(requestId)));
}

function isOther(requestId: string): (command: PendingCommand) => boolean {
  return (command) => command.requestId !== requestId;
}

function stored(): readonly PendingCommand[] {
  try {
    const value = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as unknown;
    return Array.isArray(value) ? (value as PendingCommand[]).filter(({ procedure }) => procedure in SENDERS) : [];
  } catch {
    return [];
  }
}

function store(commands: readonly PendingCommand[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(commands));
  } catch {
    // The page itself still asks until it is answered; only a reload in between would lose it.
  }
}
