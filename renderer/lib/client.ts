import { type ClientLink, createORPCClient, DynamicLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { v7 as uuidv7 } from 'uuid';
import type { ShopContract } from '../../shared/contract/contract.ts';
import { noteConnection } from './connection.ts';
import { deadlineOf, withDeadline } from './deadline.ts';
import { createPortLink, doorApi } from './door.ts';
import { noteLetIn } from './pairing.ts';
import { noteRescue } from './rescue-note.ts';
import { sessionLost, lockScreen, noteMustChange, sessionToken, setSession } from './session-store.ts';
import { toShopError } from './shop-error.ts';

type NoContext = Record<never, never>;

function headers(): Record<string, string> {
  const token = sessionToken();
  return token === null ? {} : { 'x-session-token': token };
}

function createLink(): ClientLink<NoContext> {
  const door = doorApi();
  if (door) return new DynamicLink<NoContext>(createPortLink(() => door.requestDoor(), headers));
  return new RPCLink<NoContext>({ url: `${window.location.origin}/rpc`, headers });
}

/** Turns every failure into a ShopError (an abort by the caller stays what it is) and notes whether the host answers. */
function guarded(link: ClientLink<NoContext>): ClientLink<NoContext> {
  return {
    async call(path, input, options) {
      const token = sessionToken();
      try {
        const output = await withDeadline(deadlineOf(path), options.signal, (signal) =>
          link.call(path, input, { ...options, ...(signal ? { signal } : {}) }),
        );
        noteConnection(true);
        return output;
      } catch (error) {
        if (options.signal?.aborted) throw error;
        throw noted(error, token);
      }
    },
  };
}

function noted(error: unknown, token: string | null): Error {
  const shopError = toShopError(error);
  noteConnection(shopError.kind !== 'offline');
  noteRescue(shopError);
  if (shopError.refusal?.code === 'station_not_paired') {
    setSession(null);
    noteLetIn(false);
  }
  // What was asked for the person before says nothing about the one who took the place meanwhile.
  if (token === sessionToken()) {
    if (shopError.kind === 'unauthorized') sessionLost();
    if (shopError.kind === 'locked') lockScreen('asked');
    if (shopError.kind === 'must_change') noteMustChange(true);
  }
  return shopError;
}

/** Everything the host can be asked. Rejects with a ShopError. */
export const client: ContractRouterClient<ShopContract> = createORPCClient(guarded(createLink()));

type Steps<P, R> = { next(): Promise<IteratorResult<P, R>> };

/**
 * Runs work that reports its progress to its end and gives its result. Abort by the signal given to the call itself.
 * Rejects with a ShopError.
 */
export async function follow<P, R>(work: Promise<Steps<P, R>>, onProgress: (progress: P) => void): Promise<R> {
  const token = sessionToken();
  const iterator = await work;
  try {
    for (;;) {
      const step = await iterator.next();
      if (step.done) return step.value;
      onProgress(step.value);
    }
  } catch (error) {
    throw noted(error, token);
  }
}

/** An id that a document keeps on every retry. In order of time: such ids are written beside each other. */
export function newRequestId(): string {
  return uuidv7();
}
