import type { ReplayedRecord, ReplayRefusal } from '../../shared/domain/settings/second-record.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { openDatabase } from '../db/open-database.ts';
import { booksPosition, shopIdOf } from '../journal/record-lines.ts';
import { planReplay, replay, type ReplayProblem } from '../journal/replay.ts';
import { recordFiles, recordLines } from './record-folder.ts';

/** Brings back from the second record what the books lack: all that stands before a damaged line, or nothing. */
export function replayRecord(databasePath: string, folder: string): Result<ReplayedRecord, ReplayRefusal> {
  const db = openDatabase(databasePath);
  try {
    const shopId = shopIdOf(db);
    if (shopId === null || recordFiles(folder, shopId).length === 0) return err({ code: 'replay_no_record' });
    const plan = planReplay(
      recordLines(folder, shopId, () => undefined),
      booksPosition(db),
    );
    const done = plan.ok ? replay(db, plan.value) : plan;
    return done.ok ? ok(done.value) : err(refusalOf(done.error));
  } finally {
    db.close();
  }
}

function refusalOf(problem: ReplayProblem): ReplayRefusal {
  switch (problem.code) {
    case 'nothing_to_replay':
      return { code: 'replay_nothing' };
    case 'gap':
      return { ...problem, code: 'replay_gap' };
    case 'fork':
      return { ...problem, code: 'replay_fork' };
    case 'from_newer_program':
      return { code: 'replay_from_newer_program' };
    case 'entry_changed':
    case 'entry_unbalanced':
    case 'out_of_bounds':
    case 'does_not_fit':
      return { code: `replay_${problem.code}`, documentNo: problem.documentNo };
  }
}
