/**
 * A counter that redeems as fast as it can and says on stdout what has been committed, until it is killed.
 * Arguments: the file of the books, the first number of its request ids.
 */
import { writeSync } from 'node:fs';
import { openDatabase } from '../../main/db/open-database.ts';
import { listHouseholds } from '../../main/db/repositories/household-repository.ts';
import { listItems } from '../../main/db/repositories/item-repository.ts';
import { listOperators } from '../../main/db/repositories/operator-repository.ts';
import { redeemGoods } from '../../main/usecases/redemption/redeem-goods.ts';
import { must } from '../../shared/kernel/assert.ts';
import { entryId, type Instant, quantity } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';

const [path = '', first = '0'] = process.argv.slice(2);
const db = openDatabase(path);
const household = must(listHouseholds(db, null, 0, 1).rows[0], 'a household');
const items = listItems(db);
const operator = must(listOperators(db)[0], 'an operator');
const context = {
  db,
  today: localDate('2026-07-15'),
  recordedAt: '2026-07-15T02:00:00.000Z' as Instant,
  timeOfDay: '10:00',
  operator,
  station: null,
  newId: () => 'unused',
};

/** Written straight to the pipe: what stands there was committed before. */
const say = (line: string) => writeSync(1, `${line}\n`);

say('ready');
for (let number = Number(first); ; number += 1) {
  const requestId = entryId(`kill-${String(number).padStart(8, '0')}`);
  const lines = items.map((item) => ({ itemId: item.id, quantity: quantity(1) }));
  const done = redeemGoods(context, {
    requestId,
    householdId: household.id,
    lines,
    recipient: null,
    expectedTotalCentipoints: null,
  });
  if (!done.ok) throw new Error(done.error.code);
  say(requestId);
}
