import type { LedgerId } from '../../../shared/domain/ledger/ledger-definitions.ts';
import { unreachable } from '../../../shared/kernel/assert.ts';
import type { ReadableDatabase } from '../open-database.ts';
import type { LedgerFilter } from './ledger-filter.ts';
import type { LedgerSource } from './ledger-source.ts';
import { donationRows } from './ledger-rows-donation.ts';
import { inboundRows, redemptionRows } from './ledger-rows-goods.ts';
import { householdRows, itemRows } from './ledger-rows-master.ts';
import { writeOffRows } from './ledger-rows-outbound.ts';
import { passbookRows, pointsRows } from './ledger-rows-points.ts';
import { partnerSettlementRows } from './ledger-rows-partner.ts';
import { stockMovementRows } from './ledger-rows-stock.ts';
import { stocktakeRows } from './ledger-rows-stocktake.ts';

/**
 * The rows of one ledger in the order of its columns and of the book: business date, then sequence. Reading is
 * lazy: keep the connection in one read transaction until the last row, and write nothing on it meanwhile.
 */
export function ledgerSource(db: ReadableDatabase, ledger: LedgerId, filter: LedgerFilter): LedgerSource {
  switch (ledger) {
    case 'household_roster':
      return householdRows(db, filter);
    case 'item_catalogue':
      return itemRows(db, filter.today);
    case 'inbound':
      return inboundRows(db, filter);
    case 'donation':
      return donationRows(db, filter);
    case 'points':
      return pointsRows(db, filter);
    case 'redemption':
      return redemptionRows(db, filter);
    case 'stocktake':
      return stocktakeRows(db, filter);
    case 'write_off':
      return writeOffRows(db, filter);
    case 'stock_movement':
      return stockMovementRows(db, filter);
    case 'partner_settlement':
      return partnerSettlementRows(db, filter);
    case 'passbook':
      return passbookRows(db, filter);
    default:
      return unreachable(ledger);
  }
}
