import type { EntryId } from '../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { rawRows } from '../db/statements.ts';
import { CONTEXT_TEXTS, storedContextDigest } from './context-tables.ts';
import { sha256 } from './hash.ts';
import type { VerifyProblem } from './verify.ts';

const PAGE = 500;
const ENTRIES = 'SELECT id, document_no, context_digest FROM entry WHERE id > ? ORDER BY id LIMIT ?';
/** Behind every id: what stands there belongs to no entry. */
const END = '\u{10ffff}';

type EntryRow = readonly [id: EntryId, documentNo: string, digest: string];
type TextRow = readonly [entryId: EntryId, text: string];

/**
 * Recomputes what each entry's digest covers of its context rows, in the order of ids, in which all tables stand.
 * `from`: only of entries whose id comes after it.
 */
export function verifyContexts(db: ReadableDatabase, from = ''): VerifyProblem | null {
  let after = from;
  for (;;) {
    const entries = rawRows<EntryRow>(db, ENTRIES, after, PAGE);
    const isLast = entries.length < PAGE;
    const upTo = isLast ? END : (entries.at(-1)?.[0] ?? END);
    const texts = contextTexts(db, after, upTo);
    for (const [id, where, digest] of entries) {
      const problem = contextProblem(db, id, texts.get(id) ?? '', where, digest);
      if (problem) return problem;
      texts.delete(id);
    }
    const [orphan] = texts.keys();
    if (orphan !== undefined) return { code: 'posting_orphaned', where: orphan, expected: '', found: '' };
    if (isLast) return null;
    after = upTo;
  }
}

function contextTexts(db: ReadableDatabase, after: string, upTo: string): Map<EntryId, string> {
  const texts = new Map<EntryId, string>();
  for (const sql of CONTEXT_TEXTS) {
    for (const [id, text] of rawRows<TextRow>(db, sql, after, upTo)) {
      const before = texts.get(id);
      texts.set(id, before === undefined ? text : `${before},${text}`);
    }
  }
  return texts;
}

function contextProblem(
  db: ReadableDatabase,
  id: EntryId,
  text: string,
  where: string,
  digest: string,
): VerifyProblem | null {
  if (sha256(`[${text}]`) === digest) return null;
  // An equal digest is proof; another one may only mean that the two spell some character differently.
  const found = storedContextDigest(db, id);
  return found === digest ? null : { code: 'context_changed', where, expected: digest, found };
}
