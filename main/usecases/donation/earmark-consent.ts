import type { DonationRefusal } from '../../../shared/domain/donation/refusals.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { listLotEarmarks } from '../../db/repositories/donation-repository.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import { findEntry } from '../../journal/entries.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import { findStandingDonation } from './record-donation.ts';

export type ConsentRefusal = Extract<PointsRefusal, { code: 'entry_not_found' }> | DonationRefusal | RequestIdReused;

type Document = Pick<Parameters<typeof post>[1], 'kind' | 'summary' | 'reversesId' | 'context'>;

function postWord(context: UseCaseContext, requestId: EntryId, digest: string, document: Document): StoredEntry {
  return post(context.db, {
    id: requestId,
    businessDate: context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    requestDigest: digest,
    postings: [],
    ...document,
  });
}

/** The donor agrees that what was given for a group may go to anybody, in `consent`: who said so, when, and how. */
export function recordConsent(
  context: UseCaseContext,
  input: { readonly requestId: EntryId; readonly entryId: EntryId; readonly consent: string },
): Result<StoredEntry, ConsentRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  return inTransaction(context.db, () => {
    const replay = findReplay(context.db, requestId, digest);
    if (!replay.ok) return replay;
    if (replay.value) return ok(replay.value);
    const inbound = findStandingDonation(context, input.entryId);
    if (!inbound.ok) return inbound;
    const { documentNo } = inbound.value;
    const bound = listLotEarmarks(context.db, input.entryId).filter(
      ({ tag, consentId }) => tag !== null && consentId === null,
    );
    if (bound.length === 0) return err({ code: 'nothing_earmarked', documentNo });
    const rows = bound.map(({ lotId }): ContextRow => {
      return { table: 'earmark_consent', values: { lot_id: lotId, consent: input.consent } };
    });
    const summary = `捐赠人同意${documentNo}不再定向：${input.consent}`;
    const document = { kind: 'earmark_consent', summary, reversesId: null, context: rows } as const;
    return ok(postWord(context, requestId, digest, document));
  });
}

/** Takes a consent that was written down wrongly back (红冲): its lots are for their group again. */
export function withdrawConsent(
  context: UseCaseContext,
  input: { readonly requestId: EntryId; readonly entryId: EntryId; readonly reason: string },
): Result<StoredEntry, ConsentRefusal> {
  const { requestId, ...request } = input;
  const digest = requestDigest(request);
  return inTransaction(context.db, () => {
    const replay = findReplay(context.db, requestId, digest);
    if (!replay.ok) return replay;
    if (replay.value) return ok(replay.value);
    const inbound = findStandingDonation(context, input.entryId);
    if (!inbound.ok) return inbound;
    const lots = listLotEarmarks(context.db, input.entryId);
    const consentId = lots.find((lot) => lot.consentId !== null)?.consentId ?? null;
    if (consentId === null) return err({ code: 'no_consent', documentNo: inbound.value.documentNo });
    const consent = must(findEntry(context.db, consentId), 'a consent has its document');
    const summary = `红冲${consent.documentNo}：${input.reason}`;
    const document = { kind: 'reversal', summary, reversesId: consentId, context: [] } as const;
    return ok(postWord(context, requestId, digest, document));
  });
}
