import type { InboundSource } from '../goods/goods.ts';
import type { HouseholdStatus } from '../household/household.ts';

/** What the count's ledger says of a batch that came into the books by it; the expiry date follows. */
export const NEW_LOT_EXPIRY = '新批次保质期至';

/** How ledgers spell what code keeps as a word; the import reads the same words back. */
export const HOUSEHOLD_STATUS_WORD: Readonly<Record<HouseholdStatus, string>> = {
  active: '在册',
  moved: '迁出',
  closed: '销户',
};

export const INBOUND_SOURCE_WORD: Readonly<Record<InboundSource, string>> = {
  purchase: '采购',
  donation: '捐赠',
  transfer: '调拨',
  opening: '期初',
};
