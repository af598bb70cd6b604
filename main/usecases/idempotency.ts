import type { EntryId } from '../../shared/kernel/brands.ts';
import { canonicalJson, type Json } from '../../shared/kernel/json.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { findEntry } from '../journal/entries.ts';
import type { StoredEntry } from '../journal/entry.ts';
import { sha256 } from '../journal/hash.ts';

export type RequestIdReused = { readonly code: 'request_id_reused' };

/** A fingerprint of what a request asks for; the id itself is not part of it. */
export function requestDigest(request: Json): string {
  return sha256(canonicalJson(request));
}

/**
 * The entry a retried request already posted, or null for a new one. The same id with another content is
 * refused, never answered with somebody else's document.
 */
export function findReplay(
  db: ReadableDatabase,
  id: EntryId,
  digest: string,
): Result<StoredEntry | null, RequestIdReused> {
  const posted = findEntry(db, id);
  if (posted && posted.requestDigest !== digest) return err({ code: 'request_id_reused' });
  return ok(posted);
}
