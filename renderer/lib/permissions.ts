import type { Role } from '../../shared/domain/staff/role.ts';
import { tableAllows } from '../../shared/domain/staff/roles-table.ts';

/** What a screen offers to some roles only, and the procedure it calls. The host decides; tests compare all three. */
const BEHIND = {
  redeem: 'redemption.redeem',
  setPrinter: 'settings.savePrinter',
  awardPoints: 'points.award',
  saveHousehold: 'household.save',
  showPersonal: 'household.showPersonal',
  exportPersonal: 'ledger.exportPersonal',
  keepRecoveryKey: 'settings.recoveryKey',
  printCardSlip: 'household.printCardSlip',
  receiveGoods: 'goods.receive',
  seeDonations: 'donation.list',
  recordDonation: 'donation.record',
  printStocktakes: 'paper.stocktake',
  printThanks: 'paper.thanks',
  changePrices: 'price.change',
  setPriceRate: 'price.saveRate',
  lendTools: 'loan.lend',
  writeOffLent: 'loan.writeOff',
  takeOut: 'outbound.writeOff',
  countStock: 'stocktake.count',
  startStocktake: 'stocktake.start',
  reviewStocktake: 'stocktake.review',
  approveStocktake: 'stocktake.approve',
  addPhotos: 'photo.attach',
  seePhotos: 'photo.ofDocument',
  seePartners: 'partner.settlements',
  managePartners: 'partner.save',
  importLedgers: 'ledger.commitImport',
  exportLedgers: 'ledger.export',
  seeBackups: 'settings.backups',
  backUp: 'settings.backUpNow',
  openDoors: 'station.openDoors',
  setLimits: 'settings.saveSecondPersonLimits',
  readAudit: 'audit.list',
  verifyBooks: 'settings.verify',
  seeStaff: 'staff.list',
  manageStaff: 'staff.change',
} as const satisfies Readonly<Record<string, string>>;

export type Permission = keyof typeof BEHIND;

/** So that a screen offers nothing the host would forbid. */
export function may(role: Role, permission: Permission): boolean {
  return tableAllows(role, BEHIND[permission]);
}
