import { assert } from '../../kernel/assert.ts';
import { type Fen, fen, type Quantity } from '../../kernel/brands.ts';

/**
 * What `taken` pieces out of `onHand` cost, when the pieces on hand cost `valueFen` together.
 * Rounds down until the last piece, which takes the rest: three pieces for ¥10 leave at 3.33, 3.33 and 3.34,
 * and an empty lot is worth nothing.
 */
export function costOfTaking(taken: Quantity, onHand: Quantity, valueFen: Fen): Fen {
  assert(taken > 0 && taken <= onHand, 'can only take what is on hand');
  assert(valueFen >= 0, 'a lot is never worth less than nothing');
  return fen(Number((BigInt(valueFen) * BigInt(taken)) / BigInt(onHand)));
}
