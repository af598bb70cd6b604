import { expect, test } from 'vitest';
import type { ProcedureMeta } from '../../../shared/contract/base.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { ROLES } from '../../../shared/domain/staff/role.ts';
import { may, type Permission } from '../../../renderer/lib/permissions.ts';

/** The procedure behind each thing a screen offers to some roles only. */
const BEHIND: Readonly<Record<Permission, readonly { readonly '~orpc': { readonly meta: ProcedureMeta } }[]>> = {
  redeem: [contract.redemption.redeem, contract.redemption.return, contract.redemption.hold],
  setPrinter: [contract.settings.savePrinter, contract.settings.testPrint],
  awardPoints: [contract.points.award, contract.points.deduct, contract.points.reverse],
  saveHousehold: [contract.household.save],
  receiveGoods: [contract.goods.receive, contract.goods.saveItem],
  seeDonations: [contract.donation.list, contract.donation.get, contract.donation.donors, contract.donation.thanks],
  recordDonation: [
    contract.donation.record,
    contract.donation.consent,
    contract.donation.withdrawConsent,
    contract.donation.saveDonor,
    contract.paper.certificate,
  ],
  printStocktakes: [contract.paper.stocktake],
  printThanks: [contract.paper.thanks],
  changePrices: [contract.price.change, contract.price.withdraw],
  setPriceRate: [contract.price.saveRate],
  lendTools: [contract.loan.lend, contract.loan.takeBack, contract.loan.reverse],
  writeOffLent: [contract.loan.writeOff],
  takeOut: [
    contract.outbound.writeOff,
    contract.outbound.transfer,
    contract.outbound.returnToSupplier,
    contract.outbound.reverse,
  ],
  countStock: [
    contract.stocktake.goods,
    contract.stocktake.counts,
    contract.stocktake.count,
    contract.stocktake.finish,
  ],
  startStocktake: [
    contract.stocktake.start,
    contract.stocktake.explain,
    contract.stocktake.reopen,
    contract.stocktake.drop,
  ],
  reviewStocktake: [contract.stocktake.review],
  approveStocktake: [contract.stocktake.approve],
  addPhotos: [contract.photo.upload, contract.photo.attach, contract.photo.withdraw],
  seePhotos: [contract.photo.ofDocument, contract.photo.file],
  showPersonal: [contract.household.showPersonal, contract.household.dataSheet],
  exportPersonal: [contract.ledger.exportPersonal],
  keepRecoveryKey: [
    contract.settings.recoveryKey,
    contract.settings.printRecoveryKey,
    contract.settings.unlockPersonal,
    contract.settings.dropSealedNumbers,
  ],
  printCardSlip: [contract.household.printCardSlip],
  seePartners: [
    contract.partner.settlements,
    contract.partner.unsettled,
    contract.partner.settlement,
    contract.partner.settlementPaper,
  ],
  managePartners: [
    contract.partner.save,
    contract.partner.setTerms,
    contract.partner.settle,
    contract.partner.reverseSettlement,
  ],
  importLedgers: [contract.ledger.previewImport, contract.ledger.commitImport],
  exportLedgers: [contract.ledger.export, contract.ledger.exportedFile],
  seeBackups: [contract.settings.backups],
  backUp: [
    contract.settings.backUpNow,
    contract.settings.saveBackupFolder,
    contract.settings.restorePreview,
    contract.settings.restore,
  ],
  openDoors: [
    contract.station.doors,
    contract.station.openDoors,
    contract.station.closeDoors,
    contract.station.newPairingCode,
    contract.station.revoke,
  ],
  setLimits: [contract.settings.saveSecondPersonLimits],
  readAudit: [contract.audit.list, contract.audit.people, contract.audit.check, contract.audit.export],
  verifyBooks: [contract.settings.verify],
  seeStaff: [contract.staff.list],
  manageStaff: [
    contract.staff.add,
    contract.staff.change,
    contract.staff.setActive,
    contract.staff.resetSecret,
    contract.staff.saveScreenLock,
  ],
};

test.each(Object.entries(BEHIND))(
  'the screens offer %s to the roles that the host allows it to',
  (permission, procedures) => {
    for (const { '~orpc': definition } of procedures) {
      const allowed = ROLES.filter((role) => may(role, permission as Permission));
      expect([...allowed].sort()).toEqual([...definition.meta.access].sort());
    }
  },
);
