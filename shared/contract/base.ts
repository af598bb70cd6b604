import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { DonationRefusal } from '../domain/donation/refusals.ts';
import type { GoodsRefusal } from '../domain/goods/refusals.ts';
import { maskIdNumbersIn } from '../domain/household/id-number.ts';
import type { HouseholdRefusal } from '../domain/household/refusals.ts';
import type { LedgerRefusal } from '../domain/ledger/refusals.ts';
import type { LoanRefusal } from '../domain/loan/refusals.ts';
import type { PhotoRefusal } from '../domain/photo/refusals.ts';
import type { OutboundRefusal } from '../domain/outbound/refusals.ts';
import type { PartnerRefusal } from '../domain/partner/refusals.ts';
import type { PointsRefusal } from '../domain/points/refusals.ts';
import type { PriceRefusal } from '../domain/price/refusals.ts';
import type { RedemptionRefusal } from '../domain/redemption/refusals.ts';
import type { SettingsRefusal } from '../domain/settings/refusals.ts';
import type { SecondPersonRefusal } from '../domain/staff/second-person.ts';
import type { StaffRefusal } from '../domain/staff/refusals.ts';
import type { StationRefusal } from '../domain/station/refusals.ts';
import type { StocktakeRefusal } from '../domain/stocktake/refusals.ts';
import { type Role, ROLES } from '../domain/staff/role.ts';
import {
  centipoints,
  donorId,
  entryId,
  fen,
  householdId,
  itemId,
  lotId,
  operatorId,
  partnerId,
  quantity,
  villageId,
} from '../kernel/brands.ts';
import { parseLocalDate } from '../kernel/local-date.ts';

/** Every expected refusal of the program. Each code has its sentence in shared/messages. */
export type Refusal =
  | DonationRefusal
  | GoodsRefusal
  | HouseholdRefusal
  | LedgerRefusal
  | LoanRefusal
  | PhotoRefusal
  | OutboundRefusal
  | PartnerRefusal
  | PointsRefusal
  | PriceRefusal
  | RedemptionRefusal
  | SecondPersonRefusal
  | SettingsRefusal
  | StaffRefusal
  | StationRefusal
  | StocktakeRefusal;

export type RefusalCode = Refusal['code'];

/**
 * Who may call: nobody need be signed in; whoever has a session, even while its screen is locked or its secret must be
 * changed first; anyone signed in; or the named roles.
 */
export type Access = 'public' | 'session' | 'signed_in' | readonly Role[];
export type ProcedureMeta = { readonly access: Access; readonly summary: string };

/**
 * A procedure with its access, declared where the host reads it. All procedures share these errors:
 * REFUSED carries a Refusal; the door answers UNAUTHORIZED without a session, LOCKED while its screen is locked,
 * MUST_CHANGE while its secret is one given out by somebody else, and FORBIDDEN to other roles.
 */
export function procedure(access: Access, summary: string) {
  return oc.$meta<ProcedureMeta>({ access, summary }).errors({
    REFUSED: { status: 422, data: type<Refusal>() },
    UNAUTHORIZED: { status: 401 },
    LOCKED: { status: 401 },
    MUST_CHANGE: { status: 403 },
    FORBIDDEN: { status: 403, data: type<{ readonly role: Role; readonly allowed: readonly Role[] }>() },
    FAULT: { status: 500, data: type<{ readonly incident: string }>() },
  });
}

/** Households, goods, points and ledgers: what is written at a desk. */
export const OFFICE: readonly Role[] = ['clerk', 'accountant', 'administrator'];
/** Giving goods for points. */
export const COUNTER: readonly Role[] = ['shopkeeper', 'administrator'];
/** Giving and taking points. */
export const ASSESSMENT: readonly Role[] = ['clerk', 'assessor', 'accountant', 'administrator'];
/** Who checks the books without keeping them as well. */
export const ACCOUNTS: readonly Role[] = ['accountant', 'administrator', 'inspector'];
/** Who lets people in and answers for the shop. */
export const ADMINISTRATION: readonly Role[] = ['administrator'];
/** What the office reads and the inspector too: lists of backups, exports. */
export const OFFICE_READERS: readonly Role[] = [...OFFICE, 'inspector'];
/** Who works here and who did what: the administrator's to change, the inspector's to read. */
export const OVERSIGHT: readonly Role[] = ['administrator', 'inspector'];
/** Reading what the shop is about: everybody who works here, and the inspector, who only reads. */
export const EVERYONE: readonly Role[] = ROLES;

/** A client makes it once per document and keeps it on retry: the same id never posts twice. */
export const zRequestId = z
  .string()
  .regex(/^[A-Za-z0-9-]{8,64}$/)
  .transform(entryId);
export const zEntryId = z.string().min(1).max(64).transform(entryId);
export const zHouseholdId = z.string().min(1).max(64).transform(householdId);
export const zItemId = z.string().min(1).max(64).transform(itemId);
export const zVillageId = z.string().min(1).max(64).transform(villageId);
export const zLotId = z.string().min(1).max(64).transform(lotId);
export const zDonorId = z.string().min(1).max(64).transform(donorId);
export const zPartnerId = z.string().min(1).max(64).transform(partnerId);
export const zOperatorId = z.string().min(1).max(64).transform(operatorId);

const BIGGEST = 1_000_000_000_000;
export const zCentipoints = z.int().min(-BIGGEST).max(BIGGEST).transform(centipoints);
export const zFen = z.int().min(-BIGGEST).max(BIGGEST).transform(fen);
/** A million points, or yuan, for one unit: all that a basket may hold of it still adds up exactly. */
const DEAREST = 100_000_000;
/** What a price, a cap or a worth may be: never below zero. */
export const zPriceCentipoints = z.int().min(0).max(DEAREST).transform(centipoints);
export const zPriceFen = z.int().min(0).max(DEAREST).transform(fen);
/** What one line of a basket or a loan may hold. */
export const zPieces = z.int().min(-100_000).max(100_000).transform(quantity);
export const zQuantity = z.int().min(-100_000_000).max(100_000_000).transform(quantity);

export const zLocalDate = z.string().transform((text, context) => {
  const date = parseLocalDate(text);
  if (date === null) context.addIssue('YYYY-MM-DD');
  return date ?? z.NEVER;
});

/** A PIN or a password as typed; what it must be like is a rule of the domain. */
export const zSecret = z.string().min(1).max(64);

/** Another person's word, given on the spot with their secret, for what one alone may not do. Kept nowhere. */
export const zApproval = z.object({ operatorId: zOperatorId, secret: zSecret }).nullable().default(null);
export type Approval = z.output<typeof zApproval>;

/**
 * Free text from people: bounded, without control characters that would spoil paper or workbooks. An identity number in
 * it is masked: such numbers are kept in their own field only, sealed.
 */
export const zText = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .transform((text) => maskIdNumbersIn(text.replace(/\p{Cc}/gu, ' ').trim()));

/** Why something out of the ordinary is done, in a few words that tell an inspector something. */
export const zReason = zText(200).pipe(z.string().min(4));
