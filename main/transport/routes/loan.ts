import { lendTools } from '../../usecases/loan/lend-tools.ts';
import { listLoans, listLoanTools } from '../../usecases/loan/read-loans.ts';
import { reverseLoan } from '../../usecases/loan/reverse-loan.ts';
import { takeBackTools } from '../../usecases/loan/take-back-tools.ts';
import { writeOffLent } from '../../usecases/loan/write-off-lent.ts';
import { agreementOf } from '../agreement.ts';
import { answer, shop, useCase } from '../procedures.ts';
import { posted } from './points.ts';

export const loanRoutes = shop.loan.router({
  tools: shop.loan.tools.handler(({ context: { services } }) => listLoanTools(services.db, services.today())),
  list: shop.loan.list.handler(({ context: { services }, input }) => listLoans(services.db, input, services.today())),
  lend: shop.loan.lend.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'own_household_loan', approval);
    return posted(answer(lendTools(useCase(context), input, agreement)));
  }),
  takeBack: shop.loan.takeBack.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'own_household_loan', approval);
    return posted(answer(takeBackTools(useCase(context), input, agreement)));
  }),
  writeOff: shop.loan.writeOff.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'write_off', approval);
    return posted(answer(writeOffLent(useCase(context), input, agreement)));
  }),
  reverse: shop.loan.reverse.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'late_loan_reversal', approval);
    return posted(answer(reverseLoan(useCase(context), input, agreement)));
  }),
});
