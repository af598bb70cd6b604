import type { Centipoints, LocalDate } from '../../kernel/brands.ts';

export type PointsRefusal =
  | { readonly code: 'points_not_positive'; readonly pointsCentipoints: Centipoints }
  | { readonly code: 'date_in_future'; readonly date: LocalDate; readonly today: LocalDate }
  | { readonly code: 'entry_not_found' }
  | { readonly code: 'already_reversed'; readonly documentNo: string; readonly reversalNo: string }
  | { readonly code: 'entry_not_reversible'; readonly documentNo: string };
