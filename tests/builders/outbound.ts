import { listAllLotsOnHand } from '../../main/db/repositories/lot-repository.ts';
import type { StoredEntry } from '../../main/journal/entry.ts';
import { reverseOutbound } from '../../main/usecases/outbound/reverse-outbound.ts';
import { takeOut, type TakeOutInput } from '../../main/usecases/outbound/take-out.ts';
import type { WriteOffCause } from '../../shared/domain/outbound/outbound.ts';
import { type EntryId, type LotId, quantity } from '../../shared/kernel/brands.ts';
import { type Shop, TODAY, valueOf } from './shop.ts';

export type OutLine = readonly [lotCode: string, count: number, cause?: WriteOffCause, detail?: string];

/** The lot with that code which has something left. */
export function lotOf(shop: Shop, code: string): LotId {
  const lot = listAllLotsOnHand(shop.db).find((candidate) => candidate.code === code);
  if (!lot) throw new Error(`no lot ${code} on hand`);
  return lot.id;
}

/** A write-off of these lots with everything that a test does not care about filled in. */
export function writeOffOf(shop: Shop, lines: readonly OutLine[], more: Partial<TakeOutInput> = {}): TakeOutInput {
  return {
    requestId: shop.requestId(),
    kind: 'write_off',
    counterparty: '',
    disposal: '深埋',
    witness: '王监督',
    note: '相机坏了',
    photos: [],
    lines: lines.map(([code, count, cause = 'damaged', detail = '']) => ({
      lotId: lotOf(shop, code),
      quantity: quantity(count),
      cause,
      detail,
    })),
    ...more,
  };
}

/** A transfer to another shop or a return to a supplier. */
export function sentAway(
  shop: Shop,
  kind: 'transfer_out' | 'supplier_return',
  counterparty: string,
  lines: readonly OutLine[],
): TakeOutInput {
  const input = writeOffOf(shop, lines, { kind, counterparty, disposal: '', witness: '', note: '' });
  return { ...input, lines: input.lines.map((line) => ({ ...line, cause: null })) };
}

/** Takes goods out, with a colleague's word. */
export function takenOut(shop: Shop, input: TakeOutInput, today: string = TODAY): StoredEntry {
  return valueOf(takeOut(shop.context({ today }), input, shop.agreement()));
}

export function takenBack(shop: Shop, entryId: EntryId, reason: string, today: string = TODAY): StoredEntry {
  const input = { requestId: shop.requestId(), entryId, reason };
  return valueOf(reverseOutbound(shop.context({ today }), input, shop.agreement()));
}
