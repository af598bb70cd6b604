import { maskIdNumbersIn } from '../../../shared/domain/household/id-number.ts';
import { inTransaction, type ReadableDatabase, type WritableDatabase } from '../open-database.ts';
import { readSetting, writeSetting } from '../repositories/settings-repository.ts';
import { allRows, getRow, run } from '../statements.ts';
import { idTermOf } from './id-terms.ts';
import { isSealed, type PersonalSeal } from './personal-seal.ts';

const CHECK_SETTING = 'personal.check';
/** `due` from the moment numbers were sealed until the file was rewritten without their clear forms. */
const SWEEP_SETTING = 'personal.sweep';

/** The check value of the key under which these books are sealed; null for books that never were. */
export function readKeyCheck(db: ReadableDatabase): string | null {
  return readSetting(db, CHECK_SETTING);
}

/** Whether a number of a person stands in clear in these books. */
export function holdsClearNumbers(db: ReadableDatabase): boolean {
  const found = getRow<{ n: number }>(
    db,
    "SELECT 1 AS n FROM household WHERE id_number IS NOT NULL AND id_number NOT LIKE 's1.%' LIMIT 1",
  );
  return found !== null;
}

type Row = { readonly id: string; readonly idNumber: string | null; readonly members: string; readonly note: string };

/**
 * Seals every number that stands in clear, remakes its search terms under the key, masks numbers inside free text of the
 * register, and notes which key it was: all in one transaction. Then rewrites the file, so that nothing of the clear
 * numbers is left in free pages or in the log. Does nothing but note the key in books that hold none.
 */
export function sealBooks(db: WritableDatabase, seal: PersonalSeal): void {
  const clear = holdsClearNumbers(db);
  db.pragma('secure_delete = ON');
  inTransaction(db, () => {
    if (readKeyCheck(db) !== seal.check) writeSetting(db, CHECK_SETTING, seal.check);
    if (clear) sealHouseholds(db, seal);
    if (clear) writeSetting(db, SWEEP_SETTING, 'due');
  });
  if (readSetting(db, SWEEP_SETTING) === 'due') {
    db.exec('VACUUM');
    writeSetting(db, SWEEP_SETTING, 'done');
    db.pragma('wal_checkpoint(TRUNCATE)');
  }
  db.pragma('secure_delete = OFF');
}

function sealHouseholds(db: WritableDatabase, seal: PersonalSeal): void {
  const rows = allRows<Row>(db, 'SELECT id, id_number AS idNumber, members, note FROM household');
  for (const { id, idNumber, members, note } of rows) {
    const [maskedMembers, maskedNote] = [maskIdNumbersIn(members), maskIdNumbersIn(note)];
    if (maskedMembers !== members || maskedNote !== note) {
      run(db, 'UPDATE household SET members = ?, note = ? WHERE id = ?', maskedMembers, maskedNote, id);
    }
    if (idNumber === null || isSealed(idNumber)) continue;
    run(db, 'UPDATE household SET id_number = ? WHERE id = ?', seal.seal(idNumber), id);
    run(db, "DELETE FROM household_term WHERE household_id = ? AND kind = 'id'", id);
    const term = idTermOf(seal, idNumber);
    run(db, "INSERT INTO household_term (term, kind, household_id) VALUES (?, 'id', ?)", term, id);
  }
}

/**
 * Takes out every number that cannot be opened any more, with the mark of the key that was lost, so that the register can
 * be filled in anew. @returns how many households had one.
 */
export function dropSealedNumbers(db: WritableDatabase): number {
  return inTransaction(db, () => {
    const dropped = run(db, "UPDATE household SET id_number = NULL WHERE id_number LIKE 's1.%'");
    run(db, "DELETE FROM household_term WHERE kind = 'id'");
    run(db, 'DELETE FROM setting WHERE key = ?', CHECK_SETTING);
    return dropped;
  });
}
