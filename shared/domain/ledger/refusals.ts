/** Why a file cannot stand where it was to be written; what is wrong with the whole disk is told apart. */
export type FileTrouble =
  /** Also what Windows says of a file that another program has open. */
  'no_access' | 'in_use' | 'no_folder' | 'name_taken' | 'path_too_long' | 'name_invalid' | 'read_only' | 'unknown';

/** Why a workbook is not read or not written. */
export type LedgerRefusal =
  | { readonly code: 'ledger_unknown'; readonly name: string }
  | { readonly code: 'passbook_needs_household' }
  | { readonly code: 'export_household_not_found'; readonly householdNo: string }
  | { readonly code: 'export_village_not_found'; readonly villageName: string }
  | { readonly code: 'export_period_invalid'; readonly from: string; readonly to: string }
  | { readonly code: 'file_not_found'; readonly path: string }
  | { readonly code: 'file_not_writable'; readonly path: string; readonly reason: FileTrouble }
  | { readonly code: 'file_too_large'; readonly megabytes: number; readonly limitMegabytes: number }
  | { readonly code: 'file_encrypted' }
  | { readonly code: 'file_not_a_workbook' }
  | { readonly code: 'file_damaged' }
  | { readonly code: 'file_empty' }
  /** A quotation mark of a .csv that is never closed, and the row where it stands. */
  | { readonly code: 'file_quote_open'; readonly row: number }
  | { readonly code: 'sheet_too_large'; readonly sheet: string; readonly rows: number; readonly limitRows: number }
  | { readonly code: 'no_sheet_recognised' }
  | { readonly code: 'nothing_good'; readonly bad: number }
  | { readonly code: 'import_not_found' }
  | { readonly code: 'import_running' }
  | { readonly code: 'export_not_found' }
  | { readonly code: 'cancelled' };
