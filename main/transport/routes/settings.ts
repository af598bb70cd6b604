import { SCHEME_IDS, SCHEME_PRESETS } from '../../../shared/domain/settings/scheme.ts';
import type { RescueState } from '../../../shared/domain/settings/rescue.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { createDemo } from '../../usecases/settings/demo/create-demo.ts';
import { initialiseShop } from '../../usecases/settings/initialise-shop.ts';
import { readStatus } from '../../usecases/settings/read-status.ts';
import {
  agreeToRestore,
  readAuditEnd,
  recordReplayed,
  recordRestored,
} from '../../usecases/settings/record-restored.ts';
import { readLimits, saveLimits } from '../../usecases/settings/second-person-limits.ts';
import { readPrinter, readShopName, savePrinter, tellSetting } from '../../usecases/settings/shop-settings.ts';
import { agreementOf } from '../agreement.ts';
import type { CallPlace } from '../place.ts';
import type { RecoveryKey } from '../../../shared/contract/settings.ts';
import type { UseCaseContext } from '../../usecases/context.ts';
import { recordAudit } from '../../usecases/staff/record-audit.ts';
import { tell } from '../../usecases/staff/sign-in.ts';
import { answer, atTheDoor, refused, shop, streamed, useCase } from '../procedures.ts';
import type { HostServices } from '../services.ts';
import { sessionOf } from '../sessions.ts';

export const settingsRoutes = shop.settings.router({
  status: shop.settings.status.handler(({ context: { services } }) => {
    const { db, version, clock } = services;
    const state = services.rescue.cause() === null ? null : services.rescue.state();
    const status = readStatus(db, services.today(), version);
    // Books that are not open tell nothing; what lies beside them does.
    if (state !== null) return { ...status, ...shopKnown(status, state), rescue: true, clock: null };
    return { ...status, rescue: false, clock: clock.suspicion() };
  }),
  confirmDay: shop.settings.confirmDay.handler(({ context: { services, caller }, input }) =>
    answer(services.clock.confirm(must(caller.operator, 'the gate lets nobody else through'), input.day)),
  ),
  presets: shop.settings.presets.handler(() => SCHEME_IDS.map((id) => SCHEME_PRESETS[id])),
  initialise: shop.settings.initialise.handler(async ({ context, input }) => {
    const { services } = context;
    const made = answer(await initialiseShop(services.db, { ...input, demo: false }, services.newId));
    services.rescue.booksChanged();
    const door = atTheDoor(context);
    tell(door, 'recovery_code_made', made.operator);
    tell(door, 'signed_in', made.operator, { how: '首次设置' });
    const recoveryCode = must(made.recoveryCode, 'a real shop has its recovery code');
    return { ...sessionOf(services.sessions.open(made.operator, { place: context.caller.place })), recoveryCode };
  }),
  createDemo: shop.settings.createDemo.handler(({ context: { services, caller }, input }) => {
    const before = readShopName(services.db);
    if (before !== null) throw refused({ code: 'already_initialised', shopName: before });
    return streamed(services, 'settings.createDemo', demoSession(services, caller.place, input));
  }),
  reportFault: shop.settings.reportFault.handler(({ context: { services }, input }) =>
    answer(services.windowReports.take(input, services.nowMs(), services.recordFault)),
  ),
  printer: shop.settings.printer.handler(({ context: { services } }) => readPrinter(services.db)),
  savePrinter: shop.settings.savePrinter.handler(({ context, input }) => savePrinter(useCase(context), input)),
  testPrint: shop.settings.testPrint.handler(({ context: { services }, input }) => {
    const layout = services.printer.layoutTestPage(readShopName(services.db) ?? '', input.paperWidthMm);
    return services.printer.print(input, layout);
  }),
  testPage: shop.settings.testPage.handler(({ context: { services }, input }) =>
    services.printer.layoutTestPage(readShopName(services.db) ?? '', input.paperWidthMm),
  ),
  personalKey: shop.settings.personalKey.handler(({ context: { services } }) => services.personal.state()),
  recoveryKey: shop.settings.recoveryKey.handler(({ context, input }) =>
    shownRecoveryKey(useCase(context), context.services, `显示：${input.reason}`),
  ),
  printRecoveryKey: shop.settings.printRecoveryKey.handler(({ context, input }) => {
    const { services } = context;
    const key = shownRecoveryKey(useCase(context), services, `打印小票：${input.reason}`);
    const printer = readPrinter(services.db);
    return services.printer.print(printer, services.printer.layoutRecoveryKey(key, printer.paperWidthMm));
  }),
  dropSealedNumbers: shop.settings.dropSealedNumbers.handler(async ({ context, input: { reason } }) => {
    const households = answer(await context.services.personal.startAfresh());
    const what = `清除打不开的身份证号${households}户，换了新密钥`;
    recordAudit(useCase(context), { kind: 'setting_changed', subject: '身份证号的密钥', detail: { what, reason } });
    return { households };
  }),
  unlockPersonal: shop.settings.unlockPersonal.handler(async ({ context, input }) => {
    const state = answer(await context.services.personal.unlock(input.recoveryKey));
    recordAudit(useCase(context), {
      kind: 'setting_changed',
      subject: '身份证号的密钥',
      detail: { what: '输入恢复密钥' },
    });
    return state;
  }),
  verify: shop.settings.verify.handler(async ({ context: { services } }) => {
    const report = await services.verifyBooks();
    if (report.problem !== null) services.rescue.foundOff(report.problem.where);
    return report;
  }),
  backupAge: shop.settings.backupAge.handler(({ context: { services } }) => services.backup.health()),
  backups: shop.settings.backups.handler(({ context: { services } }) => services.backup.state()),
  backUpNow: shop.settings.backUpNow.handler(async ({ context }) => {
    const made = answer(await context.services.backup.backUpNow());
    recordAudit(useCase(context), { kind: 'backed_up', subject: made.fileName, detail: { entries: made.lastSeq } });
    return made;
  }),
  saveBackupFolder: shop.settings.saveBackupFolder.handler(async ({ context, input }) => {
    const { backup } = context.services;
    const before = (await backup.state()).secondFolder.path;
    const state = answer(await backup.saveFolder(input.path));
    tellSetting(useCase(context), '第二备份文件夹', before ?? '没有', state.secondFolder.path ?? '没有');
    return state;
  }),
  drillRestore: shop.settings.drillRestore.handler(async ({ context: { services } }) =>
    answer(await services.backup.drill()),
  ),
  saveRecordFolder: shop.settings.saveRecordFolder.handler(async ({ context, input }) => {
    const { backup } = context.services;
    const before = (await backup.state()).record.path;
    const state = answer(await backup.saveRecordFolder(input.path));
    tellSetting(useCase(context), '第二份记录的文件夹', before ?? '没有', state.record.path ?? '没有');
    return state;
  }),
  replayRecord: shop.settings.replayRecord.handler(async ({ context }) => {
    const { services } = context;
    if (services.ledger.importing()) throw refused({ code: 'import_running' });
    services.rescue.booksWillChange();
    try {
      const replayed = answer(await services.backup.replayRecord());
      recordReplayed(useCase(context), replayed);
      return replayed;
    } finally {
      services.rescue.booksChanged();
    }
  }),
  restorePreview: shop.settings.restorePreview.handler(async ({ context: { services }, input }) =>
    answer(await services.backup.preview(input.path)),
  ),
  restore: shop.settings.restore.handler(async ({ context, input: { path, approval, replay, ...expected } }) => {
    const { services } = context;
    // An import goes on in steps: the rest of it must not be written into other books than it was checked against.
    if (services.ledger.importing()) throw refused({ code: 'import_running' });
    const agreement = await agreementOf(useCase(context), context.services, 'restore', approval);
    // Whoever is at the command line could as well put the file there by hand, with the program closed.
    const agreed = context.operator ? null : answer(agreeToRestore(useCase(context), agreement));
    const before = readAuditEnd(services.db);
    services.rescue.booksWillChange();
    try {
      const restored = answer(await services.backup.restore(path, expected, replay));
      recordRestored(useCase(context), { path, agreed, before, ...restored });
      if (restored.replayed) recordReplayed(useCase(context), restored.replayed);
      return restored;
    } finally {
      services.rescue.booksChanged();
    }
  }),
  secondPersonLimits: shop.settings.secondPersonLimits.handler(({ context: { services } }) => readLimits(services.db)),
  saveSecondPersonLimits: shop.settings.saveSecondPersonLimits.handler(({ context, input }) =>
    saveLimits(useCase(context), input.limits),
  ),
});

/** Nobody sees the key without having said why: it opens every number in every backup. */
function shownRecoveryKey(context: UseCaseContext, services: HostServices, reason: string): RecoveryKey {
  const lines = answer(services.personal.recoveryLines());
  recordAudit(context, { kind: 'recovery_key_shown', subject: '恢复密钥', detail: { reason } });
  return { shopName: readShopName(services.db) ?? '', madeOn: context.today, lines };
}

function shopKnown(status: ReturnType<typeof readStatus>, { known }: RescueState) {
  return { initialised: true, shopName: known?.shopName ?? status.shopName };
}

async function* demoSession(
  services: HostServices,
  place: CallPlace,
  input: { households: number; years: number; seed: number },
) {
  const operator = yield* createDemo(services.db, { ...input, today: services.today() });
  services.rescue.booksChanged();
  return ok(sessionOf(services.sessions.open(operator, { place })));
}
