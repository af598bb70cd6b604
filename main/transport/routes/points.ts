import type { PostedEntry } from '../../../shared/contract/points.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { readPassbook } from '../../usecases/points/read-passbook.ts';
import { recordPoints } from '../../usecases/points/record-points.ts';
import { reversePoints } from '../../usecases/points/reverse-points.ts';
import { answer, shop, useCase } from '../procedures.ts';

type Posted = { readonly id: PostedEntry['entryId']; readonly documentNo: string };

/** What a caller learns of an entry it had posted. */
export const posted = ({ id, documentNo }: Posted): PostedEntry => ({ entryId: id, documentNo });

export const pointsRoutes = shop.points.router({
  award: shop.points.award.handler(({ context, input }) => {
    const called = useCase(context);
    return posted(answer(recordPoints(called, { ...input, direction: 'award', date: input.date ?? called.today })));
  }),
  deduct: shop.points.deduct.handler(({ context, input }) => {
    const called = useCase(context);
    return posted(answer(recordPoints(called, { ...input, direction: 'deduction', date: input.date ?? called.today })));
  }),
  reverse: shop.points.reverse.handler(({ context, input }) => posted(answer(reversePoints(useCase(context), input)))),
  passbook: shop.points.passbook.handler(({ context: { services }, input }) =>
    readPassbook(services.db, input.householdId, input.schemeYear ?? yearOf(services.today())),
  ),
});
