import type { RedemptionLine, RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import type { EntryId, Fen, HouseholdId, LocalDate, OperatorId } from '../../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../open-database.ts';
import { allRows, getRow, TEXT_PARAMETER } from '../statements.ts';

type HeadRow = {
  readonly id: EntryId;
  readonly kind: 'redemption' | 'return';
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly timeOfDay: string;
  readonly householdId: HouseholdId;
  readonly householdNo: string;
  readonly headName: string;
  readonly villageName: string;
  readonly recipientName: string | null;
  readonly recipientRelation: string | null;
  readonly operatorId: OperatorId;
  readonly operatorName: string;
  readonly approvedByName: string | null;
  readonly totalCentipoints: RedemptionRecord['totalCentipoints'];
  readonly balanceAfterCentipoints: RedemptionRecord['balanceAfterCentipoints'];
  readonly returnsId: EntryId | null;
  readonly returnsDocumentNo: string | null;
  readonly reason: string;
};

/** The number on paper: the one a document was imported with, else the program's own. */
const SHOWN_NO = 'coalesce(r.source_no, e.document_no)';

const HEAD = `SELECT e.id AS id, e.kind AS kind, ${SHOWN_NO} AS documentNo, r.business_date AS businessDate,
    r.time_of_day AS timeOfDay, r.household_id AS householdId, h.household_no AS householdNo, h.head_name AS headName,
    v.name AS villageName, r.recipient_name AS recipientName, r.recipient_relation AS recipientRelation,
    e.operator_id AS operatorId, r.operator_name AS operatorName,
    (SELECT approved_by_name FROM approval WHERE entry_id = e.id) AS approvedByName, r.total_centipoints AS totalCentipoints,
    r.balance_after_centipoints AS balanceAfterCentipoints, r.returns_id AS returnsId, r.reason AS reason,
    (SELECT coalesce(o.source_no, oe.document_no) FROM redemption o JOIN entry oe ON oe.id = o.entry_id
      WHERE o.entry_id = r.returns_id) AS returnsDocumentNo
  FROM redemption r JOIN entry e ON e.id = r.entry_id JOIN household h ON h.id = r.household_id
  JOIN village v ON v.id = h.village_id`;

const LINES = `SELECT l.line AS lineNo, l.item_id AS itemId, i.code AS itemCode, l.item_name AS itemName, l.spec AS spec,
    l.unit AS unit, l.lot_id AS lotId, o.code AS lotCode, l.quantity AS quantity,
    l.unit_price_centipoints AS unitPriceCentipoints, l.total_centipoints AS totalCentipoints, l.cost_fen AS costFen,
    coalesce((SELECT sum(b.quantity) FROM redemption t JOIN redemption_line b ON b.entry_id = t.entry_id
      WHERE t.returns_id = l.entry_id AND b.returned_line = l.line), 0) AS returnedQuantity
  FROM redemption_line l JOIN item i ON i.id = l.item_id JOIN lot o ON o.id = l.lot_id
  WHERE l.entry_id = ${TEXT_PARAMETER} ORDER BY l.line`;

const FIND = `${HEAD} WHERE r.entry_id = ${TEXT_PARAMETER}`;

/** A redemption or a return as a whole document, by its entry. */
export function findRedemption(db: ReadableDatabase, id: EntryId): RedemptionRecord | null {
  const head = getRow<HeadRow>(db, FIND, id);
  return head && { ...fromHead(head), lines: allRows<RedemptionLine>(db, LINES, id) };
}

/** The entry behind a number on a slip: the program's own number or the one it was imported with. */
export function findRedemptionIdByNo(db: ReadableDatabase, documentNo: string): EntryId | null {
  const own = getRow<{ id: EntryId }>(
    db,
    'SELECT e.id AS id FROM entry e JOIN redemption r ON r.entry_id = e.id WHERE e.document_no = ?',
    documentNo,
  );
  if (own) return own.id;
  return (
    getRow<{ id: EntryId }>(db, 'SELECT entry_id AS id FROM redemption WHERE source_no = ?', documentNo)?.id ?? null
  );
}

/** Cost that came back so far, by line of the redemption. */
export function returnedCosts(db: ReadableDatabase, redemptionId: EntryId): Map<number, Fen> {
  const rows = allRows<{ line: number; costFen: Fen }>(
    db,
    `SELECT l.returned_line AS line, sum(l.cost_fen) AS costFen FROM redemption t
     JOIN redemption_line l ON l.entry_id = t.entry_id
     WHERE t.returns_id = ? AND l.cost_fen IS NOT NULL GROUP BY l.returned_line`,
    redemptionId,
  );
  return new Map(rows.map((row) => [row.line, row.costFen]));
}

export type RedemptionFilter = {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly householdId: HouseholdId | null;
};

export type RedemptionSummary = Omit<RedemptionRecord, 'lines' | 'recipient' | 'reversal'> & {
  readonly summary: string;
  readonly quantity: number;
  readonly returnedQuantity: number;
};

/** Newest first. */
export function listRedemptions(
  db: ReadableDatabase,
  filter: RedemptionFilter,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: RedemptionSummary[] } {
  const { where, parameters } = conditions(filter);
  const total = getRow<{ n: number }>(db, `SELECT count(*) AS n FROM redemption r ${where}`, ...parameters)?.n ?? 0;
  const rows = allRows<RedemptionSummary>(
    db,
    `SELECT head.*, e.summary AS summary,
       (SELECT sum(quantity) FROM redemption_line WHERE entry_id = head.id) AS quantity,
       coalesce((SELECT sum(b.quantity) FROM redemption t JOIN redemption_line b ON b.entry_id = t.entry_id
         WHERE t.returns_id = head.id), 0) AS returnedQuantity
     FROM (${HEAD} ${where}) head JOIN entry e ON e.id = head.id
     ORDER BY head.businessDate DESC, e.seq DESC LIMIT ? OFFSET ?`,
    ...parameters,
    limit,
    offset,
  );
  return { total, rows };
}

function conditions(filter: RedemptionFilter): { where: string; parameters: string[] } {
  const parts: string[] = [];
  const parameters: string[] = [];
  const add = (condition: string, value: string | null) => {
    if (value === null) return;
    parts.push(condition);
    parameters.push(value);
  };
  add('r.business_date >= ?', filter.from);
  add('r.business_date <= ?', filter.to);
  add('r.household_id = ?', filter.householdId);
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, parameters };
}

function fromHead(head: HeadRow): Omit<RedemptionRecord, 'lines'> {
  const { recipientName, recipientRelation, returnsId, returnsDocumentNo, reason, ...rest } = head;
  return {
    ...rest,
    recipient: recipientName === null ? null : { name: recipientName, relation: recipientRelation ?? '' },
    reversal: returnsId === null ? null : { redemptionId: returnsId, documentNo: returnsDocumentNo ?? '', reason },
  };
}
