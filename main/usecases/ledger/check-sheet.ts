import type { ParsedSheet } from '../../../shared/domain/ledger/import/drafts.ts';
import { checkDonationRows } from './import-donations.ts';
import { checkHouseholdRows } from './import-households.ts';
import { checkInboundRows } from './import-inbound.ts';
import { checkItemRows } from './import-items.ts';
import { checkPointsRows } from './import-points.ts';
import { checkRedemptionRows } from './import-redemptions.ts';
import { checkStocktakeRows } from './import-stocktakes.ts';
import { checkWriteOffRows } from './import-write-offs.ts';
import type { CheckContext, CheckedSheet } from './import-verdict.ts';

/** A parsed sheet against the books: what becomes of each row, and what would be written. */
export function checkSheet(parsed: ParsedSheet, check: CheckContext): CheckedSheet {
  switch (parsed.ledger) {
    case 'household_roster':
      return checkHouseholdRows(parsed.rows, check);
    case 'item_catalogue':
      return checkItemRows(parsed.rows, check);
    case 'inbound':
      return checkInboundRows(parsed.rows, check);
    case 'donation':
      return checkDonationRows(parsed.rows, check);
    case 'points':
      return checkPointsRows(parsed.rows, check);
    case 'redemption':
      return checkRedemptionRows(parsed.rows, check);
    case 'stocktake':
      return checkStocktakeRows(parsed.rows, check);
    case 'write_off':
      return checkWriteOffRows(parsed.rows, check);
  }
}
