import fc from 'fast-check';

/** A command as fast-check makes it: small numbers, which stand for whatever exists when it is carried out. */
export type Command =
  | { readonly type: 'redeem'; readonly household: number; readonly lines: Lines; readonly expected: Expected }
  | { readonly type: 'return_all'; readonly redemption: number; readonly reason: string }
  | {
      readonly type: 'return_lines';
      readonly redemption: number;
      readonly lines: readonly (readonly [number, number])[];
    }
  | { readonly type: 'points'; readonly household: number; readonly signed: number; readonly daysAhead: number }
  | { readonly type: 'receive'; readonly lots: readonly Delivery[] }
  | { readonly type: 'reverse_points' | 'reverse_inbound'; readonly which: number }
  | { readonly type: 'reverse_wrong_kind'; readonly use: 'points' | 'inbound'; readonly which: number }
  | { readonly type: 'return_a_return'; readonly which: number }
  | { readonly type: 'retry' | 'reuse_key'; readonly which: number }
  | { readonly type: 'reopen' }
  | { readonly type: 'days_pass'; readonly days: number };

type Lines = readonly { readonly item: number; readonly count: number }[];
type Expected = 'nothing' | 'right' | 'wrong';
type Delivery = {
  readonly item: number;
  readonly count: number;
  readonly cost: number | null;
  /** Days from now to the last day; null: keeps. */
  readonly keepsDays: number | null;
};

export const HOUSEHOLDS = 3;
/** Fractions of a point among them; the last item has no price yet. */
export const PRICES: readonly (number | null)[] = [650, 380, 2400, 5, null];

const somewhere = fc.nat(10_000);
const item = fc.oneof({ weight: 30, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.constant(4) });
const count = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1.5) },
);
const household = fc.nat(HOUSEHOLDS - 1);

/** Mostly what `arbitrary` makes, now and then the odd value. */
function often<T>(arbitrary: fc.Arbitrary<T>, odd: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 20, arbitrary }, { weight: 1, arbitrary: fc.constant(odd) });
}

const redeem = fc.record({
  type: fc.constant('redeem' as const),
  household,
  lines: often(fc.array(fc.record({ item, count }), { minLength: 1, maxLength: 4 }), []),
  expected: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('nothing' as const, 'right' as const) },
    { weight: 1, arbitrary: fc.constant('wrong' as const) },
  ),
});
const delivery = fc.record({
  item: fc.nat(4),
  count: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -2) },
  ),
  cost: fc.oneof(
    { weight: 12, arbitrary: fc.nat(5000) },
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(-1) },
  ),
  keepsDays: fc.option(fc.integer({ min: -3, max: 25 })),
});
const points = fc.record({
  type: fc.constant('points' as const),
  household,
  signed: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 15_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: -14_000, max: -1 }) },
    { weight: 1, arbitrary: fc.constant(0) },
  ),
  daysAhead: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
});
const reason = fc.oneof({ weight: 9, arbitrary: fc.constant('拿错') }, { weight: 1, arbitrary: fc.constant(' ') });

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 12, arbitrary: redeem },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('return_all' as const), redemption: somewhere, reason }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('return_lines' as const),
      redemption: somewhere,
      lines: often(
        fc.array(fc.tuple(often(fc.integer({ min: 1, max: 2 }), 4), often(fc.integer({ min: 1, max: 2 }), 0)), {
          minLength: 1,
          maxLength: 3,
        }),
        [],
      ),
    }),
  },
  { weight: 7, arbitrary: points },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('receive' as const),
      lots: often(fc.array(delivery, { minLength: 1, maxLength: 3 }), []),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reverse_points' as const), which: somewhere }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reverse_inbound' as const), which: somewhere }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('reverse_wrong_kind' as const),
      use: fc.constantFrom('points' as const, 'inbound' as const),
      which: somewhere,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('return_a_return' as const), which: somewhere }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constantFrom('retry' as const, 'reuse_key' as const), which: somewhere }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reopen' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('days_pass' as const), days: fc.integer({ min: 1, max: 6 }) }),
  },
);

const lots = (cost: number | null, keepsDays: number | null): readonly Delivery[] =>
  [3, 7, 2, 5].map((pieces, index) => ({ item: index, count: pieces, cost, keepsDays }));

/** Something on the shelf and in the passbooks before anything happens: odd costs, gifts, lots that soon expire. */
export const OPENING: readonly Command[] = [
  { type: 'receive', lots: lots(1000, 9) },
  { type: 'receive', lots: lots(null, 4) },
  { type: 'receive', lots: lots(7777, null) },
  ...Array.from({ length: HOUSEHOLDS }, (_, index): Command => {
    return { type: 'points', household: index, signed: 9_000 + index * 6_450, daysAhead: 0 };
  }),
];

/** A run of commands over a few households that share one shelf. */
export const history: fc.Arbitrary<Command[]> = fc.array(command, { minLength: 20, maxLength: 80, size: 'max' });
