import { decideSettlement, type SettlementPlan } from '../../../shared/domain/partner/decide-settlement.ts';
import type { OverCap, Partner } from '../../../shared/domain/partner/partner.ts';
import type { PartnerRefusal } from '../../../shared/domain/partner/refusals.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import type { SecondPersonRefusal } from '../../../shared/domain/staff/second-person.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { EntryId, Fen, LocalDate, PartnerId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inTransaction } from '../../db/open-database.ts';
import { findPartner } from '../../db/repositories/partner-repository.ts';
import { listUnsettled, nextRound } from '../../db/repositories/partner-supply-repository.ts';
import { FEN, PARTNER_GOODS, partnerPayable } from '../../journal/accounts.ts';
import type { ContextRow } from '../../journal/context-tables.ts';
import type { Posting, StoredEntry } from '../../journal/entry.ts';
import { post } from '../../journal/post.ts';
import type { UseCaseContext } from '../context.ts';
import { findReplay, requestDigest, type RequestIdReused } from '../idempotency.ts';
import {
  type Agreed,
  type Agreement,
  approvalRows,
  secondPersonFor,
  tellAgreedWithin,
} from '../staff/second-person.ts';

export type SettlePartnerInput = {
  readonly requestId: EntryId;
  readonly partnerId: PartnerId;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly overCap: OverCap;
  /** What the screen showed; null when nobody looked. */
  readonly expectedFen: Fen | null;
  readonly priceCheck: string;
  readonly qualityCheck: string;
  readonly checkedBy: string;
  readonly note: string;
};

export type SettleRefusal =
  | PartnerRefusal
  | Extract<PointsRefusal, { code: 'date_in_future' }>
  | SecondPersonRefusal
  | RequestIdReused;

/**
 * Settles with a partner shop what its households took in a period (结算): every supply is cited once, returns deducted,
 * and what it comes to is owed to the partner. Above the limit somebody else has to agree.
 */
export function settlePartner(
  context: UseCaseContext,
  input: SettlePartnerInput,
  agreement: Agreement = null,
): Result<StoredEntry, SettleRefusal> {
  return inTransaction(context.db, () => {
    const { requestId, expectedFen, ...request } = input;
    const digest = requestDigest(request);
    const replay = findReplay(context.db, requestId, digest);
    if (!replay.ok) return replay;
    if (replay.value) return ok(replay.value);
    if (input.to > context.today) return err({ code: 'date_in_future', date: input.to, today: context.today });
    const partner = findPartner(context.db, input.partnerId);
    const supplies = listUnsettled(context.db, input.partnerId, input.from, input.to);
    const plan = decideSettlement({ ...request, partner, supplies, expectedFen });
    if (!plan.ok) return plan;
    const asked = { operation: 'partner_settlement', amount: plan.value.amountFen } as const;
    const agreed = secondPersonFor(context, asked, agreement);
    if (!agreed.ok) return agreed;
    const found = must(partner, 'decideSettlement refuses a missing partner');
    const posted = postSettlement(context, input, found, plan.value, { digest, agreed: agreed.value });
    tellAgreedWithin(context, agreed.value, posted.documentNo);
    return ok(posted);
  });
}

function postSettlement(
  context: UseCaseContext,
  input: SettlePartnerInput,
  partner: Partner,
  plan: SettlementPlan,
  request: { readonly digest: string; readonly agreed: Agreed },
): StoredEntry {
  return post(context.db, {
    id: input.requestId,
    kind: 'partner_settlement',
    businessDate: context.today,
    recordedAt: context.recordedAt,
    operatorId: context.operator.id,
    householdId: null,
    summary: `${partner.name} ${input.from}至${input.to} 共${plan.lines.length}笔 ${yuanText(plan.amountFen)}元`,
    reversesId: null,
    requestDigest: request.digest,
    postings: settlementPostings(partner.id, plan.amountFen),
    context: [
      settlementRow(input, plan.amountFen),
      ...plan.lines.map(({ supplyId, line, amountFen }): ContextRow => {
        const round = nextRound(context.db, supplyId, line);
        return {
          table: 'partner_settlement_line',
          values: { supply_id: supplyId, supply_line: line, round, amount_fen: amountFen },
        };
      }),
      ...approvalRows(context, request.agreed),
    ],
  });
}

/** What the goods cost, owed to the partner shop. Where as much came back as was handed out, nothing is. */
function settlementPostings(partnerId: PartnerId, amountFen: Fen): Posting[] {
  if (amountFen === 0) return [];
  return [
    { book: 'money', unit: FEN, account: PARTNER_GOODS, lotId: null, amount: amountFen },
    { book: 'money', unit: FEN, account: partnerPayable(partnerId), lotId: null, amount: -amountFen },
  ];
}

type Facts = Pick<
  SettlePartnerInput,
  'partnerId' | 'from' | 'to' | 'priceCheck' | 'qualityCheck' | 'checkedBy' | 'note'
>;

function settlementRow(facts: Facts, amountFen: number): ContextRow {
  return {
    table: 'partner_settlement',
    values: {
      partner_id: facts.partnerId,
      period_from: facts.from,
      period_to: facts.to,
      amount_fen: amountFen,
      price_check: facts.priceCheck,
      quality_check: facts.qualityCheck,
      checked_by: facts.checkedBy,
      note: facts.note,
    },
  };
}
