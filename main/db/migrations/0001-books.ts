/**
 * The journal with its four books, the master data, and the context rows that documents carry.
 * Frozen once landed: later changes are later migrations.
 */
export const BOOKS_MIGRATION = {
  version: 1,
  name: 'books',
  sql: () => `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE operator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- One of the roles of shared/domain/staff/role.ts: a later role needs no change here.
  role TEXT NOT NULL,
  pin_salt TEXT NOT NULL,
  pin_hash TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE village (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE household (
  id TEXT PRIMARY KEY,
  serial INTEGER NOT NULL UNIQUE,
  household_no TEXT NOT NULL UNIQUE,
  card_no TEXT NOT NULL UNIQUE,
  head_name TEXT NOT NULL,
  id_number TEXT UNIQUE,
  village_id TEXT NOT NULL REFERENCES village (id),
  village_grid TEXT NOT NULL,
  group_name TEXT NOT NULL,
  member_count INTEGER,
  phone TEXT,
  members TEXT NOT NULL,
  enrolled_on TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'moved', 'closed')),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX household_by_head ON household (head_name);
CREATE INDEX household_by_village ON household (village_id, household_no);

-- Every way a household is looked for; digits that are remembered by their tail stand reversed.
CREATE TABLE household_term (
  term TEXT NOT NULL,
  kind TEXT NOT NULL,
  household_id TEXT NOT NULL REFERENCES household (id),
  PRIMARY KEY (kind, term, household_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX household_term_by_household ON household_term (household_id);

CREATE TABLE item (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  barcode TEXT UNIQUE,
  name TEXT NOT NULL,
  category TEXT NOT NULL,
  spec TEXT NOT NULL,
  unit TEXT NOT NULL,
  price_centipoints INTEGER CHECK (price_centipoints >= 0),
  reference_fen INTEGER CHECK (reference_fen >= 0),
  minimum_stock INTEGER NOT NULL CHECK (minimum_stock >= 0),
  expiry_tracked INTEGER NOT NULL CHECK (expiry_tracked IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  note TEXT NOT NULL
) STRICT;

-- One business document; only ever appended. seq has no gaps, hash covers everything before it.
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document_no TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  business_date TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operator (id),
  household_id TEXT REFERENCES household (id),
  summary TEXT NOT NULL,
  reverses_id TEXT UNIQUE REFERENCES entry (id),
  request_digest TEXT NOT NULL,
  context_digest TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_date ON entry (business_date, seq);

-- The last number given out in a series: one series a kind of document and day.
CREATE TABLE document_series (
  series TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Born by an inbound document and never changed: a wrong expiry date is corrected by reversing the inbound.
CREATE TABLE lot (
  id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  item_id TEXT NOT NULL REFERENCES item (id),
  code TEXT NOT NULL,
  produced_on TEXT,
  expires_on TEXT,
  received_on TEXT NOT NULL,
  valued INTEGER NOT NULL CHECK (valued IN (0, 1)),
  UNIQUE (item_id, code)
) STRICT;
CREATE INDEX lot_by_entry ON lot (entry_id);

-- Signed amounts of one entry; they sum to zero in each book and unit (unit: centipoint, fen, or the item's id).
CREATE TABLE posting (
  entry_seq INTEGER NOT NULL REFERENCES entry (seq),
  line INTEGER NOT NULL,
  book TEXT NOT NULL CHECK (book IN ('points', 'goods', 'value', 'money')),
  unit TEXT NOT NULL,
  account TEXT NOT NULL,
  lot_id TEXT REFERENCES lot (id),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (entry_seq, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_by_lot ON posting (lot_id, entry_seq) WHERE lot_id IS NOT NULL;

-- The sum of the postings of one account (and lot); bounded accounts never go below zero.
CREATE TABLE balance (
  book TEXT NOT NULL,
  account TEXT NOT NULL,
  unit TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  amount INTEGER NOT NULL,
  bounded INTEGER NOT NULL CHECK (bounded IN (0, 1)),
  PRIMARY KEY (account, book, unit, lot_id),
  CHECK (bounded = 0 OR amount >= 0)
) STRICT, WITHOUT ROWID;
-- Lots with something left, by item (the unit of goods). No term of the condition is an equality: SQLite would
-- compare it with every bound parameter of that column and compile each such statement anew on every call.
CREATE INDEX balance_of_item ON balance (unit) WHERE lot_id <> '' AND unit <> 'fen' AND amount > 0;

-- Context rows: what a document says beyond its postings. Each refers to its entry and is covered by its hash.
CREATE TABLE points_line (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  household_id TEXT NOT NULL REFERENCES household (id),
  scheme_year INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  points_centipoints INTEGER NOT NULL CHECK (points_centipoints <> 0),
  reason TEXT NOT NULL,
  category TEXT NOT NULL,
  rule TEXT NOT NULL,
  review_batch TEXT NOT NULL,
  notice_from TEXT,
  notice_to TEXT,
  recorder TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX points_line_by_household ON points_line (household_id, business_date);

CREATE TABLE inbound_document (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('purchase', 'donation', 'transfer', 'opening')),
  supplier TEXT NOT NULL,
  source_no TEXT,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbound_by_source_no ON inbound_document (source_no);

CREATE TABLE inbound_line (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  item_id TEXT NOT NULL REFERENCES item (id),
  lot_id TEXT NOT NULL REFERENCES lot (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  cost_fen INTEGER CHECK (cost_fen >= 0),
  unit_cost_fen INTEGER CHECK (unit_cost_fen >= 0),
  cost_basis TEXT NOT NULL,
  invoice_no TEXT NOT NULL,
  fund_source TEXT NOT NULL,
  handler TEXT NOT NULL,
  inspector TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbound_line_by_item ON inbound_line (item_id);

-- A redemption or a return (returns_id set). Quantities are positive in both; the kind of the entry gives the direction.
CREATE TABLE redemption (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  household_id TEXT NOT NULL REFERENCES household (id),
  scheme_year INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  time_of_day TEXT NOT NULL,
  source_no TEXT,
  recipient_name TEXT,
  recipient_relation TEXT,
  total_centipoints INTEGER NOT NULL CHECK (total_centipoints >= 0),
  balance_after_centipoints INTEGER NOT NULL,
  operator_name TEXT NOT NULL,
  returns_id TEXT REFERENCES redemption (entry_id),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX redemption_by_household ON redemption (household_id, business_date);
CREATE INDEX redemption_by_date ON redemption (business_date, entry_id);
CREATE INDEX redemption_by_source_no ON redemption (source_no) WHERE source_no IS NOT NULL;
CREATE INDEX redemption_by_returned ON redemption (returns_id) WHERE returns_id IS NOT NULL;

CREATE TABLE redemption_line (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  item_id TEXT NOT NULL REFERENCES item (id),
  lot_id TEXT NOT NULL REFERENCES lot (id),
  item_name TEXT NOT NULL,
  spec TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price_centipoints INTEGER NOT NULL CHECK (unit_price_centipoints >= 0),
  total_centipoints INTEGER NOT NULL CHECK (total_centipoints >= 0),
  cost_fen INTEGER CHECK (cost_fen >= 0),
  -- On a return: the line of the redemption it takes back.
  returned_line INTEGER,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;

-- A basket set aside at the counter; it holds neither points nor goods and is no document.
CREATE TABLE held_basket (
  id TEXT PRIMARY KEY,
  household_id TEXT NOT NULL REFERENCES household (id),
  lines TEXT NOT NULL,
  recipient_name TEXT,
  recipient_relation TEXT,
  held_at TEXT NOT NULL
) STRICT;

-- What a clerk taught an import: headings seen before and what they meant.
CREATE TABLE import_mapping (
  headings TEXT PRIMARY KEY,
  mapping TEXT NOT NULL
) STRICT, WITHOUT ROWID;
${appendOnlyTriggers()}
`,
};

/** Tables that only ever grow: every change or removal is refused by the database itself. */
const APPEND_ONLY = [
  'entry',
  'posting',
  'lot',
  'points_line',
  'inbound_document',
  'inbound_line',
  'redemption',
  'redemption_line',
];

const KEYS: Readonly<Record<string, string>> = {
  entry: 'seq = NEW.seq OR id = NEW.id OR document_no = NEW.document_no OR reverses_id = NEW.reverses_id',
  posting: 'entry_seq = NEW.entry_seq AND line = NEW.line',
  redemption: 'entry_id = NEW.entry_id',
  lot: 'id = NEW.id OR (item_id = NEW.item_id AND code = NEW.code)',
};

/**
 * UPDATE and DELETE abort. INSERT OR REPLACE would delete without firing a trigger, so an insert over an
 * existing key aborts before it replaces anything.
 */
function appendOnlyTriggers(): string {
  return APPEND_ONLY.map((table) => {
    const key = KEYS[table] ?? 'entry_id = NEW.entry_id AND line = NEW.line';
    return `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key})
BEGIN SELECT RAISE(ABORT, '${table} row exists'); END;`;
  }).join('\n');
}
