/**
 * Hands pictures in, has a document carry each, and brings them to a stick. Argument: an empty folder. Says `ack` and
 * what was acknowledged.
 */
import { mkdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { bringPhotos, photosIn, photosOfBooks } from '../../main/backup/photo-copies.ts';
import { makeFolderDurably, syncFolder, writeFileDurablySync } from '../../main/files/durable-files.ts';
import { photoFileName, sha256OfBytes } from '../../main/files/photo-files.ts';
import { attachPhotos } from '../../main/usecases/photo/attach-photos.ts';
import { handInPhoto } from '../../main/usecases/photo/hand-in-photo.ts';
import { picture } from '../builders/pictures.ts';
import { openWithKey, setUp, Shop, valueOf } from '../builders/shop.ts';

const [root = ''] = process.argv.slice(2);
const data = join(root, 'shop');
const stick = join(root, 'stick');
const ack = (what: string): void => void writeSync(1, `ack ${what}\n`);

makeFolderDurably(data);
const db = openWithKey(join(data, 'shop.db'));
await setUp(db, 'heixi');
const shop = new Shop(data, join(data, 'shop.db'), db);
const inbound = shop.receive(shop.item().id, 3, 1_000);
ack('ready');
/** On this thread, which is the one that is watched; the host's own keeper does the same on others. */
const keep = (sha256: string, mediaType: string, bytes: Uint8Array): Promise<void> => {
  makeFolderDurably(photosIn(data), 0o700);
  writeFileDurablySync(join(photosIn(data), photoFileName(sha256, mediaType)), bytes, { mode: 0o600 });
  return Promise.resolve();
};
for (const name of ['发票.jpg', '大米.jpg']) {
  const bytes = new Uint8Array(await picture(name, name.repeat(2_000)).arrayBuffer());
  const sha256 = sha256OfBytes(bytes);
  valueOf(await handInPhoto(shop.context(), { name, bytes, sha256 }, { keep }));
  ack(`kept ${sha256}`);
  const photos = [{ sha256, purpose: 'invoice', fileName: name }] as const;
  valueOf(attachPhotos(shop.context(), { requestId: shop.requestId(), entryId: inbound.id, photos, note: '' }));
  ack(`attached ${sha256}`);
}
mkdirSync(stick);
syncFolder(root);
const photos = photosOfBooks(db);
bringPhotos(photos, [photosIn(data)], photosIn(stick));
for (const { sha256 } of photos) ack(`copied ${sha256}`);
db.close();
