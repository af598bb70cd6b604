import type { Partner } from '../../../shared/domain/partner/partner.ts';
import type { PartnerRefusal } from '../../../shared/domain/partner/refusals.ts';
import { type PartnerId, partnerId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import {
  findPartner,
  findPartnerByName,
  insertPartner,
  updatePartner,
} from '../../db/repositories/partner-repository.ts';
import type { UseCaseContext } from '../context.ts';

export type PartnerInput = Omit<Partner, 'id'>;

/** Registers a partner shop, or corrects one (`id` not null). One out of use hands nothing out; what is open is still settled. */
export function savePartner(
  context: UseCaseContext,
  id: PartnerId | null,
  input: PartnerInput,
): Result<Partner, Extract<PartnerRefusal, { code: 'partner_not_found' | 'partner_name_taken' }>> {
  return inTransaction(context.db, () => {
    if (id !== null && !findPartner(context.db, id)) return err({ code: 'partner_not_found' });
    const same = findPartnerByName(context.db, input.name);
    if (same && same.id !== id) return err({ code: 'partner_name_taken', name: input.name });
    const partner: Partner = { ...input, id: id ?? partnerId(context.newId()) };
    if (id === null) insertPartner(context.db, partner);
    else updatePartner(context.db, partner);
    return ok(partner);
  });
}
