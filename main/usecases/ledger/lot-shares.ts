import { type LocalDate, type Quantity, quantity } from '../../../shared/kernel/brands.ts';
import { codeKey, type KnownLot } from './import-books.ts';

/** What of one row comes out of one lot. */
export type LotShare = { readonly lotCode: string; readonly quantity: Quantity };

/** Lots of that code, and the same batch received again, which got a running suffix. */
export function lotsNamed<Lot extends { readonly code: string }>(lots: readonly Lot[], code: string): Lot[] {
  const wanted = codeKey(code);
  return lots.filter((lot) => {
    const own = codeKey(lot.code);
    return own === wanted || (own.startsWith(`${wanted}-`) && /^\d+$/.test(own.slice(wanted.length + 1)));
  });
}

type Wanted = {
  readonly lotCode: string | null;
  readonly expiresOn: LocalDate | null;
  readonly date: LocalDate;
  readonly quantity: Quantity;
};

/**
 * Takes goods that left otherwise than for points out of the lots: the named one first, then those of the day the file
 * says they expire, then those that had come by that day, each first expiring first. Expired lots are taken like others.
 * Null when they do not hold it.
 */
export function takeFromLots(lots: readonly KnownLot[], wanted: Wanted): LotShare[] | null {
  const { lotCode, expiresOn, date } = wanted;
  const rank = (lot: KnownLot): string => {
    const named = lotCode !== null && codeKey(lot.code) === codeKey(lotCode) ? 0 : 1;
    const same = expiresOn !== null && lot.expiresOn === expiresOn ? 0 : 1;
    const there = lot.receivedOn <= date ? 0 : 1;
    return `${named}${same}${there}${lot.expiresOn ?? '9999-12-31'}${lot.receivedOn}${lot.code}`;
  };
  const usable = lots.filter(({ onHand }) => onHand > 0).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  if (usable.reduce((sum, { onHand }) => sum + onHand, 0) < wanted.quantity) return null;
  const shares: LotShare[] = [];
  let left: number = wanted.quantity;
  for (const lot of usable) {
    const share = Math.min(left, lot.onHand);
    if (share === 0) break;
    lot.onHand -= share;
    lot.alsoTakenFrom = true;
    left -= share;
    shares.push({ lotCode: lot.code, quantity: quantity(share) });
  }
  return shares;
}

/** Goods on the shelf again, where a later row may take them; of an unnamed lot nothing is known. */
export function putBack(lots: readonly KnownLot[], lotCode: string | null, pieces: number): void {
  const lot = lots.find(({ code }) => lotCode !== null && codeKey(code) === codeKey(lotCode));
  if (lot) lot.onHand += pieces;
}
