/**
 * Verifying a journal of 1,000,000 postings against the same sums as plain SQL over the same file: each entry's postings
 * by book and unit, each account's postings against its balance, documents against the numbers given out, counts.
 * Verifying also recomputes the hash of every entry and of its context rows, which SQL cannot: against the sums alone,
 * and against the sums with one reading of every row that the hashes cover. All alternate in this process; medians.
 */
import { openForReading, type ReadableDatabase } from '../../main/db/open-database.ts';
import { verify } from '../../main/journal/verify.ts';
import { bigShop } from './big-shop.ts';
import { median, msSince, now, ratioLine } from './report.ts';

const POSTINGS = Number(process.env['AIXIN_POSTINGS'] ?? 1_000_000);
const ROUNDS = 5;
const MOST = 2;

/** Each must find nothing. */
const SUMS = [
  `SELECT entry_seq FROM posting GROUP BY entry_seq, book, unit HAVING sum(amount) <> 0 LIMIT 1`,
  `SELECT account FROM (
     SELECT account, book, unit, coalesce(lot_id, '') AS lot, sum(amount) AS posted, 0 AS kept
     FROM posting GROUP BY account, book, unit, lot_id
     UNION ALL SELECT account, book, unit, lot_id, 0, amount FROM balance)
   GROUP BY account, book, unit, lot HAVING sum(posted) <> sum(kept) LIMIT 1`,
  `SELECT series FROM document_series s LEFT JOIN entry e
     ON e.document_no >= s.series || '-' AND e.document_no < s.series || '.'
   GROUP BY s.series HAVING count(e.seq) <> s.last LIMIT 1`,
  'SELECT entry_seq FROM posting WHERE entry_seq NOT IN (SELECT seq FROM entry) LIMIT 1',
  'SELECT account FROM balance WHERE bounded = 1 AND amount < 0 LIMIT 1',
];
const READ_ONCE = ['entry', 'posting', 'lot', 'points_line', 'inbound_document', 'inbound_line', 'redemption'].concat([
  'redemption_line',
  'approval',
]);

function plainSums(db: ReadableDatabase): void {
  db.prepare('SELECT count(*) FROM posting').get();
  for (const sql of SUMS) if (db.prepare(sql).get() !== undefined) throw new Error(`the sums are off: ${sql}`);
}

/** Brings every row over once, a page at a time as a report would. */
function readEveryRow(db: ReadableDatabase): void {
  for (const table of READ_ONCE) {
    for (const row of db.prepare(`SELECT * FROM ${table}`).raw().iterate()) if (row === null) throw new Error(table);
  }
}

const { shop } = await bigShop(POSTINGS, 5_000);
const db = openForReading(shop.path);
const [verified, sums, read]: [number[], number[], number[]] = [[], [], []];
const timed = (work: () => void): number => {
  const started = now();
  work();
  return msSince(started);
};
for (let round = 0; round <= ROUNDS; round += 1) {
  const times = [
    timed(() => {
      const { problem, postings } = verify(db);
      if (problem || postings < POSTINGS) throw new Error('the file is not sound');
    }),
    timed(() => plainSums(db)),
    timed(() => readEveryRow(db)),
  ] as const;
  if (round === 0) continue;
  verified.push(times[0]);
  sums.push(times[1]);
  read.push(times[2]);
}
const what = `verify of ${POSTINGS} postings, hashes and all`;
ratioLine(what, median(verified), 'the same sums in plain SQL', median(sums), MOST);
const both = median(sums) + median(read);
ratioLine(what, median(verified), 'the same sums and one reading of every row', both, MOST);
db.close();
shop.close();
