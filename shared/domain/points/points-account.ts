import { type Centipoints, centipoints } from '../../kernel/brands.ts';

/**
 * The points of one household in one scheme year, as the journal holds them.
 * `earned` is the honour figure (base + awards - deductions); redeeming never lowers it.
 */
export type PointsAccount = {
  readonly earnedCentipoints: Centipoints;
  /** The part of `earned` that was granted as base points: never spendable. */
  readonly baseCentipoints: Centipoints;
  readonly redeemedCentipoints: Centipoints;
  /** Set aside by open vouchers. */
  readonly heldCentipoints: Centipoints;
};

export const EMPTY_POINTS_ACCOUNT: PointsAccount = {
  earnedCentipoints: centipoints(0),
  baseCentipoints: centipoints(0),
  redeemedCentipoints: centipoints(0),
  heldCentipoints: centipoints(0),
};

/**
 * What is left after redeeming and holding. Negative after a deduction that came when the points were
 * already spent: those arrears must be filled by later awards before anything can be redeemed again.
 */
export function availableCentipoints(account: PointsAccount): Centipoints {
  const redeemable = Math.max(0, account.earnedCentipoints - account.baseCentipoints);
  return centipoints(redeemable - account.redeemedCentipoints - account.heldCentipoints);
}

/**
 * What may be offered at the counter: available points, never below zero, and never past the
 * scheme's yearly cap on redeeming (`yearlyCapCentipoints`, null for no cap).
 */
export function spendableCentipoints(
  account: PointsAccount,
  yearlyCapCentipoints: Centipoints | null = null,
): Centipoints {
  const available = availableCentipoints(account);
  const underCap =
    yearlyCapCentipoints === null
      ? available
      : Math.min(available, yearlyCapCentipoints - account.redeemedCentipoints - account.heldCentipoints);
  return centipoints(Math.max(0, underCap));
}
