import type { LocalDate } from '../../kernel/brands.ts';

export type SettingsRefusal =
  | { readonly code: 'already_initialised'; readonly shopName: string }
  | { readonly code: 'not_initialised' }
  | { readonly code: 'request_id_reused' }
  | { readonly code: 'village_names_invalid' }
  | { readonly code: 'business_date_in_future'; readonly date: LocalDate; readonly today: LocalDate }
  | { readonly code: 'input_invalid'; readonly path: string; readonly detail: string };
