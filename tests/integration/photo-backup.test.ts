import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PhotoFiles, sha256OfBytes } from '../../main/files/photo-files.ts';
import { verifyInBackground } from '../../main/host/verify-in-background.ts';
import { attachPhotos } from '../../main/usecases/photo/attach-photos.ts';
import { handInPhoto } from '../../main/usecases/photo/hand-in-photo.ts';
import { STICK_FOLDER } from '../../shared/domain/settings/backup.ts';
import type { EntryId } from '../../shared/kernel/brands.ts';
import { drillText } from '../../shared/messages/backup-text.ts';
import { TestBackups } from '../builders/backup-desk.ts';
import { picture } from '../builders/pictures.ts';
import { openShop, type Shop, valueOf } from '../builders/shop.ts';

let shop: Shop;
let backups: TestBackups;
let inbound: EntryId;
let inboundNo: string;

beforeEach(async () => {
  shop = await openShop();
  const entry = shop.receive(shop.item().id, 3, 1_000);
  [inbound, inboundNo] = [entry.id, entry.documentNo];
  backups = new TestBackups(shop);
});
afterEach(async () => {
  await backups.close();
  shop.close();
});

/** Hands a picture in and has the inbound carry it. @returns its file name in every folder. */
async function attached(name: string): Promise<string> {
  const bytes = new Uint8Array(await picture(name).arrayBuffer());
  const sha256 = sha256OfBytes(bytes);
  valueOf(await handInPhoto(shop.context(), { name, bytes, sha256 }, new PhotoFiles(shop.folder)));
  const photos = [{ sha256, purpose: 'invoice', fileName: name }] as const;
  valueOf(attachPhotos(shop.context(), { requestId: shop.requestId(), entryId: inbound, photos, note: '' }));
  return `${sha256}.jpg`;
}

const data = (name: string) => join(shop.folder, 'photos', name);
const photosReport = async () => (await verifyInBackground(shop.path)).photos;

test('every place gets each picture once; what is gone or altered is named, and comes back with the next backup', async () => {
  const stick = backups.plugIn('KINGSTON', STICK_FOLDER);
  const [invoice, goods] = [await attached('发票.jpg'), await attached('大米.jpg')];
  valueOf(await backups.desk.backUpNow());
  const places = [join(shop.folder, 'backups', 'photos'), join(stick, 'photos')];
  for (const place of places) {
    expect(readdirSync(place).sort()).toEqual([goods, invoice].sort());
    expect(readFileSync(join(place, invoice)).equals(readFileSync(data(invoice)))).toBe(true);
  }
  const written = places.map((place) => statSync(join(place, invoice)).ino);
  expect(await photosReport()).toEqual({ carried: 2, off: 0, messages: [] });

  const whole = readFileSync(data(goods));
  rmSync(data(invoice));
  writeFileSync(data(goods), Buffer.alloc(whole.length, 'x'));
  const report = await photosReport();
  expect(report).toMatchObject({ carried: 2, off: 2 });
  expect([...report.messages].sort()).toEqual([
    `${inboundNo}的照片“发票.jpg”不见了`,
    `${inboundNo}的照片“大米.jpg”被改动过，不是原来那张`,
  ]);

  backups.at = { ...backups.at, time: '11:00:00' };
  valueOf(await backups.desk.backUpNow());
  expect(await photosReport()).toMatchObject({ off: 0 });
  expect(readFileSync(data(goods)).equals(whole)).toBe(true);
  expect(places.map((place) => statSync(join(place, invoice)).ino)).toEqual(written);
  expect((await backups.desk.state()).photosLost).toBe(0);
});

test('a picture that is nowhere any more is told, and does not keep the books from being backed up', async () => {
  const invoice = await attached('发票.jpg');
  rmSync(data(invoice));
  expect((await backups.desk.backUpNow()).ok).toBe(true);
  expect((await backups.desk.state()).photosLost).toBe(1);
  expect(await photosReport()).toMatchObject({ off: 1, messages: [`${inboundNo}的照片“发票.jpg”不见了`] });
});

test('a restore on another PC brings the pictures from beside the backup, and tells of those that are not there', async () => {
  const stick = backups.plugIn('KINGSTON', STICK_FOLDER);
  const [invoice, goods] = [await attached('发票.jpg'), await attached('大米.jpg')];
  const { fileName } = valueOf(await backups.desk.backUpNow());
  rmSync(join(stick, 'photos', goods));
  const other = await openShop();
  const desk = new TestBackups(other);
  try {
    const path = join(stick, fileName);
    const { lastHash, lostEntries } = valueOf(await desk.desk.preview(path));
    const restored = valueOf(await desk.desk.restore(path, { lastHash, lostEntries }));
    expect(restored.photosLost).toBe(1);
    expect(readdirSync(join(other.folder, 'photos'))).toEqual([invoice]);
    expect((await verifyInBackground(other.path)).photos).toMatchObject({
      off: 1,
      messages: [`${inboundNo}的照片“大米.jpg”不见了`],
    });
  } finally {
    await desk.close();
    other.close();
  }
});

test('going back keeps the pictures that only the replaced books know of, for the copy that is kept of them', async () => {
  const { path } = valueOf(await backups.desk.backUpNow());
  const invoice = await attached('发票.jpg');
  const { lastHash, lostEntries } = valueOf(await backups.desk.preview(path));
  valueOf(await backups.desk.restore(path, { lastHash, lostEntries }));
  expect(readdirSync(join(shop.folder, 'backups', 'photos'))).toEqual([invoice]);
});

test('a trial restore notices a place that lacks pictures', async () => {
  const stick = backups.plugIn('KINGSTON', STICK_FOLDER);
  const invoice = await attached('发票.jpg');
  valueOf(await backups.desk.backUpNow());
  expect(valueOf(await backups.desk.drill())?.backups.map(({ problem }) => problem)).toEqual([null, null]);
  writeFileSync(join(stick, 'photos', invoice), 'rotten');
  const drill = valueOf(await backups.desk.drill());
  expect(drill?.backups).toMatchObject([
    { place: 'own', problem: null },
    { place: 'stick', problem: 'photos_missing' },
  ]);
  expect(drillText(drill)).toContain('没有通过：U盘的备份缺照片');
});
