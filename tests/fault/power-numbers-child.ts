/**
 * The first start of a shop as the host makes it, and households with identity numbers. Argument: an empty folder. Says
 * `ack` and what was acknowledged.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderDurably } from '../../main/files/durable-files.ts';
import { must } from '../../shared/kernel/assert.ts';
import { TestHost } from '../builders/host.ts';

/** Made up, with right check digits. */
const NUMBERS = ['500239197402252419', '522632199209087708'];
const data = join(process.argv[2] ?? '', 'shop');
makeFolderDurably(data);
const opened = await TestHost.open(data);
const first = { scheme: 'heixi', shopName: '光明村爱心超市', villageNames: ['光明村'], secret: '295817' } as const;
await opened.as(null).settings.initialise({ ...first, villageNames: [...first.villageNames] });
const shop = opened.as('administrator');
const villageId = must((await shop.settings.status()).villages[0], 'a village').id;
for (const [index, idNumber] of NUMBERS.entries()) {
  await shop.household.save({
    householdId: null,
    householdNo: `GM00${index}`,
    headName: '王秀英',
    idNumber,
    villageId,
  });
  writeSync(1, `ack ${idNumber}\n`);
}
opened.host.close();
