import { listCatalogue, listCounterItems, listRecentInbounds, listStock } from '../../usecases/goods/read-goods.ts';
import { readInbound, readInvoiceHolder, readReceivingHints } from '../../usecases/goods/read-inbound.ts';
import { receiveGoods } from '../../usecases/goods/receive-goods.ts';
import { reverseInbound } from '../../usecases/goods/reverse-inbound.ts';
import { saveItem } from '../../usecases/goods/save-item.ts';
import { agreementOf } from '../agreement.ts';
import { answer, shop, useCase } from '../procedures.ts';
import { posted } from './points.ts';
import { stockRoutes } from './stock.ts';

export const goodsRoutes = shop.goods.router({
  counterItems: shop.goods.counterItems.handler(({ context: { services } }) =>
    listCounterItems(services.db, services.today()),
  ),
  items: shop.goods.items.handler(({ context: { services } }) => listCatalogue(services.db, services.today())),
  stock: shop.goods.stock.handler(({ context: { services } }) => listStock(services.db, services.today())),
  saveItem: shop.goods.saveItem.handler(({ context, input: { itemId, ...input } }) =>
    answer(saveItem(useCase(context), itemId, input)),
  ),
  receive: shop.goods.receive.handler(({ context, input }) => {
    const called = useCase(context);
    return posted(answer(receiveGoods(called, { ...input, date: input.date ?? called.today })));
  }),
  reverseInbound: shop.goods.reverseInbound.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'inbound_reversal', approval);
    return posted(answer(reverseInbound(useCase(context), input, agreement)));
  }),
  inbound: shop.goods.inbound.handler(({ context: { services }, input }) =>
    answer(readInbound(services.db, input.entryId)),
  ),
  receivingHints: shop.goods.receivingHints.handler(({ context: { services } }) => readReceivingHints(services.db)),
  invoiceHolder: shop.goods.invoiceHolder.handler(({ context: { services }, input }) =>
    readInvoiceHolder(services.db, input.supplier, input.invoiceNo),
  ),
  inbounds: shop.goods.inbounds.handler(({ context: { services }, input }) =>
    listRecentInbounds(services.db, input.limit),
  ),
  ...stockRoutes,
});
