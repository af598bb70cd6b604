import { OFFICE, type Refusal } from '../../../shared/contract/base.ts';
import type { ExportedFile } from '../../../shared/contract/ledger.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { tellExport } from '../../usecases/ledger/tell-export.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { PersonalLevel } from '../../../shared/domain/household/personal-data.ts';
import { answer, shop, streamed, useCase } from '../procedures.ts';
import type { NamedFile, Work } from '../services.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const ledgerRoutes = shop.ledger.router({
  previewImport: shop.ledger.previewImport.handler(async function* ({ context, input, signal }) {
    const file = { name: input.file.name, bytes: new Uint8Array(await input.file.arrayBuffer()) };
    const work = context.services.ledger.previewImport(useCase(context), file, input.mapping, alive(signal));
    return yield* streamed(context.services, 'ledger.previewImport', work);
  }),
  remapImport: shop.ledger.remapImport.handler(async ({ context, input }) =>
    answer(await context.services.ledger.remapImport(useCase(context), input.importId, input.mapping)),
  ),
  commitImport: shop.ledger.commitImport.handler(({ context, input, signal }) => {
    const work = context.services.ledger.commitImport(useCase(context), input.importId, alive(signal));
    return streamed(context.services, 'ledger.commitImport', work);
  }),
  importProblems: shop.ledger.importProblems.handler(async ({ context: { services }, input }) =>
    asFile(answer(await services.ledger.importProblems(input.importId))),
  ),
  export: shop.ledger.export.handler(({ context, input, signal }) => {
    const called = useCase(context);
    const request = { ...input, level: levelOf(context.caller) };
    const work = context.services.ledger.exportLedger(called, request, alive(signal));
    return streamed(
      context.services,
      'ledger.export',
      thenTold(work, (made) => tellExport(called, input, made, null)),
    );
  }),
  exportPersonal: shop.ledger.exportPersonal.handler(({ context, input: { reason, ...input }, signal }) => {
    const called = useCase(context);
    const work = context.services.ledger.exportLedger(called, { ...input, level: 'full' }, alive(signal));
    return streamed(
      context.services,
      'ledger.exportPersonal',
      thenTold(work, (made) => tellExport(called, input, made, reason)),
    );
  }),
  exportedFile: shop.ledger.exportedFile.handler(async ({ context: { services }, input }) =>
    asFile(answer(await services.ledger.exportedFile(input.exportId))),
  ),
});

/** Names stay within the office; who only reads sees them masked. */
function levelOf({ operator }: { readonly operator: Operator | null }): PersonalLevel {
  return operator !== null && OFFICE.includes(operator.role) ? 'office' : 'outside';
}

/** Told once the workbook is made and before it can be fetched: none goes out without its trace. */
export async function* thenTold(
  work: Work<Result<ExportedFile, Refusal>>,
  tell: (made: ExportedFile) => void,
): Work<Result<ExportedFile, Refusal>> {
  const made = yield* work;
  if (made.ok) tell(made.value);
  return made;
}

export function asFile({ name, bytes }: NamedFile): File {
  return new File([Uint8Array.from(bytes)], name, { type: WORKBOOK });
}

/** A signal that never fires where the door gives none. */
export function alive(signal: AbortSignal | undefined): AbortSignal {
  return signal ?? new AbortController().signal;
}
