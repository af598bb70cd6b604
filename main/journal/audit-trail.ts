import type { AuditDetail, AuditKind } from '../../shared/domain/staff/audit.ts';
import { assert } from '../../shared/kernel/assert.ts';
import { canonicalJson } from '../../shared/kernel/json.ts';
import type { ReadableDatabase, WritableDatabase } from '../db/open-database.ts';
import { allRows, getRow, run } from '../db/statements.ts';
import { GENESIS_HASH, sha256 } from './hash.ts';

export type AuditDraft = {
  readonly recordedAt: string;
  readonly kind: AuditKind;
  /** Null: nobody was signed in (a failed sign-in), or the program itself did it. */
  readonly operatorId: string | null;
  readonly operatorName: string;
  readonly stationName: string | null;
  readonly subject: string;
  readonly detail: AuditDetail;
};

export type AuditRecord = AuditDraft & { readonly seq: number; readonly previousHash: string; readonly hash: string };

type StoredRow = Omit<AuditRecord, 'detail'> & { readonly detail: string };

const COLUMNS = `seq, recorded_at AS recordedAt, kind, operator_id AS operatorId, operator_name AS operatorName,
  station_name AS stationName, subject, detail, previous_hash AS previousHash, hash`;
const PAGE = 1000;

/** Appends one record to the audit trail, the only way into it. Must run inside a transaction. */
export function appendAudit(db: WritableDatabase, draft: AuditDraft): void {
  assert(db.inTransaction, 'an audit record is written inside a transaction');
  const last = auditEnd(db);
  const { recordedAt, kind, operatorId, operatorName, stationName, subject } = draft;
  const row = {
    recordedAt,
    kind,
    operatorId,
    operatorName,
    stationName,
    subject,
    detail: canonicalJson(draft.detail),
    seq: last.seq + 1,
    previousHash: last.hash,
  };
  run(
    db,
    `INSERT INTO audit_record (seq, recorded_at, kind, operator_id, operator_name, station_name, subject, detail,
       previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.seq,
    recordedAt,
    kind,
    operatorId,
    operatorName,
    stationName,
    subject,
    row.detail,
    row.previousHash,
    auditHash(row),
  );
}

function auditHash(row: Omit<StoredRow, 'hash'>): string {
  return sha256(
    JSON.stringify([
      row.previousHash,
      row.seq,
      row.recordedAt,
      row.kind,
      row.operatorId,
      row.operatorName,
      row.stationName,
      row.subject,
      row.detail,
    ]),
  );
}

/** How long the trail is and the hash of its last record. */
export type AuditEnd = { readonly seq: number; readonly hash: string };

export function auditEnd(db: ReadableDatabase): AuditEnd {
  const last = getRow<AuditEnd>(db, 'SELECT seq, hash FROM audit_record ORDER BY seq DESC LIMIT 1');
  return last ?? { seq: 0, hash: GENESIS_HASH };
}

/** The records after `seq`, oldest first, at most `limit`. */
export function listAudit(db: ReadableDatabase, after: number, limit: number): AuditRecord[] {
  const sql = `SELECT ${COLUMNS} FROM audit_record WHERE seq > ? ORDER BY seq LIMIT ?`;
  return allRows<StoredRow>(db, sql, after, limit).map(toRecord);
}

function toRecord(row: StoredRow): AuditRecord {
  return { ...row, detail: JSON.parse(row.detail) as AuditDetail };
}

export type AuditProblem = {
  readonly code: 'sequence_gap' | 'chain_broken' | 'record_changed';
  readonly seq: number;
};

/** Recomputes the chain of the audit trail and names the first record that is off, or null. */
export function verifyAudit(db: ReadableDatabase): AuditProblem | null {
  let seq = 0;
  let lastHash = GENESIS_HASH;
  for (;;) {
    const page = allRows<StoredRow>(
      db,
      `SELECT ${COLUMNS} FROM audit_record WHERE seq > ? ORDER BY seq LIMIT ?`,
      seq,
      PAGE,
    );
    for (const row of page) {
      if (row.seq !== seq + 1) return { code: 'sequence_gap', seq: row.seq };
      if (row.previousHash !== lastHash) return { code: 'chain_broken', seq: row.seq };
      if (auditHash(row) !== row.hash) return { code: 'record_changed', seq: row.seq };
      seq = row.seq;
      lastHash = row.hash;
    }
    if (page.length < PAGE) return null;
  }
}

export type AuditFilter = {
  /** Instants: from this one on, and before that one. */
  readonly from: string | null;
  readonly until: string | null;
  /** Empty: all. */
  readonly kinds: readonly AuditKind[];
  readonly person: string | null;
  /** Anywhere in person, station, subject and facts; empty: all. */
  readonly text: string;
};

/** The newest records before `before` (null: of all) that the filter leaves, newest first. */
export function findAudit(
  db: ReadableDatabase,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): AuditRecord[] {
  const { where, values } = conditions(filter);
  const sql = `SELECT ${COLUMNS} FROM audit_record WHERE seq < ? ${where} ORDER BY seq DESC LIMIT ?`;
  return allRows<StoredRow>(db, sql, before ?? Number.MAX_SAFE_INTEGER, ...values, limit).map(toRecord);
}

export function countAudit(db: ReadableDatabase, filter: AuditFilter): number {
  const { where, values } = conditions(filter);
  // Without gaps the last number is the count; counting itself would read every record.
  if (where === '') return auditEnd(db).seq;
  return getRow<{ n: number }>(db, `SELECT count(*) AS n FROM audit_record WHERE seq > 0 ${where}`, ...values)?.n ?? 0;
}

/** The same records oldest first, read as they are asked for. */
export function* eachAudit(db: ReadableDatabase, filter: AuditFilter): Generator<AuditRecord> {
  const { where, values } = conditions(filter);
  const sql = `SELECT ${COLUMNS} FROM audit_record WHERE seq > ? ${where} ORDER BY seq LIMIT ?`;
  let seq = 0;
  for (;;) {
    const page = allRows<StoredRow>(db, sql, seq, ...values, PAGE).map(toRecord);
    yield* page;
    seq = page.at(-1)?.seq ?? seq;
    if (page.length < PAGE) return;
  }
}

/** Everybody the trail names, in order of name. */
export function auditPeople(db: ReadableDatabase): string[] {
  const sql = `SELECT DISTINCT operator_name AS name FROM audit_record WHERE operator_name <> '' ORDER BY 1`;
  return allRows<{ name: string }>(db, sql).map(({ name }) => name);
}

function conditions(filter: AuditFilter): { readonly where: string; readonly values: readonly string[] } {
  const parts: string[] = [];
  const values: string[] = [];
  const add = (condition: string, ...given: readonly (string | null)[]) => {
    const present = given.filter((value) => value !== null);
    if (present.length === 0) return;
    parts.push(`AND ${condition}`);
    values.push(...present);
  };
  add('recorded_at >= ?', filter.from);
  add('recorded_at < ?', filter.until);
  add('operator_name = ?', filter.person);
  add(`kind IN (${filter.kinds.map(() => '?').join(', ')})`, ...filter.kinds);
  if (filter.text !== '') {
    const searched = "operator_name || ' ' || coalesce(station_name, '') || ' ' || subject || ' ' || detail";
    add(`instr(lower(${searched}), lower(?)) > 0`, filter.text);
  }
  return { where: parts.join(' '), values };
}
