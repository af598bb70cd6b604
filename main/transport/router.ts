import { shop } from './procedures.ts';
import { donationRoutes } from './routes/donation.ts';
import { auditRoutes } from './routes/audit.ts';
import { goodsRoutes } from './routes/goods.ts';
import { householdRoutes } from './routes/household.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { loanRoutes } from './routes/loan.ts';
import { photoRoutes } from './routes/photo.ts';
import { outboundRoutes } from './routes/outbound.ts';
import { partnerRoutes } from './routes/partner.ts';
import { paperRoutes } from './routes/paper.ts';
import { pointsRoutes } from './routes/points.ts';
import { priceRoutes } from './routes/price.ts';
import { redemptionRoutes } from './routes/redemption.ts';
import { rescueRoutes } from './routes/rescue.ts';
import { settingsRoutes } from './routes/settings.ts';
import { staffRoutes } from './routes/staff.ts';
import { stationRoutes } from './routes/station.ts';
import { stocktakeRoutes } from './routes/stocktake.ts';

/** The one router behind both doors and the command line. */
export const router = shop.router({
  donation: donationRoutes,
  household: householdRoutes,
  points: pointsRoutes,
  redemption: redemptionRoutes,
  goods: goodsRoutes,
  loan: loanRoutes,
  photo: photoRoutes,
  outbound: outboundRoutes,
  partner: partnerRoutes,
  stocktake: stocktakeRoutes,
  ledger: ledgerRoutes,
  paper: paperRoutes,
  price: priceRoutes,
  settings: settingsRoutes,
  rescue: rescueRoutes,
  staff: staffRoutes,
  station: stationRoutes,
  audit: auditRoutes,
});
