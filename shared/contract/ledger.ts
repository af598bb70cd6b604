import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { ImportOutcome, ImportPreview, WorkProgress } from '../domain/ledger/import-report.ts';
import { LEDGER_IDS } from '../domain/ledger/ledger-definitions.ts';
import { OFFICE, OFFICE_READERS, procedure, zHouseholdId, zLocalDate, zReason, zVillageId } from './base.ts';

const zMapping = z.record(
  z.string(),
  z.object({ ledger: z.enum(LEDGER_IDS).nullable(), columns: z.record(z.string(), z.int().min(0).max(500)) }),
);

const zExport = z.object({
  /** Null: all of them in one workbook (the passbook only with a household). */
  ledger: z.enum(LEDGER_IDS).nullable(),
  from: zLocalDate.nullable().default(null),
  to: zLocalDate.nullable().default(null),
  villageId: zVillageId.nullable().default(null),
  householdId: zHouseholdId.nullable().default(null),
});

/** A finished workbook, kept by the host until it is fetched once. */
export type ExportedFile = { readonly exportId: string; readonly fileName: string; readonly rows: number };

export const ledgerContract = {
  previewImport: procedure(OFFICE, '读文件，先看再导入；什么都不写')
    .input(z.object({ file: z.file().max(50_000_000), mapping: zMapping.nullable().default(null) }))
    .output(eventIterator(type<WorkProgress>(), type<ImportPreview>())),
  remapImport: procedure(OFFICE, '更正识别的表和列后重看')
    .input(z.object({ importId: z.string(), mapping: zMapping }))
    .output(type<ImportPreview>()),
  commitImport: procedure(OFFICE, '导入无误的行')
    .input(z.object({ importId: z.string() }))
    .output(eventIterator(type<WorkProgress>(), type<ImportOutcome>())),
  importProblems: procedure(OFFICE, '有问题的行，原因写在最后一列')
    .input(z.object({ importId: z.string() }))
    .output(z.file()),
  export: procedure(OFFICE_READERS, '导出台账，身份证号和电话打星号')
    .input(zExport)
    .output(eventIterator(type<WorkProgress>(), type<ExportedFile>())),
  exportPersonal: procedure(['clerk', 'administrator'], '导出带完整身份证号和电话的台账，须写明用途，记入操作记录')
    .input(zExport.extend({ reason: zReason }))
    .output(eventIterator(type<WorkProgress>(), type<ExportedFile>())),
  exportedFile: procedure(OFFICE_READERS, '取导出的文件')
    .input(z.object({ exportId: z.string() }))
    .output(z.file()),
};
