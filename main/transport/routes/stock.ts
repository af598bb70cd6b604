import { OFFICE } from '../../../shared/contract/base.ts';
import { readCharts } from '../../usecases/goods/read-charts.ts';
import { readItemLife, readLotLife } from '../../usecases/goods/read-life.ts';
import { readOverview } from '../../usecases/goods/read-overview.ts';
import { answer, type Called, shop } from '../procedures.ts';

/** Reading the shelf: part of the procedures of goods. */
export const stockRoutes = {
  overview: shop.goods.overview.handler(({ context: { services } }) => readOverview(services.db, services.today())),
  itemLife: shop.goods.itemLife.handler(({ context, input: { itemId, ...days } }) =>
    answer(readItemLife(context.services.db, itemId, { ...days, ...viewOf(context) })),
  ),
  lotLife: shop.goods.lotLife.handler(({ context, input: { lotId, ...days } }) =>
    answer(readLotLife(context.services.db, lotId, { ...days, ...viewOf(context) })),
  ),
  stockCharts: shop.goods.stockCharts.handler(({ context: { services } }) => readCharts(services.db, services.today())),
};

/** Names stay within the office, as in its ledgers. */
function viewOf({ services, caller: { operator } }: Called) {
  return { today: services.today(), masked: operator === null || !OFFICE.includes(operator.role) };
}
