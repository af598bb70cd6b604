import type { StoredPhoto } from '../../../shared/domain/photo/photo.ts';
import { attachPhotos } from '../../usecases/photo/attach-photos.ts';
import { handInPhoto, sweepPhotos } from '../../usecases/photo/hand-in-photo.ts';
import { findPhoto, photosOfDocument } from '../../usecases/photo/read-photos.ts';
import { withdrawPhotos } from '../../usecases/photo/withdraw-photos.ts';
import { sha256OfBytes } from '../../files/photo-files.ts';
import { answer, refused, shop, useCase } from '../procedures.ts';
import type { HostServices } from '../services.ts';
import { posted } from './points.ts';

export const photoRoutes = shop.photo.router({
  upload: shop.photo.upload.handler(async ({ context, input: { file } }) => {
    const { services } = context;
    const bytes = new Uint8Array(await file.arrayBuffer());
    sweepPhotos(services.db, services.nowMs(), services.photos);
    const named = { name: file.name, bytes, sha256: sha256OfBytes(bytes) };
    return answer(await handInPhoto(useCase(context), named, services.photos));
  }),
  file: shop.photo.file.handler(async ({ context: { services }, input }) => {
    const { photo, documentNo } = answer(findPhoto(services.db, input.sha256));
    return photoFile(services, photo, documentNo);
  }),
  ofDocument: shop.photo.ofDocument.handler(({ context: { services }, input }) =>
    answer(photosOfDocument(services.db, input.entryId)),
  ),
  withdraw: shop.photo.withdraw.handler(({ context, input }) =>
    posted(answer(withdrawPhotos(useCase(context), input))),
  ),
  attach: shop.photo.attach.handler(({ context, input }) => posted(answer(attachPhotos(useCase(context), input)))),
});

async function photoFile({ photos }: HostServices, photo: StoredPhoto, documentNo: string | null): Promise<File> {
  const { sha256, mediaType, fileName } = photo;
  const found = await photos.read(sha256, mediaType);
  if (found.kind === 'missing') throw refused({ code: 'photo_missing', fileName, documentNo });
  if (found.kind === 'altered') throw refused({ code: 'photo_altered', fileName, documentNo });
  return new File([Uint8Array.from(found.bytes)], fileName, { type: mediaType });
}
