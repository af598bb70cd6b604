import type { HostServices } from '../transport/services.ts';
import { createDemo } from '../usecases/settings/demo/create-demo.ts';
import { readShopName } from '../usecases/settings/shop-settings.ts';

const USUAL_DEMO = { households: 200, years: 1, seed: 1 } as const;

/** Fills an empty shop with the demonstration village; a shop that has been set up is left as it is. */
export async function fillDemoShop(services: HostServices): Promise<void> {
  if (services.rescue.cause() !== null || readShopName(services.db) !== null) return;
  const work = createDemo(services.db, { ...USUAL_DEMO, today: services.today() });
  while (!(await work.next()).done);
}
