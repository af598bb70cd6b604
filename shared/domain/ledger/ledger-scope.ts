import type { LedgerId } from './ledger-definitions.ts';

/** What narrows a ledger: the days of its rows, and the village or household they belong to. */
export type LedgerScope = { readonly days: boolean; readonly households: boolean };

/** Roster and catalogue say how things stand and have no days; goods belong to the shop as a whole. */
export const LEDGER_SCOPE: Readonly<Record<LedgerId, LedgerScope>> = {
  household_roster: { days: false, households: true },
  item_catalogue: { days: false, households: false },
  inbound: { days: true, households: false },
  donation: { days: true, households: false },
  points: { days: true, households: true },
  redemption: { days: true, households: true },
  stock_movement: { days: true, households: false },
  partner_settlement: { days: true, households: true },
  stocktake: { days: true, households: false },
  write_off: { days: true, households: false },
  passbook: { days: true, households: true },
};
