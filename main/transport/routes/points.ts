import type { PostedEntry } from '../../../shared/contract/points.ts';
import { yearOf } from '../../../shared/kernel/local-date.ts';
import { readPassbook } from '../../usecases/points/read-passbook.ts';
import { recordPoints } from '../../usecases/points/record-points.ts';
import { reversePoints } from '../../usecases/points/reverse-points.ts';
import { agreementOf } from '../agreement.ts';
import { answer, shop, useCase } from '../procedures.ts';

type Posted = { readonly id: PostedEntry['entryId']; readonly documentNo: string };

/** What a caller learns of an entry it had posted. */
export const posted = ({ id, documentNo }: Posted): PostedEntry => ({ entryId: id, documentNo });

export const pointsRoutes = shop.points.router({
  award: shop.points.award.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'points_entry', approval);
    const called = useCase(context);
    const award = { ...input, direction: 'award', date: input.date ?? called.today } as const;
    return posted(answer(recordPoints(called, award, agreement)));
  }),
  deduct: shop.points.deduct.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'points_entry', approval);
    const called = useCase(context);
    const deduction = { ...input, direction: 'deduction', date: input.date ?? called.today } as const;
    return posted(answer(recordPoints(called, deduction, agreement)));
  }),
  reverse: shop.points.reverse.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'points_reversal', approval);
    return posted(answer(reversePoints(useCase(context), input, agreement)));
  }),
  passbook: shop.points.passbook.handler(({ context: { services }, input }) =>
    readPassbook(services.db, input.householdId, input.schemeYear ?? yearOf(services.today())),
  ),
});
