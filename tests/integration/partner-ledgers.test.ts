import { afterEach, beforeEach, expect, test } from 'vitest';
import { findItemByCode } from '../../main/db/repositories/item-repository.ts';
import type { LedgerFilter } from '../../main/db/repositories/ledger-filter.ts';
import { ledgerSource } from '../../main/db/repositories/ledger-rows.ts';
import { verify } from '../../main/journal/verify.ts';
import { setPartnerTerms } from '../../main/usecases/partner/partner-terms.ts';
import { settlementPaper } from '../../main/usecases/paper/settlement-paper.ts';
import { listPartnerRows } from '../../main/usecases/partner/read-partners.ts';
import { reverseSettlement } from '../../main/usecases/partner/reverse-settlement.ts';
import type { Item } from '../../shared/domain/goods/goods.ts';
import type { Household } from '../../shared/domain/household/household.ts';
import { type ColumnKind, type LedgerId, LEDGERS } from '../../shared/domain/ledger/ledger-definitions.ts';
import type { LedgerCell, LedgerRow } from '../../shared/domain/ledger/ledger-row.ts';
import type { Partner } from '../../shared/domain/partner/partner.ts';
import { must } from '../../shared/kernel/assert.ts';
import { centipoints, fen } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { workbookFile } from '../builders/files.ts';
import { TestDesk } from '../builders/imports.ts';
import { partnerItem, partnerOf, settle } from '../builders/partners.ts';
import { openShop, type Shop, TODAY, valueOf } from '../builders/shop.ts';

let shop: Shop;
let partner: Partner;
let sauce: Item;
let household: Household;

beforeEach(async () => {
  shop = await openShop({ scheme: 'heixi' });
  partner = partnerOf(shop);
  sauce = partnerItem(shop, partner);
  household = shop.household();
  shop.award(household.id, 10_000);
});

afterEach(() => {
  expect(verify(shop.db).problem).toBeNull();
  shop.close();
});

test('共建超市结算单 tells by village what its households took, and what is paid for it', () => {
  const [, clear] = shop.villages;
  const other = shop.household({ villageId: must(clear, 'the shop has two villages').id, headName: '李建国' });
  shop.award(other.id, 20_000);
  const rice = shop.item();
  const gift = shop.item({ name: '毛巾', priceCentipoints: centipoints(100) });
  shop.receive(rice.id, 3, 1000);
  shop.receive(gift.id, 5, null);
  shop.redeem(household.id, [
    [rice.id, 1],
    [sauce.id, 2],
  ]);
  shop.giveBack(shop.redeem(household.id, [[rice.id, 1]]).id);
  const raised = { itemId: sauce.id, partnerId: partner.id, settleFen: fen(380), capFen: fen(300) };
  valueOf(setPartnerTerms(shop.context(), raised));
  const partly = shop.redeem(other.id, [
    [gift.id, 3],
    [sauce.id, 5],
  ]);
  shop.giveBack(partly.id, [{ lineNo: 1, quantity: 1 }]);
  const rows = (given: Partial<LedgerFilter> = {}) => {
    const filter = {
      from: null,
      to: null,
      villageId: null,
      householdId: null,
      yearlyCapCentipoints: null,
      level: 'office' as const,
      today: localDate(TODAY),
      ...given,
    };
    return [...ledgerSource(shop.db, 'partner_settlement', filter).rows];
  };
  const own = ['光明村', 1, 2400 + 600, 333 + 500];
  const theirs = ['清溪村（另有未计价物品2件）', 1, 200 + 1500, 1900];
  expect(rows()).toEqual([
    [...own, 833, null],
    [...theirs, 1900, null],
  ]);
  valueOf(settle(shop, partner, { overCap: 'pay_cap' }));
  expect(rows()).toEqual([
    [...own, 833, null],
    [...theirs, 1500, null],
  ]);
  expect(rows({ villageId: other.villageId })).toEqual([[...theirs, 1500, null]]);
  expect(rows({ householdId: household.id, from: localDate('2026-08-01') }).map((row) => row[1])).toEqual([0, 0]);
});

test('the settlement as both sides sign it says what was taken, checked and is due, and no full name', () => {
  const raised = { itemId: sauce.id, partnerId: partner.id, settleFen: fen(380), capFen: fen(300) };
  valueOf(setPartnerTerms(shop.context(), raised));
  const first = shop.redeem(household.id, [[sauce.id, 4]]);
  shop.giveBack(first.id, [{ lineNo: 1, quantity: 1 }]);
  const settled = valueOf(settle(shop, partner, { overCap: 'pay_cap' }));
  const paper = valueOf(settlementPaper(shop.db, settled.id));
  expect(paper.rows.map(([, , who, goods, count, price, amount]) => [who, goods, count, price, amount])).toEqual([
    [`${household.householdNo} 王*英`, '酱油 5kg', '4瓶', '※3.80', '12.00'],
    [`${household.householdNo} 王*英`, '酱油 5kg', '-1瓶', '※3.80', '-3.00'],
  ]);
  expect(paper.totals?.at(-1)).toBe('9.00');
  expect(paper.notes).toEqual([
    '光明村：1户次，9.0分，9.00元',
    '※ 超过限价：酱油限价3.00元',
    '价格核查：与集市同价',
    '质量核查：包装完好，未过期',
  ]);
  expect(JSON.stringify(paper)).not.toContain('票据');
  const reversal = { requestId: shop.requestId(), entryId: settled.id, reason: '价格录错' };
  const taken = valueOf(reverseSettlement(shop.context(), reversal));
  expect(valueOf(settlementPaper(shop.db, settled.id)).notes[0]).toBe(`本单已由 ${taken.documentNo} 红冲，作废。`);
});

test('兑换领取台账 comes into a shop that has the same partner shop as it was, and once', async () => {
  const first = shop.redeem(household.id, [[sauce.id, 4]], '2026-07-10');
  shop.giveBack(first.id, [{ lineNo: 1, quantity: 1 }], '2026-07-11');
  shop.redeem(household.id, [[sauce.id, 2]], '2026-07-12');
  const copy = await openShop({ scheme: 'heixi' });
  const file = workbookFile(
    (['household_roster', 'item_catalogue', 'redemption'] as const).map((id) => ({
      name: LEDGERS[id].sheet,
      rows: [
        LEDGERS[id].columns.map(({ heading }) => heading),
        ...rowsOf(shop, id).map((row) => row.map((cell, index) => paperCell(cell, LEDGERS[id].columns[index]?.kind))),
      ],
    })),
  );
  const desk = new TestDesk(copy.context());
  // Nobody has said yet who hands it out: there is none on the shelf.
  expect((await desk.run(file))['兑换领取台账']).toBe('0 3 0 0 0');
  const same = partnerOf(copy);
  const known = must(findItemByCode(copy.db, sauce.code, copy.context().today), 'the catalogue was taken in');
  const terms = { itemId: known.id, partnerId: same.id, settleFen: fen(250), capFen: fen(300) };
  valueOf(setPartnerTerms(copy.context(), terms));
  expect((await desk.run(file))['兑换领取台账']).toBe('3 0 3 0 0');
  expect((await desk.run(file))['兑换领取台账']).toBe('3 0 0 0 3');
  expect(rowsOf(copy, 'redemption')).toEqual(rowsOf(shop, 'redemption'));
  expect(rowsOf(copy, 'partner_settlement')).toEqual(rowsOf(shop, 'partner_settlement'));
  expect(listPartnerRows(copy.db, copy.context().today)).toMatchObject([
    { unsettledFen: 5 * 250, unsettledSupplies: 3, unsettledFrom: '2026-07-10' },
  ]);
  expect(verify(copy.db).problem).toBeNull();
  copy.close();
});

/** Hundredths as they stand on paper. */
function paperCell(cell: LedgerCell, kind: ColumnKind | undefined): LedgerCell {
  return typeof cell === 'number' && (kind === 'points' || kind === 'yuan') ? cell / 100 : cell;
}

function rowsOf(where: Shop, ledger: LedgerId): LedgerRow[] {
  const all = {
    from: null,
    to: null,
    villageId: null,
    householdId: null,
    yearlyCapCentipoints: null,
    level: 'full',
  } as const;
  return [...ledgerSource(where.db, ledger, { ...all, today: where.context().today }).rows];
}
