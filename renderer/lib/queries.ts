import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type { OverCap } from '../../shared/domain/partner/partner.ts';
import type { EntryId, HouseholdId, LocalDate, PartnerId, VillageId } from '../../shared/kernel/brands.ts';
import { client } from './client.ts';
import { donationQueries } from './donation-queries.ts';
import { outboundQueries } from './outbound-queries.ts';
import { toShopError } from './shop-error.ts';
import { stockQueries } from './stock-queries.ts';

/** Reads are retried only when the host did not answer; what it refused stays refused. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => toShopError(error).kind === 'offline' && count < 2,
        retryDelay: 800,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

export type HouseholdFilter = {
  readonly query: string;
  readonly villageId: VillageId | null;
  readonly offset: number;
  readonly limit: number;
};

export type RedemptionFilter = {
  readonly from: string | null;
  readonly to: string | null;
  readonly householdId: HouseholdId | null;
  readonly offset: number;
  readonly limit: number;
};

export type UnsettledQuestion = {
  readonly partnerId: PartnerId;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly overCap: OverCap;
};

/** One place names what is read and under which key it is kept. */
export const queries = {
  status: () => queryOptions({ queryKey: ['status'], queryFn: () => client.settings.status() }),
  rescue: () => queryOptions({ queryKey: ['rescue', 'state'], queryFn: () => client.rescue.state() }),
  presets: () => queryOptions({ queryKey: ['presets'], queryFn: () => client.settings.presets(), staleTime: Infinity }),
  operators: () => queryOptions({ queryKey: ['operators'], queryFn: () => client.staff.operators() }),
  here: () => queryOptions({ queryKey: ['here'], queryFn: () => client.station.here() }),
  pulse: () => queryOptions({ queryKey: ['pulse'], queryFn: () => client.station.pulse(), retry: false }),
  doors: () => queryOptions({ queryKey: ['doors'], queryFn: () => client.station.doors() }),
  staff: () => queryOptions({ queryKey: ['staff'], queryFn: () => client.staff.list() }),
  screenLock: () => queryOptions({ queryKey: ['screen-lock'], queryFn: () => client.staff.screenLock() }),
  printer: () => queryOptions({ queryKey: ['printer'], queryFn: () => client.settings.printer() }),
  secondPersonLimits: () =>
    queryOptions({ queryKey: ['second-person-limits'], queryFn: () => client.settings.secondPersonLimits() }),
  auditPeople: () => queryOptions({ queryKey: ['audit', 'people'], queryFn: () => client.audit.people() }),
  auditCheck: () => queryOptions({ queryKey: ['audit', 'check'], queryFn: () => client.audit.check() }),
  backupAge: () => queryOptions({ queryKey: ['backup', 'age'], queryFn: () => client.settings.backupAge() }),
  backups: () => queryOptions({ queryKey: ['backup', 'list'], queryFn: () => client.settings.backups() }),
  testPage: (paperWidthMm: 58 | 80) =>
    queryOptions({
      queryKey: ['test-page', paperWidthMm],
      queryFn: () => client.settings.testPage({ paperWidthMm }),
    }),
  counterItems: () => queryOptions({ queryKey: ['goods', 'counter'], queryFn: () => client.goods.counterItems() }),
  items: () => queryOptions({ queryKey: ['goods', 'items'], queryFn: () => client.goods.items() }),
  inbounds: () => queryOptions({ queryKey: ['goods', 'inbounds'], queryFn: () => client.goods.inbounds({}) }),
  inbound: (entryId: EntryId) =>
    queryOptions({ queryKey: ['goods', 'inbound', entryId], queryFn: () => client.goods.inbound({ entryId }) }),
  receivingHints: () =>
    queryOptions({ queryKey: ['goods', 'receiving-hints'], queryFn: () => client.goods.receivingHints() }),
  invoiceHolder: (supplier: string, invoiceNo: string) =>
    queryOptions({
      queryKey: ['goods', 'invoice-holder', supplier, invoiceNo],
      queryFn: () => client.goods.invoiceHolder({ supplier, invoiceNo }),
    }),
  partners: () => queryOptions({ queryKey: ['partner', 'list'], queryFn: () => client.partner.list() }),
  unsettled: (question: UnsettledQuestion) =>
    queryOptions({
      queryKey: ['partner', 'unsettled', question],
      queryFn: () => client.partner.unsettled(question),
      placeholderData: keepPreviousData,
    }),
  settlements: (partnerId: PartnerId | null) =>
    queryOptions({
      queryKey: ['partner', 'settlements', partnerId],
      queryFn: () => client.partner.settlements({ partnerId }),
    }),
  settlement: (entryId: EntryId) =>
    queryOptions({
      queryKey: ['partner', 'settlement', entryId],
      queryFn: () => client.partner.settlement({ entryId }),
    }),
  search: (query: string, limit = 8) =>
    queryOptions({
      queryKey: ['household', 'search', query, limit],
      queryFn: ({ signal }) => client.household.search({ query, limit }, { signal }),
      placeholderData: keepPreviousData,
    }),
  households: (filter: HouseholdFilter) =>
    queryOptions({
      queryKey: ['household', 'list', filter],
      queryFn: ({ signal }) => client.household.list(filter, { signal }),
      placeholderData: keepPreviousData,
    }),
  card: (householdId: HouseholdId) =>
    queryOptions({
      queryKey: ['household', 'card', householdId],
      queryFn: () => client.household.card({ householdId }),
    }),
  personalKey: () => queryOptions({ queryKey: ['personal-key'], queryFn: () => client.settings.personalKey() }),
  cardSlip: (householdId: HouseholdId) =>
    queryOptions({
      queryKey: ['household', 'card-slip', householdId],
      queryFn: () => client.household.cardSlip({ householdId }),
    }),
  passbook: (householdId: HouseholdId, schemeYear: number | null) =>
    queryOptions({
      queryKey: ['household', 'passbook', householdId, schemeYear],
      queryFn: () => client.points.passbook({ householdId, schemeYear }),
    }),
  redemptions: (filter: RedemptionFilter) =>
    queryOptions({
      queryKey: ['redemption', 'list', filter],
      queryFn: ({ signal }) => client.redemption.list(filter, { signal }),
      placeholderData: keepPreviousData,
    }),
  redemption: (id: EntryId) =>
    queryOptions({ queryKey: ['redemption', 'get', id], queryFn: () => client.redemption.get({ id }) }),
  receipt: (id: EntryId, paperWidthMm: 58 | 80 | null = null) =>
    queryOptions({
      queryKey: ['redemption', 'receipt', id, paperWidthMm],
      queryFn: () => client.redemption.receipt({ id, paperWidthMm }),
    }),
  loanTools: () => queryOptions({ queryKey: ['loan', 'tools'], queryFn: () => client.loan.tools() }),
  loans: (which: 'out' | 'overdue' | 'all') =>
    queryOptions({
      queryKey: ['loan', 'list', which],
      queryFn: () => client.loan.list({ which }),
      placeholderData: keepPreviousData,
    }),
  documentPhotos: (entryId: EntryId) =>
    queryOptions({ queryKey: ['photo', 'document', entryId], queryFn: () => client.photo.ofDocument({ entryId }) }),
  /** Never another one under the same name. */
  photoFile: (sha256: string) =>
    queryOptions({
      queryKey: ['photo', 'file', sha256],
      queryFn: () => client.photo.file({ sha256 }),
      staleTime: Infinity,
      structuralSharing: false,
    }),
  ...donationQueries,
  ...outboundQueries,
  ...stockQueries,
  held: () => queryOptions({ queryKey: ['held'], queryFn: () => client.redemption.heldBaskets() }),
};
