/**
 * Who works here and what they did besides the books: credentials and lock-outs, stations, the second person of a
 * document, and the audit trail. Frozen once landed: later changes are later migrations.
 */
export const TRUST_MIGRATION = {
  version: 2,
  name: 'trust',
  sql: () => `
-- A person who works here may belong to a household of the village: its redemptions then need somebody else.
ALTER TABLE operator ADD COLUMN household_id TEXT REFERENCES household (id);
-- 1: the secret was given out by somebody else and must be changed at the next sign-in.
ALTER TABLE operator ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1));
-- A printed code that sets a new secret once; kept like the secret itself.
ALTER TABLE operator ADD COLUMN recovery_salt TEXT;
ALTER TABLE operator ADD COLUMN recovery_hash TEXT;

-- Failed sign-ins of one person at one place; they outlive a restart, which would otherwise be the way around a lock.
CREATE TABLE sign_in_attempt (
  subject TEXT PRIMARY KEY,
  failed INTEGER NOT NULL,
  locked_until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Another PC that was let in. The token itself is never kept.
CREATE TABLE station (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  paired_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;

-- The second person of a document: a context row, covered by the hash of its entry.
CREATE TABLE approval (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  operation TEXT NOT NULL,
  requested_by TEXT NOT NULL REFERENCES operator (id),
  requested_by_name TEXT NOT NULL,
  approved_by TEXT NOT NULL REFERENCES operator (id),
  approved_by_name TEXT NOT NULL,
  PRIMARY KEY (entry_id, line),
  CHECK (requested_by <> approved_by)
) STRICT, WITHOUT ROWID;

-- What people did that is no document: sign-ins, exports, settings. Only ever appended, chained like the journal.
CREATE TABLE audit_record (
  seq INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL,
  kind TEXT NOT NULL,
  operator_id TEXT,
  operator_name TEXT NOT NULL,
  station_name TEXT,
  -- What it was done to, in words: a person, a ledger, a document number.
  subject TEXT NOT NULL,
  -- A canonical JSON object of text, numbers and null.
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_record_by_time ON audit_record (recorded_at);
CREATE INDEX audit_record_by_kind ON audit_record (kind, seq);

${['approval', 'audit_record'].map(appendOnly).join('\n')}
`,
};

const KEYS: Readonly<Record<string, string>> = {
  approval: 'entry_id = NEW.entry_id AND line = NEW.line',
  audit_record: 'seq = NEW.seq',
};

/** UPDATE, DELETE and INSERT OR REPLACE abort, as for the tables of the first migration. */
function appendOnly(table: string): string {
  return `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${KEYS[table] ?? ''})
BEGIN SELECT RAISE(ABORT, '${table} row exists'); END;`;
}
