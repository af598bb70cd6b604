/** Opens the books and redeems twice, saying what was acknowledged. Argument: the file of the books. */
import { writeSync } from 'node:fs';
import { openWithKey } from '../builders/shop.ts';
import { Counter } from './support/counter.ts';

const db = openWithKey(process.argv[2] ?? '');
const counter = new Counter(db, 'station');
writeSync(1, 'ready\n');
for (const number of [0, 1]) writeSync(1, `${counter.do('redeem', number)}\n`);
db.close();
