import {
  listPartnerRows,
  readSettlement,
  readSettlements,
  readUnsettled,
} from '../../usecases/partner/read-partners.ts';
import { setPartnerTerms } from '../../usecases/partner/partner-terms.ts';
import { reverseSettlement } from '../../usecases/partner/reverse-settlement.ts';
import { savePartner } from '../../usecases/partner/save-partner.ts';
import { settlePartner } from '../../usecases/partner/settle-partner.ts';
import { settlementPaper } from '../../usecases/paper/settlement-paper.ts';
import { agreementOf } from '../agreement.ts';
import { pdfFile } from '../pdf-file.ts';
import { answer, shop, useCase } from '../procedures.ts';
import { posted } from './points.ts';

export const partnerRoutes = shop.partner.router({
  list: shop.partner.list.handler(({ context: { services } }) => listPartnerRows(services.db, services.today())),
  save: shop.partner.save.handler(({ context, input: { partnerId, ...input } }) =>
    answer(savePartner(useCase(context), partnerId, input)),
  ),
  setTerms: shop.partner.setTerms.handler(({ context, input }) => answer(setPartnerTerms(useCase(context), input))),
  unsettled: shop.partner.unsettled.handler(({ context: { services }, input }) => readUnsettled(services.db, input)),
  settle: shop.partner.settle.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'partner_settlement', approval);
    return posted(answer(settlePartner(useCase(context), input, agreement)));
  }),
  settlements: shop.partner.settlements.handler(({ context: { services }, input }) =>
    readSettlements(services.db, input.partnerId, input.limit),
  ),
  settlement: shop.partner.settlement.handler(({ context: { services }, input }) =>
    answer(readSettlement(services.db, input.entryId)),
  ),
  settlementPaper: shop.partner.settlementPaper.handler(({ context: { services }, input }) => {
    const { documentNo } = answer(readSettlement(services.db, input.entryId));
    return pdfFile(services, `共建店结算单_${documentNo}`, answer(settlementPaper(services.db, input.entryId)));
  }),
  reverseSettlement: shop.partner.reverseSettlement.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'partner_settlement_reversal', approval);
    return posted(answer(reverseSettlement(useCase(context), input, agreement)));
  }),
});
