import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { AUDIT_KIND_TEXT, auditText } from '../../../shared/messages/audit-text.ts';
import type { LedgerRow } from '../../../shared/domain/ledger/ledger-row.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import type { SheetColumn } from '../../documents/workbook/write/sheet-plan.ts';
import { countAudit, eachAudit } from '../../journal/audit-trail.ts';
import type { ExportPlan } from '../ledger/plan-export.ts';
import { readShopName } from '../settings/shop-settings.ts';
import { localTimeText } from './local-time.ts';
import { type AuditQuestion, filterOf } from './read-audit.ts';

export const AUDIT_SHEET = '操作记录';

const COLUMNS: readonly SheetColumn[] = [
  { heading: '时间', kind: 'dateTime' },
  { heading: '事项', kind: 'text' },
  { heading: '人员', kind: 'text' },
  { heading: '地点', kind: 'text' },
  { heading: '对象', kind: 'text' },
  { heading: '说明', kind: 'text' },
  { heading: '序号', kind: 'integer' },
  { heading: '校验值', kind: 'identifier' },
];

/**
 * The trail as a workbook to take away, oldest first. Rows are read later, lazily, on the same connection, like those of
 * the ledgers.
 */
export function planAuditExport(db: ReadableDatabase, question: AuditQuestion, today: LocalDate): ExportPlan {
  const filter = filterOf(question);
  const { from, to } = question;
  return {
    fileName: `${AUDIT_SHEET}_${from === null ? '截至' : `${from}至`}${to ?? today}.xlsx`,
    expectedRows: countAudit(db, filter),
    sheets: [
      {
        name: AUDIT_SHEET,
        title: `${readShopName(db) ?? ''} ${AUDIT_SHEET}`.trim(),
        coverage: coverageOf(question, today),
        madeOn: `制表日期：${today}`,
        columns: COLUMNS,
        signatures: ['制表', '审核', '监督'],
        rows: rowsOf(db, filter),
      },
    ],
  };
}

function* rowsOf(db: ReadableDatabase, filter: Parameters<typeof eachAudit>[1]): Generator<LedgerRow> {
  for (const record of eachAudit(db, filter)) {
    yield [
      localTimeText(record.recordedAt).slice(0, 16),
      AUDIT_KIND_TEXT[record.kind],
      record.operatorName,
      record.stationName,
      record.subject,
      auditText(record.kind, record.detail),
      record.seq,
      record.hash,
    ];
  }
}

/** What was asked for, in words: also on the sheet, and in the record that it was taken away. */
export function coverageOf({ from, to, kinds, person, text }: AuditQuestion, today: LocalDate): string {
  return [
    from === null ? `期间：建账至${to ?? today}` : `期间：${from} 至 ${to ?? today}`,
    ...(kinds.length === 0 ? [] : [`事项：${kinds.map((kind) => AUDIT_KIND_TEXT[kind]).join('、')}`]),
    ...(person === null ? [] : [`人员：${person}`]),
    ...(text === '' ? [] : [`含有：${text}`]),
  ].join('  ');
}
