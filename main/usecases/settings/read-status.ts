import type { ShopStatus, VerifyReport } from '../../../shared/contract/settings.ts';
import { auditProblemText, verifyProblemText } from '../../../shared/messages/verify-text.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { readSetting } from '../../db/repositories/settings-repository.ts';
import { listVillages } from '../../db/repositories/village-repository.ts';
import { verifyAudit } from '../../journal/audit-trail.ts';
import { verify } from '../../journal/verify.ts';
import { isDemo, readScheme, readShopName } from './shop-settings.ts';

/** What a window needs to know before anyone has signed in. */
export function readStatus(
  db: ReadableDatabase,
  businessDate: LocalDate,
  version: string,
): Omit<ShopStatus, 'rescue' | 'clock'> {
  const shopName = readShopName(db);
  const demo = isDemo(db);
  return {
    initialised: shopName !== null,
    demo,
    demoPin: demo ? readSetting(db, 'shop.demo.pin') : null,
    shopName: shopName ?? '',
    villages: listVillages(db),
    schemeName: shopName === null ? '' : readScheme(db).name,
    businessDate,
    version,
  };
}

/** Recomputes the books and the chain of the audit trail, and says in words what is off first, if anything. */
export function verifyBooks(db: ReadableDatabase): Omit<VerifyReport, 'photos'> {
  const { problem, ...counts } = verify(db);
  if (problem) {
    return { ...counts, problem: { code: problem.code, where: problem.where, message: verifyProblemText(problem) } };
  }
  const trail = verifyAudit(db);
  if (!trail) return { ...counts, problem: null };
  const where = `操作记录第${trail.seq}条`;
  return { ...counts, problem: { code: `audit_${trail.code}`, where, message: auditProblemText(trail) } };
}
