import { type } from '@orpc/contract';
import { z } from 'zod';
import { DONOR_KINDS, DONOR_THANKS, type Donor } from '../domain/donation/donation.ts';
import { LONGEST_TAG } from '../domain/donation/earmark.ts';
import type { DonationListRow, DonationView, DonorRow, TagRow, ThanksRow } from '../domain/donation/views.ts';
import {
  EVERYONE,
  OFFICE,
  OFFICE_READERS,
  procedure,
  zDonorId,
  zEntryId,
  zLocalDate,
  zReason,
  zRequestId,
  zText,
} from './base.ts';
import type { PostedEntry } from './points.ts';

const zTag = zText(LONGEST_TAG);

const words = {
  intention: zText(200).default(''),
  receiverOne: zText(50).default(''),
  receiverTwo: zText(50).default(''),
  externalReceiptNo: zText(64).default(''),
};

/** Whose gift the goods of an inbound are. */
export const zDonation = z.object({ donorId: zDonorId, ...words, earmark: zTag.nullable().default(null) });

const zDonor = z.object({
  donorId: zDonorId.nullable(),
  name: zText(100).pipe(z.string().min(1)),
  kind: z.enum(DONOR_KINDS),
  contact: zText(50).default(''),
  phone: zText(32).default(''),
  /** Null: as is usual for who they are. */
  thanks: z.enum(DONOR_THANKS).nullable().default(null),
  active: z.boolean().default(true),
  note: zText(500).default(''),
});

const zPeriod = { from: zLocalDate.nullable().default(null), to: zLocalDate.nullable().default(null) };

export const donationContract = {
  donors: procedure(OFFICE_READERS, '捐赠人名册').output(type<readonly DonorRow[]>()),
  saveDonor: procedure(OFFICE, '新增或更正一位捐赠人').input(zDonor).output(type<Donor>()),
  list: procedure(OFFICE_READERS, '捐赠登记')
    .input(
      z.object({
        donorId: zDonorId.nullable().default(null),
        ...zPeriod,
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(50),
      }),
    )
    .output(type<{ readonly total: number; readonly rows: readonly DonationListRow[] }>()),
  get: procedure(OFFICE_READERS, '一次捐赠的去向')
    .input(z.object({ entryId: zEntryId }))
    .output(type<DonationView>()),
  record: procedure(OFFICE, '补登或更正一次捐赠的登记内容')
    .input(
      z.object({
        requestId: zRequestId,
        entryId: zEntryId,
        /** The document the screen showed; null: there was none. */
        basedOn: zEntryId.nullable(),
        donorId: zDonorId,
        donationNo: zText(64).default(''),
        ...words,
        certificateNo: zText(64).default(''),
        note: zText(500).default(''),
        /** For all lots that are not kept for a group yet; null: leave them as they are. */
        earmark: zTag.nullable().default(null),
      }),
    )
    .output(type<PostedEntry>()),
  consent: procedure(OFFICE, '记下捐赠人同意定向物品不再限定')
    .input(z.object({ requestId: zRequestId, entryId: zEntryId, consent: zReason }))
    .output(type<PostedEntry>()),
  withdrawConsent: procedure(OFFICE, '红冲记错的同意，物品仍按定向发放')
    .input(z.object({ requestId: zRequestId, entryId: zEntryId, reason: zReason }))
    .output(type<PostedEntry>()),
  tags: procedure(EVERYONE, '户的标签').output(type<readonly TagRow[]>()),
  thanks: procedure(OFFICE_READERS, '捐赠致谢榜').input(z.object(zPeriod)).output(type<readonly ThanksRow[]>()),
};
