import type { Approval } from '../../../shared/contract/base.ts';
import {
  listExpiring,
  listLotChoices,
  listRecentOutbounds,
  readOutbound,
} from '../../usecases/outbound/read-outbound.ts';
import { outboundForm } from '../../usecases/outbound/outbound-form.ts';
import { reverseOutbound } from '../../usecases/outbound/reverse-outbound.ts';
import { outboundOperation, takeOut, type TakeOutInput } from '../../usecases/outbound/take-out.ts';
import type { UseCaseContext } from '../../usecases/context.ts';
import { agreementOf } from '../agreement.ts';
import { pdfFile } from '../pdf-file.ts';
import { answer, shop, useCase } from '../procedures.ts';
import type { HostServices } from '../services.ts';
import { posted } from './points.ts';

/** The agreement is looked at before the moment of the document is taken: checking a secret takes a while. */
async function take(now: () => UseCaseContext, services: HostServices, input: TakeOutInput, approval: Approval) {
  const agreement = await agreementOf(now(), services, outboundOperation(input.kind), approval);
  return posted(answer(takeOut(now(), input, agreement)));
}

export const outboundRoutes = shop.outbound.router({
  expiring: shop.outbound.expiring.handler(({ context: { services } }) => listExpiring(services.db, services.today())),
  lots: shop.outbound.lots.handler(({ context: { services }, input }) =>
    listLotChoices(services.db, input.itemId, services.today()),
  ),
  list: shop.outbound.list.handler(({ context: { services }, input }) => listRecentOutbounds(services.db, input.limit)),
  get: shop.outbound.get.handler(({ context: { services }, input }) => answer(readOutbound(services.db, input.id))),
  form: shop.outbound.form.handler(({ context: { services }, input }) => {
    const { fileName, paper } = answer(outboundForm(services.db, input.id));
    return pdfFile(services, fileName, paper);
  }),
  writeOff: shop.outbound.writeOff.handler(({ context, input: { approval, ...input } }) =>
    take(() => useCase(context), context.services, { ...input, kind: 'write_off', counterparty: '' }, approval),
  ),
  transfer: shop.outbound.transfer.handler(({ context, input: { approval, ...input } }) =>
    take(
      () => useCase(context),
      context.services,
      { ...input, lines: withoutCause(input.lines), kind: 'transfer_out', disposal: '' },
      approval,
    ),
  ),
  returnToSupplier: shop.outbound.returnToSupplier.handler(({ context, input: { approval, ...input } }) =>
    take(
      () => useCase(context),
      context.services,
      { ...input, lines: withoutCause(input.lines), kind: 'supplier_return', disposal: '' },
      approval,
    ),
  ),
  reverse: shop.outbound.reverse.handler(async ({ context, input: { approval, ...input } }) => {
    const agreement = await agreementOf(useCase(context), context.services, 'outbound_reversal', approval);
    return posted(answer(reverseOutbound(useCase(context), input, agreement)));
  }),
});

function withoutCause<Line>(lines: readonly Line[]): (Line & { readonly cause: null })[] {
  return lines.map((line) => ({ ...line, cause: null }));
}
