import type { Approval } from '../../shared/contract/base.ts';
import type { SecondPersonOperation } from '../../shared/domain/staff/second-person.ts';
import type { Agreement } from '../usecases/staff/second-person.ts';
import { checkSecondPerson } from '../usecases/staff/check-second-person.ts';
import { answer, refused, useCase } from './procedures.ts';
import type { HostServices } from './services.ts';

type Called = Parameters<typeof useCase>[0] & { readonly services: HostServices };

/**
 * Whose word a command brings, once the secret typed beside it was found right: before the command's transaction, which
 * must not wait for anything. Whether that person may agree to this at all is decided inside it.
 */
export async function agreementOf(
  called: Called,
  operation: SecondPersonOperation,
  approval: Approval,
): Promise<Agreement> {
  if (approval === null) return null;
  const { nowMs, backup } = called.services;
  const agreement = answer(await checkSecondPerson(useCase(called), nowMs(), operation, approval));
  // The gate looked before the secret was checked, which takes a moment.
  if (backup.restoring()) throw refused({ code: 'restore_running' });
  return agreement;
}
