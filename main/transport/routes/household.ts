import type { ReceiptLayout } from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PrinterSettings } from '../../../shared/domain/settings/printer.ts';
import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import { cardSlipOf } from '../../usecases/household/card-slip.ts';
import { summaryOf } from '../../usecases/household/household-summary.ts';
import { type HouseholdInput, saveHousehold } from '../../usecases/household/enrol-household.ts';
import { readDataSheet, showPersonalNumbers } from '../../usecases/household/personal-data.ts';
import { listHouseholdPage, readHouseholdCard } from '../../usecases/household/read-household.ts';
import { searchHouseholds } from '../../usecases/household/search-households.ts';
import { readPrinter } from '../../usecases/settings/shop-settings.ts';
import { answer, shop, useCase } from '../procedures.ts';
import type { HostServices } from '../services.ts';

export const householdRoutes = shop.household.router({
  search: shop.household.search.handler(({ context: { services }, input }) =>
    searchHouseholds(services.db, input, services.today()),
  ),
  card: shop.household.card.handler(({ context: { services }, input }) =>
    answer(readHouseholdCard(services.db, input.householdId, services.today())),
  ),
  cardSlip: shop.household.cardSlip.handler(({ context: { services }, input }) =>
    cardSlipLayout(services, input.householdId, readPrinter(services.db)),
  ),
  printCardSlip: shop.household.printCardSlip.handler(({ context: { services }, input }) => {
    const settings = readPrinter(services.db);
    return services.printer.print(settings, cardSlipLayout(services, input.householdId, settings));
  }),
  list: shop.household.list.handler(({ context: { services }, input }) =>
    listHouseholdPage(services.db, input, services.today()),
  ),
  showPersonal: shop.household.showPersonal.handler(({ context, input }) =>
    answer(showPersonalNumbers(useCase(context), input.householdId)),
  ),
  dataSheet: shop.household.dataSheet.handler(({ context, input }) =>
    answer(readDataSheet(useCase(context), input.householdId)),
  ),
  save: shop.household.save.handler(({ context, input: { householdId, ...input } }) => {
    const called = useCase(context);
    const household: HouseholdInput = { ...input, enrolledOn: input.enrolledOn ?? called.today };
    return summaryOf(called.db, answer(saveHousehold(called, householdId, household)));
  }),
});

function cardSlipLayout(services: HostServices, id: HouseholdId, { paperWidthMm }: PrinterSettings): ReceiptLayout {
  return services.printer.layoutCardSlip(answer(cardSlipOf(services.db, id)), paperWidthMm);
}
