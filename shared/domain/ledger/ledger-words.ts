import type { InboundSource } from '../goods/goods.ts';
import type { HouseholdStatus } from '../household/household.ts';

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
