/**
 * Which rows of the master data changed in which order, so that the second record can follow. Of each row only its last
 * change is kept; numbers never come back. Frozen once landed: later changes are later migrations.
 */
export const SECOND_RECORD_MIGRATION = {
  version: 3,
  name: 'second-record',
  sql: () => `
CREATE TABLE master_change (
  change INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  row_id TEXT NOT NULL,
  UNIQUE (kind, row_id)
) STRICT;
${['village', 'household', 'operator', 'item'].map(noteChanges).join('\n')}
-- Books that are in use begin with a number too.
INSERT INTO master_change (kind, row_id) SELECT 'village', id FROM village;
`,
};

function noteChanges(table: string): string {
  const note = `BEGIN
  DELETE FROM master_change WHERE kind = '${table}' AND row_id = NEW.id;
  INSERT INTO master_change (kind, row_id) VALUES ('${table}', NEW.id);
END`;
  return `
CREATE TRIGGER ${table}_inserted AFTER INSERT ON ${table} ${note};
CREATE TRIGGER ${table}_updated AFTER UPDATE ON ${table} ${note};`;
}
