import { summaryOf } from '../../usecases/household/household-summary.ts';
import { type HouseholdInput, saveHousehold } from '../../usecases/household/enrol-household.ts';
import { listHouseholdPage, readHouseholdCard } from '../../usecases/household/read-household.ts';
import { searchHouseholds } from '../../usecases/household/search-households.ts';
import { answer, shop, useCase } from '../procedures.ts';

export const householdRoutes = shop.household.router({
  search: shop.household.search.handler(({ context: { services }, input }) =>
    searchHouseholds(services.db, input, services.today()),
  ),
  card: shop.household.card.handler(({ context: { services }, input }) =>
    answer(readHouseholdCard(services.db, input.householdId, services.today())),
  ),
  list: shop.household.list.handler(({ context: { services }, input }) =>
    listHouseholdPage(services.db, input, services.today()),
  ),
  save: shop.household.save.handler(({ context, input: { householdId, ...input } }) => {
    const called = useCase(context);
    const household: HouseholdInput = { ...input, enrolledOn: input.enrolledOn ?? called.today };
    return summaryOf(called.db, answer(saveHousehold(called, householdId, household)));
  }),
});
