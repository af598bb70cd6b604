import { checkAudit, listAuditPeople, readAuditPage } from '../../usecases/staff/read-audit.ts';
import { AUDIT_SHEET, coverageOf } from '../../usecases/staff/plan-audit-export.ts';
import { recordAudit } from '../../usecases/staff/record-audit.ts';
import { answer, shop, streamed, useCase } from '../procedures.ts';
import { alive, asFile, thenTold } from './ledger.ts';

export const auditRoutes = shop.audit.router({
  list: shop.audit.list.handler(({ context: { services }, input }) => readAuditPage(services.db, input)),
  people: shop.audit.people.handler(({ context: { services } }) => listAuditPeople(services.db)),
  check: shop.audit.check.handler(({ context: { services } }) => checkAudit(services.db)),
  export: shop.audit.export.handler(({ context, input, signal }) => {
    const called = useCase(context);
    const work = thenTold(context.services.ledger.exportAudit(called, input, alive(signal)), ({ rows, fileName }) =>
      recordAudit(called, {
        kind: 'exported',
        subject: AUDIT_SHEET,
        detail: { scope: coverageOf(input, called.today), rows, fileName },
      }),
    );
    return streamed(context.services, 'audit.export', work);
  }),
  exportedFile: shop.audit.exportedFile.handler(async ({ context: { services }, input }) =>
    asFile(answer(await services.ledger.exportedFile(input.exportId))),
  ),
});
