import type { Centipoints, LocalDate } from '../../kernel/brands.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { PointsRefusal } from './refusals.ts';

export type PointsFacts = {
  readonly pointsCentipoints: Centipoints;
  readonly date: LocalDate;
  readonly today: LocalDate;
};

/** An award or a deduction is more than nothing and has happened. A deduction may exceed what is left: that leaves arrears. */
export function decidePoints(facts: PointsFacts): Result<null, PointsRefusal> {
  const { pointsCentipoints, date, today } = facts;
  if (pointsCentipoints <= 0) return err({ code: 'points_not_positive', pointsCentipoints });
  if (date > today) return err({ code: 'date_in_future', date, today });
  return ok(null);
}
