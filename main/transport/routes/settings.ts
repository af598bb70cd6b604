import { SCHEME_IDS, SCHEME_PRESETS } from '../../../shared/domain/settings/scheme.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { createDemo } from '../../usecases/settings/demo/create-demo.ts';
import { initialiseShop } from '../../usecases/settings/initialise-shop.ts';
import { readStatus, verifyBooks } from '../../usecases/settings/read-status.ts';
import { readPrinter, readShopName, savePrinter } from '../../usecases/settings/shop-settings.ts';
import type { CallPlace } from '../place.ts';
import { answer, refused, shop, streamed, useCase } from '../procedures.ts';
import type { HostServices } from '../services.ts';
import { sessionOf } from '../sessions.ts';

export const settingsRoutes = shop.settings.router({
  status: shop.settings.status.handler(({ context: { services } }) =>
    readStatus(services.db, services.today(), services.version),
  ),
  presets: shop.settings.presets.handler(() => SCHEME_IDS.map((id) => SCHEME_PRESETS[id])),
  initialise: shop.settings.initialise.handler(async ({ context: { services, caller }, input }) => {
    const operator = answer(await initialiseShop(services.db, { ...input, demo: false }, services.newId));
    return sessionOf(services.sessions.open(operator, { place: caller.place }));
  }),
  createDemo: shop.settings.createDemo.handler(({ context: { services, caller }, input }) => {
    const before = readShopName(services.db);
    if (before !== null) throw refused({ code: 'already_initialised', shopName: before });
    return streamed(services, 'settings.createDemo', demoSession(services, caller.place, input));
  }),
  printer: shop.settings.printer.handler(({ context: { services } }) => readPrinter(services.db)),
  savePrinter: shop.settings.savePrinter.handler(({ context, input }) => savePrinter(useCase(context).db, input)),
  testPrint: shop.settings.testPrint.handler(({ context: { services }, input }) => {
    const layout = services.printer.layoutTestPage(readShopName(services.db) ?? '', input.paperWidthMm);
    return services.printer.print(input, layout);
  }),
  testPage: shop.settings.testPage.handler(({ context: { services }, input }) =>
    services.printer.layoutTestPage(readShopName(services.db) ?? '', input.paperWidthMm),
  ),
  verify: shop.settings.verify.handler(({ context: { services } }) => verifyBooks(services.db)),
  backupAge: shop.settings.backupAge.handler(({ context: { services } }) => services.backup.age()),
  backups: shop.settings.backups.handler(({ context: { services } }) => services.backup.state()),
  backUpNow: shop.settings.backUpNow.handler(async ({ context: { services } }) =>
    answer(await services.backup.backUpNow()),
  ),
  saveBackupFolder: shop.settings.saveBackupFolder.handler(async ({ context: { services }, input }) =>
    answer(await services.backup.saveFolder(input.path)),
  ),
  restorePreview: shop.settings.restorePreview.handler(async ({ context: { services }, input }) =>
    answer(await services.backup.preview(input.path)),
  ),
  restore: shop.settings.restore.handler(async ({ context: { services }, input: { path, ...expected } }) => {
    // An import goes on in steps: the rest of it must not be written into other books than it was checked against.
    if (services.ledger.importing()) throw refused({ code: 'import_running' });
    return answer(await services.backup.restore(path, expected));
  }),
});

async function* demoSession(
  services: HostServices,
  place: CallPlace,
  input: { households: number; years: number; seed: number },
) {
  const operator = yield* createDemo(services.db, { ...input, today: services.today() });
  return ok(sessionOf(services.sessions.open(operator, { place })));
}
