/**
 * Every bag from donor to household: donors, earmarks, price history, what leaves the shelf otherwise than for points,
 * counts, loans, partner shops and pictures of paper. Frozen once landed: later changes are later migrations.
 */
export const GOODS_MIGRATION = {
  version: 4,
  name: 'goods',
  sql: () => `
-- Who gives goods, or money later on.
CREATE TABLE donor (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'person')),
  contact TEXT NOT NULL,
  phone TEXT NOT NULL,
  -- How the public list of thanks names the donor.
  thanks TEXT NOT NULL CHECK (thanks IN ('full', 'masked', 'hidden')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX donor_by_name ON donor (name);

-- A private shop (小卖部) that hands out its own goods for points and is paid by settlement.
CREATE TABLE partner (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  contact TEXT NOT NULL,
  phone TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  note TEXT NOT NULL
) STRICT;

-- Groups a household belongs to, such as 80岁以上老人: a JSON array of text, sorted.
ALTER TABLE household ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

ALTER TABLE item ADD COLUMN shelf_life_days INTEGER CHECK (shelf_life_days > 0);
-- Bigger units that people deliver and count in: a JSON array of { name, size }, size in the item's own unit.
ALTER TABLE item ADD COLUMN packs TEXT NOT NULL DEFAULT '[]';
ALTER TABLE item ADD COLUMN food INTEGER NOT NULL DEFAULT 0 CHECK (food IN (0, 1));
-- Why a barcode whose check digit is wrong is kept all the same.
ALTER TABLE item ADD COLUMN barcode_reason TEXT NOT NULL DEFAULT '';
-- A tool that is lent: points for one loan of one piece (0: free); null: not for loan.
ALTER TABLE item ADD COLUMN loan_centipoints INTEGER CHECK (loan_centipoints >= 0);
ALTER TABLE item ADD COLUMN loan_days INTEGER CHECK (loan_days > 0);
-- The partner shop that hands it out from its own shelf, what it is paid for one unit, and what one unit may cost at most.
ALTER TABLE item ADD COLUMN partner_id TEXT REFERENCES partner (id);
ALTER TABLE item ADD COLUMN settle_fen INTEGER CHECK (settle_fen >= 0);
ALTER TABLE item ADD COLUMN cap_fen INTEGER CHECK (cap_fen >= 0);
-- An invoice of a supplier is taken in once.
CREATE INDEX inbound_line_by_invoice ON inbound_line (invoice_no) WHERE invoice_no <> '';
CREATE INDEX item_by_partner ON item (partner_id) WHERE partner_id IS NOT NULL;

-- What is known of a gift in kind beyond its inbound. A later document about the same inbound completes it: the last one counts.
CREATE TABLE donation (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  inbound_id TEXT NOT NULL REFERENCES entry (id),
  donor_id TEXT NOT NULL REFERENCES donor (id),
  donation_no TEXT NOT NULL,
  intention TEXT NOT NULL,
  receiver_one TEXT NOT NULL,
  receiver_two TEXT NOT NULL,
  certificate_no TEXT NOT NULL,
  -- Number of a receipt that somebody else wrote for it.
  external_receipt_no TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX donation_by_inbound ON donation (inbound_id);
CREATE INDEX donation_by_donor ON donation (donor_id);
CREATE INDEX donation_by_certificate ON donation (certificate_no) WHERE certificate_no <> '';

-- A lot given for one group of households, and the donor's consent to give it to anybody; a consent that was taken back may
-- be given again.
CREATE TABLE lot_earmark (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  lot_id TEXT NOT NULL UNIQUE REFERENCES lot (id),
  tag TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE earmark_consent (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  lot_id TEXT NOT NULL REFERENCES lot (id),
  consent TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX earmark_consent_by_lot ON earmark_consent (lot_id);

-- What an item costs in points from a day on; null: no longer for redemption.
CREATE TABLE item_price (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  item_id TEXT NOT NULL REFERENCES item (id),
  price_centipoints INTEGER CHECK (price_centipoints >= 0),
  effective_from TEXT NOT NULL,
  -- From 1, by item, in the order of the books: of one day the last word counts.
  change_no INTEGER NOT NULL CHECK (change_no > 0),
  reason TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_price_by_item ON item_price (item_id, effective_from, change_no);

-- A picture of paper or goods, kept by its content in the data folder.
CREATE TABLE attachment (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  -- The document it shows; that of its own entry, or an earlier one.
  about_id TEXT NOT NULL REFERENCES entry (id),
  sha256 TEXT NOT NULL,
  purpose TEXT NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_by_about ON attachment (about_id);
CREATE INDEX attachment_by_content ON attachment (sha256);

-- A picture that was handed in, whether or not a document carries it: what none does within a day is cleared away.
CREATE TABLE photo (
  sha256 TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  file_name TEXT NOT NULL,
  handed_in_at TEXT NOT NULL,
  -- 1 once its file is safely on the disk.
  kept INTEGER NOT NULL CHECK (kept IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What leaves the shelf otherwise than for points: write-off, transfer, return to the supplier. The kind of the entry says which.
CREATE TABLE outbound_document (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  counterparty TEXT NOT NULL,
  disposal TEXT NOT NULL,
  handler TEXT NOT NULL,
  witness TEXT NOT NULL,
  approver TEXT NOT NULL,
  source_no TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbound_by_source_no ON outbound_document (source_no) WHERE source_no IS NOT NULL;
CREATE TABLE outbound_line (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  item_id TEXT NOT NULL REFERENCES item (id),
  lot_id TEXT NOT NULL REFERENCES lot (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  cost_fen INTEGER CHECK (cost_fen >= 0),
  reason TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;

-- A count that was approved; lines without a difference stand there too.
CREATE TABLE stocktake_document (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  counted_by TEXT NOT NULL,
  watched_by TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  source_no TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE stocktake_line (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  item_id TEXT NOT NULL REFERENCES item (id),
  lot_id TEXT NOT NULL REFERENCES lot (id),
  book_quantity INTEGER NOT NULL CHECK (book_quantity >= 0),
  counted_quantity INTEGER NOT NULL CHECK (counted_quantity >= 0),
  -- Signed value of the difference; null: the lot is unvalued.
  difference_fen INTEGER,
  reason TEXT NOT NULL,
  counted_by TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;

-- A count at work: no document until it is approved.
CREATE TABLE stocktake (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  -- JSON array of categories; empty: the whole shop.
  categories TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('counting', 'reviewing', 'posted', 'dropped')),
  started_by TEXT NOT NULL REFERENCES operator (id),
  started_at TEXT NOT NULL,
  started_on TEXT NOT NULL,
  -- The last document of the journal then: what came in later need not be counted.
  started_seq INTEGER NOT NULL,
  watched_by TEXT REFERENCES operator (id),
  watched_at TEXT,
  entry_id TEXT REFERENCES entry (id),
  note TEXT NOT NULL
) STRICT;
-- One pile counted by one person. What was counted wrongly is struck out, never overwritten.
CREATE TABLE stocktake_count (
  id TEXT PRIMARY KEY,
  stocktake_id TEXT NOT NULL REFERENCES stocktake (id),
  item_id TEXT NOT NULL REFERENCES item (id),
  -- Null: goods of no lot in the books; batch and expiry as read off the goods.
  lot_id TEXT REFERENCES lot (id),
  new_lot_code TEXT NOT NULL,
  new_lot_expires_on TEXT,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  counted_by TEXT NOT NULL REFERENCES operator (id),
  counted_at TEXT NOT NULL,
  -- The last document of the journal when it was counted, so that what moved since is known.
  at_seq INTEGER NOT NULL,
  struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1))
) STRICT;
CREATE INDEX stocktake_count_by_stocktake ON stocktake_count (stocktake_id, item_id);
CREATE TABLE stocktake_reason (
  stocktake_id TEXT NOT NULL REFERENCES stocktake (id),
  line_key TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (stocktake_id, line_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE loan (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  household_id TEXT NOT NULL REFERENCES household (id),
  item_id TEXT NOT NULL REFERENCES item (id),
  lot_id TEXT NOT NULL REFERENCES lot (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  -- What left the value of the lot on the shelf; null: unvalued.
  cost_fen INTEGER CHECK (cost_fen >= 0),
  scheme_year INTEGER NOT NULL,
  points_centipoints INTEGER NOT NULL CHECK (points_centipoints >= 0),
  due_on TEXT NOT NULL,
  borrower TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX loan_by_household ON loan (household_id);
CREATE TABLE loan_return (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  loan_id TEXT NOT NULL REFERENCES entry (id),
  loan_line INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  cost_fen INTEGER CHECK (cost_fen >= 0),
  condition TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX loan_return_by_loan ON loan_return (loan_id);

-- Goods of a partner shop that entered the books because a household took them; negative when they went back to the partner.
CREATE TABLE partner_supply (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  partner_id TEXT NOT NULL REFERENCES partner (id),
  item_id TEXT NOT NULL REFERENCES item (id),
  lot_id TEXT NOT NULL REFERENCES lot (id),
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  settle_fen INTEGER NOT NULL CHECK (settle_fen >= 0),
  cap_fen INTEGER CHECK (cap_fen >= 0),
  -- The redemption that follows it in the books, or the return that it follows.
  redemption_id TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_supply_by_partner ON partner_supply (partner_id);
CREATE INDEX partner_supply_by_lot ON partner_supply (lot_id);
CREATE INDEX partner_supply_by_redemption ON partner_supply (redemption_id);
CREATE TABLE partner_settlement (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  partner_id TEXT NOT NULL REFERENCES partner (id),
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  price_check TEXT NOT NULL,
  quality_check TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
) STRICT, WITHOUT ROWID;
-- Cites each supply once in all settlements that stand: a settlement taken back frees them under another round.
CREATE TABLE partner_settlement_line (
  entry_id TEXT NOT NULL REFERENCES entry (id),
  line INTEGER NOT NULL,
  supply_id TEXT NOT NULL,
  supply_line INTEGER NOT NULL,
  round INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (entry_id, line),
  UNIQUE (supply_id, supply_line, round)
) STRICT, WITHOUT ROWID;
${APPEND_ONLY.map(appendOnly).join('\n')}
${['donor', 'partner'].map(noteChanges).join('\n')}
`,
};

const APPEND_ONLY = [
  'donation',
  'lot_earmark',
  'earmark_consent',
  'item_price',
  'attachment',
  'outbound_document',
  'outbound_line',
  'stocktake_document',
  'stocktake_line',
  'loan',
  'loan_return',
  'partner_supply',
  'partner_settlement',
  'partner_settlement_line',
];

const MORE_KEYS: Readonly<Record<string, string>> = {
  lot_earmark: ' OR lot_id = NEW.lot_id',
  partner_settlement_line: ' OR (supply_id = NEW.supply_id AND supply_line = NEW.supply_line AND round = NEW.round)',
};

/** UPDATE, DELETE and INSERT OR REPLACE abort, as for the tables of the first migration. */
function appendOnly(table: string): string {
  const key = `(entry_id = NEW.entry_id AND line = NEW.line)${MORE_KEYS[table] ?? ''}`;
  return `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key})
BEGIN SELECT RAISE(ABORT, '${table} row exists'); END;`;
}

/** Master data whose changes the second record follows. */
function noteChanges(table: string): string {
  const note = `BEGIN
  DELETE FROM master_change WHERE kind = '${table}' AND row_id = NEW.id;
  INSERT INTO master_change (kind, row_id) VALUES ('${table}', NEW.id);
END`;
  return `
CREATE TRIGGER ${table}_inserted AFTER INSERT ON ${table} ${note};
CREATE TRIGGER ${table}_updated AFTER UPDATE ON ${table} ${note};`;
}
