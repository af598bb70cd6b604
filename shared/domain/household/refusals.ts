export type HouseholdRefusal =
  | { readonly code: 'household_no_taken'; readonly householdNo: string; readonly headName: string }
  | { readonly code: 'id_number_taken'; readonly householdNo: string; readonly headName: string }
  | { readonly code: 'village_not_found' };
