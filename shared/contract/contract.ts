import { auditContract } from './audit.ts';
import { donationContract } from './donation.ts';
import { goodsContract } from './goods.ts';
import { householdContract } from './household.ts';
import { ledgerContract } from './ledger.ts';
import { loanContract } from './loan.ts';
import { photoContract } from './photo.ts';
import { outboundContract } from './outbound.ts';
import { partnerContract } from './partner.ts';
import { paperContract } from './paper.ts';
import { pointsContract } from './points.ts';
import { priceContract } from './price.ts';
import { redemptionContract } from './redemption.ts';
import { rescueContract } from './rescue.ts';
import { settingsContract } from './settings.ts';
import { staffContract } from './staff.ts';
import { stationContract } from './station.ts';
import { stockContract } from './stock.ts';
import { stocktakeContract } from './stocktake.ts';

/** Everything a window, a station or the command line can ask of the host. Both doors serve this and nothing else. */
export const contract = {
  household: householdContract,
  points: pointsContract,
  redemption: redemptionContract,
  goods: { ...goodsContract, ...stockContract },
  price: priceContract,
  donation: donationContract,
  stocktake: stocktakeContract,
  outbound: outboundContract,
  loan: loanContract,
  partner: partnerContract,
  photo: photoContract,
  paper: paperContract,
  ledger: ledgerContract,
  settings: settingsContract,
  rescue: rescueContract,
  staff: staffContract,
  station: stationContract,
  audit: auditContract,
};

export type ShopContract = typeof contract;
