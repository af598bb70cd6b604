import type { Approval } from '../../shared/contract/base.ts';
import type { SecondPersonOperation } from '../../shared/domain/staff/second-person.ts';
import type { UseCaseContext } from '../usecases/context.ts';
import type { Agreement } from '../usecases/staff/second-person.ts';
import { checkSecondPerson } from '../usecases/staff/check-second-person.ts';
import { answer, refused } from './procedures.ts';
import type { HostServices } from './services.ts';

/**
 * Whose word a command brings, once the secret typed beside it was found right: before the command's transaction, which
 * must not wait for anything. Whether that person may agree to this at all is decided inside it.
 */
export async function agreementOf(
  context: UseCaseContext,
  services: Pick<HostServices, 'nowMs' | 'backup'>,
  operation: SecondPersonOperation,
  approval: Approval,
): Promise<Agreement> {
  if (approval === null) return null;
  const agreement = answer(await checkSecondPerson(context, services.nowMs(), operation, approval));
  // The gate looked before the secret was checked, which takes a moment.
  if (services.backup.restoring()) throw refused({ code: 'restore_running' });
  return agreement;
}
