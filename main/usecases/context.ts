import type { Instant, LocalDate, OperatorId } from '../../shared/kernel/brands.ts';
import type { WritableDatabase } from '../db/open-database.ts';

/** What every use case is given by the host: the books, the moment, and who asks. Nothing reads a clock by itself. */
export type UseCaseContext = {
  readonly db: WritableDatabase;
  /** The business date. */
  readonly today: LocalDate;
  readonly recordedAt: Instant;
  /** Local time of day, HH:mm. */
  readonly timeOfDay: string;
  readonly operator: { readonly id: OperatorId; readonly name: string };
  /** The other PC the call came from; null at the shop's own. */
  readonly station: { readonly id: string; readonly name: string } | null;
  readonly newId: () => string;
};
