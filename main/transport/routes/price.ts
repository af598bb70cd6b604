import { changePrices, withdrawPrices } from '../../usecases/price/change-prices.ts';
import { readPriceHistory, readPrices } from '../../usecases/price/read-prices.ts';
import { saveRate } from '../../usecases/price/save-rate.ts';
import { answer, shop, useCase } from '../procedures.ts';
import { posted } from './points.ts';

export const priceRoutes = shop.price.router({
  list: shop.price.list.handler(({ context: { services } }) => readPrices(services.db, services.today())),
  history: shop.price.history.handler(({ context: { services }, input }) =>
    answer(readPriceHistory(services.db, input.itemId, services.today())),
  ),
  change: shop.price.change.handler(({ context, input }) => posted(answer(changePrices(useCase(context), input)))),
  withdraw: shop.price.withdraw.handler(({ context, input }) =>
    posted(answer(withdrawPrices(useCase(context), input))),
  ),
  saveRate: shop.price.saveRate.handler(({ context, input }) => answer(saveRate(useCase(context), input.rateFen))),
});
