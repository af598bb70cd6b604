import type { PersonalRefusal } from './personal-data.ts';

export type HouseholdRefusal =
  | PersonalRefusal
  | { readonly code: 'household_no_taken'; readonly householdNo: string; readonly headName: string }
  | { readonly code: 'id_number_taken'; readonly householdNo: string; readonly headName: string }
  | { readonly code: 'village_not_found' };
