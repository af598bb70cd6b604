import { answer, refused, shop } from '../procedures.ts';
import type { HostServices } from '../services.ts';

/** For when the books cannot be worked with. Confirmed by the administrator's own secret, since nobody can be signed in. */
export const rescueRoutes = shop.rescue.router({
  state: shop.rescue.state.handler(({ context: { services } }) => services.rescue.state()),
  preview: shop.rescue.preview.handler(async ({ context: { services }, input }) =>
    answer(await inRescue(services).preview(input.path)),
  ),
  restore: shop.rescue.restore.handler(async ({ context: { services }, input: { path, lastHash, confirmation } }) =>
    answer(await inRescue(services).restore(path, lastHash, confirmation)),
  ),
  acceptable: shop.rescue.acceptable.handler(({ context: { services } }) => inRescue(services).acceptableBy()),
  accept: shop.rescue.accept.handler(async ({ context: { services }, input }) =>
    answer(await inRescue(services).accept(input.confirmation)),
  ),
  exportReadable: shop.rescue.exportReadable.handler(async ({ context: { services } }) => {
    const { name, bytes } = answer(await inRescue(services).exportReadable());
    return new File([Uint8Array.from(bytes)], name, { type: WORKBOOK });
  }),
  supportBundle: shop.rescue.supportBundle.handler(({ context: { services } }) => {
    const { name, bytes } = inRescue(services).supportBundle();
    return new File([Uint8Array.from(bytes)], name, { type: 'application/json' });
  }),
  retry: shop.rescue.retry.handler(({ context: { services } }) =>
    services.rescue.cause() === null ? services.rescue.state() : services.rescue.retry(),
  ),
});

/** Nobody need have signed in for rescue, so that sound books give nothing away in its name and are not closed by it. */
function inRescue({ rescue }: HostServices): HostServices['rescue'] {
  if (rescue.cause() === null) throw refused({ code: 'not_in_rescue' });
  return rescue;
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
