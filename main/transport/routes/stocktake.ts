import { approveStocktake } from '../../usecases/stocktake/approve-stocktake.ts';
import { finishCounting, reopenCounting } from '../../usecases/stocktake/close-count.ts';
import { countGoods, strikeOut } from '../../usecases/stocktake/count-goods.ts';
import { listOpen } from '../../usecases/stocktake/open-stocktake.ts';
import { listCountable, readCounts } from '../../usecases/stocktake/read-count.ts';
import { listDocuments, readDocument } from '../../usecases/stocktake/read-documents.ts';
import { explainLine, readReview } from '../../usecases/stocktake/review-stocktake.ts';
import { dropStocktake, startStocktake } from '../../usecases/stocktake/start-stocktake.ts';
import { agreementOf } from '../agreement.ts';
import { answer, shop, useCase } from '../procedures.ts';
import { posted } from './points.ts';

export const stocktakeRoutes = shop.stocktake.router({
  open: shop.stocktake.open.handler(({ context }) => listOpen(context.services.db, useCase(context).operator.id)),
  start: shop.stocktake.start.handler(({ context, input }) => answer(startStocktake(useCase(context), input))),
  goods: shop.stocktake.goods.handler(({ context, input }) =>
    answer(listCountable(useCase(context), input.stocktakeId)),
  ),
  counts: shop.stocktake.counts.handler(({ context, input }) =>
    answer(readCounts(useCase(context), input.stocktakeId)),
  ),
  count: shop.stocktake.count.handler(({ context, input }) => answer(countGoods(useCase(context), input))),
  strike: shop.stocktake.strike.handler(({ context, input }) => answer(strikeOut(useCase(context), input))),
  finish: shop.stocktake.finish.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'stocktake_watch', approval);
    return answer(finishCounting(useCase(context), input, agreement));
  }),
  review: shop.stocktake.review.handler(({ context, input }) =>
    answer(readReview(useCase(context), input.stocktakeId)),
  ),
  explain: shop.stocktake.explain.handler(({ context, input }) => answer(explainLine(useCase(context), input))),
  reopen: shop.stocktake.reopen.handler(({ context, input }) => answer(reopenCounting(useCase(context), input))),
  approve: shop.stocktake.approve.handler(({ context, input }) =>
    posted(answer(approveStocktake(useCase(context), input))),
  ),
  drop: shop.stocktake.drop.handler(({ context, input }) => answer(dropStocktake(useCase(context), input))),
  documents: shop.stocktake.documents.handler(({ context: { services }, input }) =>
    listDocuments(services.db, input.limit),
  ),
  document: shop.stocktake.document.handler(({ context: { services }, input }) =>
    answer(readDocument(services.db, input.entryId)),
  ),
});
