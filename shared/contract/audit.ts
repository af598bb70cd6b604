import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { WorkProgress } from '../domain/ledger/import-report.ts';
import { AUDIT_KINDS, type AuditKind } from '../domain/staff/audit.ts';
import type { Role } from '../domain/staff/role.ts';
import type { Instant } from '../kernel/brands.ts';
import { procedure, zLocalDate, zText } from './base.ts';
import type { ExportedFile } from './ledger.ts';

/** One record of the audit trail as people read it. */
export type AuditRow = {
  /** From 1 without gaps. */
  readonly seq: number;
  readonly recordedAt: Instant;
  /** The same by the shop's own clock: YYYY-MM-DD HH:mm:ss. */
  readonly at: string;
  readonly kind: AuditKind;
  /** Empty: nobody was signed in. */
  readonly operatorName: string;
  /** The other PC it was done at; null at the shop's own. */
  readonly stationName: string | null;
  readonly subject: string;
  readonly text: string;
  /** Covers the record and, through it, all before. */
  readonly hash: string;
};

/** Newest first; `next` is what to ask for `before` to go on, null at the end. */
export type AuditPage = {
  /** How many records the filter leaves, on all pages. */
  readonly total: number;
  readonly rows: readonly AuditRow[];
  readonly next: number | null;
};

export type AuditCheck = {
  readonly records: number;
  readonly lastHash: string;
  /** The first record that is off; null when the chain holds. */
  readonly problem: { readonly seq: number; readonly message: string } | null;
};

/** Who is watched by the trail does not read it as daily work: the one who answers for the shop does, and who inspects it. */
const READERS: readonly Role[] = ['administrator', 'inspector'];

const filter = {
  from: zLocalDate.nullable().default(null),
  to: zLocalDate.nullable().default(null),
  /** Empty: all. */
  kinds: z.array(z.enum(AUDIT_KINDS)).max(AUDIT_KINDS.length).default([]),
  person: zText(64).nullable().default(null),
  /** Anywhere in person, station, subject and facts. */
  text: zText(64).default(''),
};

export const auditContract = {
  list: procedure(READERS, '操作记录，新的在前')
    .input(
      z.object({
        ...filter,
        before: z.int().min(1).nullable().default(null),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(type<AuditPage>()),
  people: procedure(READERS, '操作记录里出现过的人').output(type<readonly string[]>()),
  check: procedure(READERS, '核对操作记录是否被改动过').output(type<AuditCheck>()),
  export: procedure(READERS, '导出操作记录')
    .input(z.object(filter))
    .output(eventIterator(type<WorkProgress>(), type<ExportedFile>())),
  exportedFile: procedure(READERS, '取导出的操作记录')
    .input(z.object({ exportId: z.string() }))
    .output(z.file()),
};
