import type { RestorePreview } from '../../shared/domain/settings/backup.ts';
import type { LocalDate } from '../../shared/kernel/brands.ts';
import type { ReadableDatabase } from '../db/open-database.ts';
import { readSetting } from '../db/repositories/settings-repository.ts';
import { getRow } from '../db/statements.ts';
import { GENESIS_HASH } from '../journal/hash.ts';

/** How far books have come. */
export type BooksContents = {
  readonly shopName: string;
  readonly entries: number;
  readonly redemptions: number;
  readonly lastDocumentNo: string | null;
  readonly lastDate: LocalDate | null;
  readonly lastHash: string;
};

type LastEntry = { readonly seq: number; readonly documentNo: string; readonly date: LocalDate; readonly hash: string };

export function readContents(db: ReadableDatabase): BooksContents {
  const last = getRow<LastEntry>(
    db,
    'SELECT seq, document_no AS documentNo, business_date AS date, hash FROM entry ORDER BY seq DESC LIMIT 1',
  );
  return {
    shopName: readSetting(db, 'shop.name') ?? '',
    entries: last?.seq ?? 0,
    redemptions: redemptionsAfter(db, 0),
    lastDocumentNo: last?.documentNo ?? null,
    lastDate: last?.date ?? null,
    lastHash: last?.hash ?? GENESIS_HASH,
  };
}

/** What a restore would take away and bring back, from the last entry that both books have in common. */
export function compareBooks(
  present: ReadableDatabase,
  backup: ReadableDatabase,
): Pick<RestorePreview, 'present' | 'lostEntries' | 'lostRedemptions' | 'regainedEntries' | 'related'> {
  const now = readContents(present);
  const then = readContents(backup);
  const common = lastCommonSeq(present, backup, Math.min(now.entries, then.entries));
  return {
    present: { entries: now.entries, redemptions: now.redemptions, lastDocumentNo: now.lastDocumentNo },
    lostEntries: now.entries - common,
    lostRedemptions: redemptionsAfter(present, common),
    regainedEntries: then.entries - common,
    related: common > 0 || (now.shopName === then.shopName && (now.entries === 0 || then.entries === 0)),
  };
}

/** Each hash covers all before it: where two chains agree, they agree from the first entry on. */
function lastCommonSeq(a: ReadableDatabase, b: ReadableDatabase, shorter: number): number {
  let [agree, differ] = [0, shorter + 1];
  while (differ - agree > 1) {
    const middle = Math.floor((agree + differ) / 2);
    const hash = hashOf(a, middle);
    if (hash !== null && hash === hashOf(b, middle)) agree = middle;
    else differ = middle;
  }
  return agree;
}

function hashOf(db: ReadableDatabase, seq: number): string | null {
  return getRow<{ hash: string }>(db, 'SELECT hash FROM entry WHERE seq = ?', seq)?.hash ?? null;
}

function redemptionsAfter(db: ReadableDatabase, seq: number): number {
  const row = getRow<{ n: number }>(db, "SELECT count(*) AS n FROM entry WHERE kind = 'redemption' AND seq > ?", seq);
  return row?.n ?? 0;
}
