import { answer, shop } from '../procedures.ts';

/** For when the books cannot be worked with. Confirmed by the administrator's own secret, since nobody can be signed in. */
export const rescueRoutes = shop.rescue.router({
  state: shop.rescue.state.handler(({ context: { services } }) => services.rescue.state()),
  preview: shop.rescue.preview.handler(async ({ context: { services }, input }) =>
    answer(await services.rescue.preview(input.path)),
  ),
  restore: shop.rescue.restore.handler(async ({ context: { services }, input: { path, lastHash, confirmation } }) =>
    answer(await services.rescue.restore(path, lastHash, confirmation)),
  ),
  acceptable: shop.rescue.acceptable.handler(({ context: { services } }) => services.rescue.acceptableBy()),
  accept: shop.rescue.accept.handler(async ({ context: { services }, input }) =>
    answer(await services.rescue.accept(input.confirmation)),
  ),
  exportReadable: shop.rescue.exportReadable.handler(async ({ context: { services } }) => {
    const { name, bytes } = answer(await services.rescue.exportReadable());
    return new File([Uint8Array.from(bytes)], name, { type: WORKBOOK });
  }),
  supportBundle: shop.rescue.supportBundle.handler(({ context: { services } }) => {
    const { name, bytes } = services.rescue.supportBundle();
    return new File([Uint8Array.from(bytes)], name, { type: 'application/json' });
  }),
  retry: shop.rescue.retry.handler(({ context: { services } }) => services.rescue.retry()),
});

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
