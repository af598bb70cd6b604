import { OFFICE } from '../../../shared/contract/base.ts';
import { usualThanks } from '../../../shared/domain/donation/donation.ts';
import { maskPhone } from '../../../shared/domain/household/masking.ts';
import { recordConsent, withdrawConsent } from '../../usecases/donation/earmark-consent.ts';
import {
  readDonation,
  readDonationList,
  readDonors,
  readTags,
  readThanks,
} from '../../usecases/donation/read-donations.ts';
import { recordDonation } from '../../usecases/donation/record-donation.ts';
import { saveDonor } from '../../usecases/donation/save-donor.ts';
import { answer, type Called, shop, useCase } from '../procedures.ts';
import { posted } from './points.ts';

export const donationRoutes = shop.donation.router({
  donors: shop.donation.donors.handler(({ context }) =>
    readDonors(context.services.db).map((donor) => ({ ...donor, phone: phoneFor(context, donor.phone) })),
  ),
  saveDonor: shop.donation.saveDonor.handler(({ context, input: { donorId, ...input } }) =>
    answer(saveDonor(useCase(context), donorId, { ...input, thanks: input.thanks ?? usualThanks(input.kind) })),
  ),
  list: shop.donation.list.handler(({ context: { services }, input }) => readDonationList(services.db, input)),
  get: shop.donation.get.handler(({ context, input }) => {
    const { donor, ...view } = answer(readDonation(context.services.db, input.entryId));
    return { ...view, donor: donor && { ...donor, phone: phoneFor(context, donor.phone) } };
  }),
  record: shop.donation.record.handler(({ context, input }) => posted(answer(recordDonation(useCase(context), input)))),
  consent: shop.donation.consent.handler(({ context, input }) =>
    posted(answer(recordConsent(useCase(context), input))),
  ),
  withdrawConsent: shop.donation.withdrawConsent.handler(({ context, input }) =>
    posted(answer(withdrawConsent(useCase(context), input))),
  ),
  tags: shop.donation.tags.handler(({ context: { services } }) => readTags(services.db)),
  thanks: shop.donation.thanks.handler(({ context: { services }, input }) => readThanks(services.db, input)),
});

/** The office calls donors; who only reads sees no telephone. */
function phoneFor({ caller }: Called, phone: string): string {
  const office = caller.operator !== null && OFFICE.includes(caller.operator.role);
  return office ? phone : maskPhone(phone);
}
