import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verify } from '../../main/journal/verify.ts';
import { sweepPhotos } from '../../main/usecases/photo/hand-in-photo.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import type { EntryId } from '../../shared/kernel/brands.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { hashOf, picture } from '../builders/pictures.ts';
import { type RoleClient, TestHost } from '../builders/host.ts';

let host: TestHost;
let clerk: RoleClient;
let inbound: EntryId;

beforeEach(async () => {
  host = await TestHost.withShop();
  clerk = host.as('administrator');
  const item = await clerk.goods.saveItem({ itemId: null, code: 'WP1', name: '大米', unit: '袋' });
  const posted = await clerk.goods.receive({
    requestId: 'request-inbound',
    source: 'purchase',
    lines: [{ itemId: item.id, quantity: 3, costFen: 1_000 }],
  });
  inbound = posted.entryId;
});

afterEach(() => host.close());

async function sentence(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return '';
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED') return refusalText(error.data as Refusal);
    throw error;
  }
}

const onDisk = (): string[] => readdirSync(join(host.folder, 'photos')).sort();
const attach = (requestId: string, sha256: string, fileName = '') =>
  clerk.photo.attach({ requestId, entryId: inbound, photos: [{ sha256, purpose: 'invoice', fileName }] });

test('a picture is kept once by what is in it, goes under the hash of its document, and comes back as it was', async () => {
  const file = picture('发票.jpg');
  const stored = await clerk.photo.upload({ file });
  expect(stored).toEqual({
    sha256: await hashOf(file),
    mediaType: 'image/jpeg',
    bytes: file.size,
    fileName: '发票.jpg',
  });
  await clerk.photo.upload({ file });
  expect(onDisk()).toEqual([`${stored.sha256}.jpg`]);

  const posted = await attach('request-photo-1', stored.sha256, '增值税发票.jpg');
  expect(await attach('request-photo-1', stored.sha256, '增值税发票.jpg')).toEqual(posted);
  const [attachment, ...others] = await host.as('inspector').photo.ofDocument({ entryId: inbound });
  expect(others).toEqual([]);
  expect(attachment).toMatchObject({
    sha256: stored.sha256,
    purpose: 'invoice',
    fileName: '增值税发票.jpg',
    documentNo: posted.documentNo,
    bytes: file.size,
  });
  const back = await host.as('inspector').photo.file({ sha256: stored.sha256 });
  expect(back.type).toBe('image/jpeg');
  expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
  expect(verify(host.host.services.db).problem).toBeNull();
  host.host.services.db.exec('DROP TRIGGER attachment_no_update');
  host.host.services.db.prepare("UPDATE attachment SET purpose = 'goods'").run();
  expect(verify(host.host.services.db).problem).toMatchObject({ code: 'context_changed', where: posted.documentNo });
});

test('what is no picture, was not handed in, or is there already is refused in words, and nothing is posted', async () => {
  const notes = new File(['会议记录'], '记录.docx');
  expect(await sentence(clerk.photo.upload({ file: notes }))).toBe(
    '“记录.docx”不是照片，请选 JPG、PNG、WebP 图片或 PDF 文件',
  );
  const unknown = 'ab'.repeat(32);
  expect(await sentence(attach('request-photo-2', unknown, '收条.jpg'))).toContain('照片“收条.jpg”没有传上来');
  expect(await sentence(clerk.photo.file({ sha256: unknown }))).toBe('没有这张照片');
  const { sha256 } = await clerk.photo.upload({ file: picture('收条.jpg') });
  const { entryId: id, documentNo } = await attach('request-photo-3', sha256);
  expect(await sentence(attach('request-photo-4', sha256))).toMatch(/^照片“收条.jpg”已附在RK\d+-0001上，不用再附$/);
  const onto = clerk.photo.attach({ requestId: 'request-photo-5', entryId: id, photos: [{ sha256 }] });
  expect(await sentence(onto)).toBe(`${documentNo}只是补附照片的单据，照片请附在原单上`);
  expect(await clerk.photo.ofDocument({ entryId: inbound })).toHaveLength(1);
});

test('a picture that is gone or was altered is named with its document, and handing it in again mends it', async () => {
  const file = picture('大米.jpg');
  const { sha256 } = await clerk.photo.upload({ file });
  await attach('request-photo-6', sha256);
  const path = join(host.folder, 'photos', `${sha256}.jpg`);
  writeFileSync(path, 'another picture');
  expect(await sentence(clerk.photo.file({ sha256 }))).toMatch(/^RK\d+-0001的照片“大米.jpg”的文件被改动过/);
  rmSync(path);
  expect(await sentence(clerk.photo.file({ sha256 }))).toMatch(/^RK\d+-0001的照片“大米.jpg”的文件不见了/);
  await clerk.photo.upload({ file });
  expect((await clerk.photo.file({ sha256 })).size).toBe(file.size);
});

test('what no document carried within a day is cleared away, and cannot be carried any more', async () => {
  const [used, unused] = [picture('用.jpg'), picture('不用.jpg')];
  const { sha256 } = await clerk.photo.upload({ file: used });
  const left = await clerk.photo.upload({ file: unused });
  await attach('request-photo-7', sha256);
  const { db, photos } = host.host.services;
  expect(sweepPhotos(db, Date.now() + 23 * 3_600_000, photos)).toBe(0);
  expect(sweepPhotos(db, Date.now() + 25 * 3_600_000, photos)).toBe(1);
  expect(onDisk()).toEqual([`${sha256}.jpg`]);
  expect(await sentence(attach('request-photo-8', left.sha256, '不用.jpg'))).toContain('放了一天没有用已清掉');
  expect(existsSync(join(host.folder, 'photos', `${left.sha256}.jpg`))).toBe(false);
});

test('pictures added to the wrong document are withdrawn, stay visible as such, and may be added again', async () => {
  const { sha256 } = await clerk.photo.upload({ file: picture('别家发票.jpg') });
  const added = await attach('request-photo-9', sha256);
  const withdraw = { requestId: 'request-photo-10', entryId: added.entryId, reason: '附错了单据' };
  const reversal = await clerk.photo.withdraw(withdraw);
  expect(await clerk.photo.withdraw(withdraw)).toEqual(reversal);
  const again = clerk.photo.withdraw({ ...withdraw, requestId: 'request-photo-11' });
  expect(await sentence(again)).toContain(`已被${reversal.documentNo}红冲`);
  const inboundItself = clerk.photo.withdraw({ ...withdraw, requestId: 'request-photo-12', entryId: inbound });
  expect(await sentence(inboundItself)).toContain('不能在这里红冲');
  await attach('request-photo-13', sha256);
  expect(await clerk.photo.ofDocument({ entryId: inbound })).toMatchObject([
    { withdrawnBy: null, addedLater: true },
    { withdrawnBy: reversal.documentNo, documentNo: added.documentNo },
  ]);
  expect(verify(host.host.services.db).problem).toBeNull();
});
