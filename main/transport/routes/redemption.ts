import type { ReceiptLayout } from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm } from '../../../shared/domain/settings/printer.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { holdBasket, takeHeldBasket } from '../../usecases/redemption/hold-basket.ts';
import { getRedemption, listBaskets, listRedemptionRows } from '../../usecases/redemption/read-redemptions.ts';
import { receiptOf } from '../../usecases/redemption/receipt-of.ts';
import { redeemGoods } from '../../usecases/redemption/redeem-goods.ts';
import { tellReprint } from '../../usecases/redemption/tell-reprint.ts';
import { returnRedemption } from '../../usecases/redemption/return-redemption.ts';
import { readPrinter, readShopName } from '../../usecases/settings/shop-settings.ts';
import { agreementOf } from '../agreement.ts';
import { answer, shop, useCase } from '../procedures.ts';
import type { HostServices } from '../services.ts';

export const redemptionRoutes = shop.redemption.router({
  redeem: shop.redemption.redeem.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'own_household_redemption', approval);
    return answer(redeemGoods(useCase(context), input, agreement));
  }),
  return: shop.redemption.return.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'late_return', approval);
    return answer(returnRedemption(useCase(context), input, agreement));
  }),
  get: shop.redemption.get.handler(({ context: { services }, input }) => answer(getRedemption(services.db, input))),
  list: shop.redemption.list.handler(({ context: { services }, input }) => listRedemptionRows(services.db, input)),
  hold: shop.redemption.hold.handler(({ context, input }) => answer(holdBasket(useCase(context), input))),
  heldBaskets: shop.redemption.heldBaskets.handler(({ context: { services } }) => listBaskets(services.db)),
  takeHeld: shop.redemption.takeHeld.handler(({ context, input }) =>
    answer(takeHeldBasket(useCase(context), input.id)),
  ),
  receipt: shop.redemption.receipt.handler(({ context: { services }, input }) =>
    layoutOf(services, input.id, input.paperWidthMm ?? readPrinter(services.db).paperWidthMm, false),
  ),
  printReceipt: shop.redemption.printReceipt.handler(({ context, input }) => {
    const { services } = context;
    const settings = readPrinter(services.db);
    const reprint = input.reprint || services.printer.slips.has(input.id);
    // Before it goes out: a slip that is on paper is always in the trail, also when the power fails meanwhile.
    if (reprint) answer(tellReprint(useCase(context), input.id));
    const layout = layoutOf(services, input.id, settings.paperWidthMm, reprint);
    return services.printer.slips.noting(input.id, () => services.printer.print(settings, layout));
  }),
});

function layoutOf(services: HostServices, id: EntryId, paperWidthMm: PaperWidthMm, reprint: boolean): ReceiptLayout {
  const record = answer(getRedemption(services.db, { id, documentNo: null }));
  return services.printer.layoutReceipt(receiptOf(record, readShopName(services.db) ?? '', reprint), paperWidthMm);
}
