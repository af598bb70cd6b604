import fc from 'fast-check';

/** A command as fast-check makes it: small numbers, which stand for whatever exists when it is carried out. */
export type GoodsCommand =
  | { readonly type: 'receive'; readonly source: Source; readonly lots: readonly Delivery[] }
  | { readonly type: 'redeem'; readonly lines: readonly Wanted[] }
  | { readonly type: 'give_back'; readonly which: number; readonly part: Part | null }
  | { readonly type: 'take_out'; readonly kind: OutKind; readonly lines: readonly TakenOut[] }
  | { readonly type: 'lend'; readonly item: number; readonly count: number }
  | { readonly type: 'settle_loan'; readonly lost: boolean; readonly which: number; readonly part: Part }
  | { readonly type: 'reverse'; readonly what: Reversible; readonly which: number }
  | {
      readonly type: 'take_stock';
      /** By lot on the shelf: how many more or fewer were found. */
      readonly differences: readonly number[];
      readonly found: { readonly item: number; readonly count: number } | null;
      /** Handed out between the count and its approval. */
      readonly meanwhile: readonly Wanted[];
    }
  | { readonly type: 'new_terms'; readonly settleFen: number }
  | { readonly type: 'settle_partner' }
  | { readonly type: 'send_again'; readonly which: number }
  | { readonly type: 'days_pass'; readonly days: number };

export type Source = 'purchase' | 'donation' | 'transfer' | 'opening';
export type OutKind = 'write_off' | 'transfer_out' | 'supplier_return';
export type Reversible = 'inbound' | 'outbound' | 'loan' | 'loan_return' | 'settlement';
export type Wanted = { readonly item: number; readonly count: number };
export type Part = { readonly line: number; readonly count: number };
export type TakenOut = { readonly lot: number; readonly count: number; readonly expired: boolean };
type Delivery = {
  readonly item: number;
  readonly count: number;
  /** Of the whole lot, in fen; null: unvalued. */
  readonly cost: number | null;
  /** Days from now to the last day; null: keeps. */
  readonly keepsDays: number | null;
};

/** Three kinds of goods of our own, which are also lent, and one that a partner shop hands out. */
export const OWN_ITEMS = 3;
export const PARTNER_ITEM = 3;

const somewhere = fc.nat(10_000);
const few = fc.integer({ min: 1, max: 4 });
const own = fc.nat(OWN_ITEMS - 1);
const wanted = fc.uniqueArray(fc.record({ item: fc.nat(PARTNER_ITEM), count: few }), {
  minLength: 1,
  maxLength: 3,
  selector: ({ item }) => item,
});
const part = fc.record({ line: somewhere, count: few });
const delivery = fc.record({
  item: own,
  count: fc.integer({ min: 1, max: 7 }),
  // Mostly what does not divide evenly, and next to nothing.
  cost: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(1, 2, 5, 100, 1000, 1001, 7777) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  keepsDays: fc.option(fc.integer({ min: 0, max: 20 })),
});
/** A gift is worth something or of unknown value; a count of nothing is refused elsewhere. */
const receive = fc.record({
  type: fc.constant('receive' as const),
  source: fc.constantFrom<Source>('purchase', 'donation', 'transfer', 'opening'),
  lots: fc.array(delivery, { minLength: 1, maxLength: 2 }),
});
const takeOut = fc.record({
  type: fc.constant('take_out' as const),
  kind: fc.constantFrom<OutKind>('write_off', 'transfer_out', 'supplier_return'),
  lines: fc.array(fc.record({ lot: somewhere, count: few, expired: fc.boolean() }), { minLength: 1, maxLength: 2 }),
});
const takeStock = fc.record({
  type: fc.constant('take_stock' as const),
  differences: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 6 }),
  found: fc.option(fc.record({ item: own, count: few })),
  meanwhile: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: wanted }),
});

const command: fc.Arbitrary<GoodsCommand> = fc.oneof(
  { weight: 5, arbitrary: receive },
  { weight: 9, arbitrary: fc.record({ type: fc.constant('redeem' as const), lines: wanted }) },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('give_back' as const), which: somewhere, part: fc.option(part) }),
  },
  { weight: 5, arbitrary: takeOut },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('lend' as const), item: own, count: few }) },
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constant('settle_loan' as const), lost: fc.boolean(), which: somewhere, part }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      type: fc.constant('reverse' as const),
      what: fc.constantFrom<Reversible>('inbound', 'outbound', 'loan', 'loan_return', 'settlement'),
      which: somewhere,
    }),
  },
  { weight: 3, arbitrary: takeStock },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('new_terms' as const), settleFen: fc.constantFrom(0, 199, 250, 333) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('settle_partner' as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('send_again' as const), which: somewhere }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('days_pass' as const), days: fc.integer({ min: 1, max: 5 }) }),
  },
);

/** Something on the shelf before anything happens: three pieces for ¥10, a fen for two, a gift of unknown value. */
export const OPENING: readonly GoodsCommand[] = [
  {
    type: 'receive',
    source: 'purchase',
    lots: [
      { item: 0, count: 3, cost: 1000, keepsDays: 9 },
      { item: 1, count: 2, cost: 1, keepsDays: null },
      { item: 2, count: 5, cost: 7777, keepsDays: 4 },
    ],
  },
  { type: 'receive', source: 'donation', lots: [{ item: 0, count: 4, cost: null, keepsDays: null }] },
];

export const goodsHistory: fc.Arbitrary<GoodsCommand[]> = fc.array(command, {
  minLength: 15,
  maxLength: 60,
  size: 'max',
});
