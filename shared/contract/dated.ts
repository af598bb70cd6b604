import type { ShopContract } from './contract.ts';

type Procedures = { [C in keyof ShopContract]: `${C & string}.${keyof ShopContract[C] & string}` }[keyof ShopContract];

/** What writes a document under today's date. A day that is not believed stops these and nothing else. */
const DATED: readonly Procedures[] = [
  'donation.record',
  'donation.consent',
  'donation.withdrawConsent',
  'redemption.redeem',
  'redemption.return',
  'points.award',
  'points.deduct',
  'points.reverse',
  'goods.receive',
  'price.change',
  'price.withdraw',
  'goods.reverseInbound',
  'loan.lend',
  'loan.takeBack',
  'loan.writeOff',
  'loan.reverse',
  'photo.attach',
  'photo.withdraw',
  'outbound.writeOff',
  'outbound.transfer',
  'outbound.returnToSupplier',
  'outbound.reverse',
  'partner.settle',
  'partner.reverseSettlement',
  'household.save',
  'stocktake.approve',
  'ledger.commitImport',
];
const NAMES: ReadonlySet<string> = new Set(DATED);

/** Whether a procedure, by its whole name, dates a document. */
export function isDated(procedure: string): boolean {
  return NAMES.has(procedure);
}
