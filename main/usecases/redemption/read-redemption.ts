import type { RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findRedemption } from '../../db/repositories/redemption-repository.ts';

/** A redemption or return that was just posted or found. */
export function readRedemption(db: ReadableDatabase, id: EntryId): RedemptionRecord {
  return must(findRedemption(db, id), 'the posted redemption can be read back');
}
