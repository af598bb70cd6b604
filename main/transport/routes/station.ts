import { must } from '../../../shared/kernel/assert.ts';
import { stationCookie } from '../cookies.ts';
import { answer, refused, shop, useCase } from '../procedures.ts';

export const stationRoutes = shop.station.router({
  here: shop.station.here.handler(({ context: { services, caller } }) => {
    const { door, station } = caller.place;
    if (door === 'own') return { place: 'shop_pc', name: null, fingerprint: null };
    const fingerprint = services.stations.fingerprint();
    return { place: station === null ? 'unpaired' : 'station', name: station?.name ?? null, fingerprint };
  }),
  pair: shop.station.pair.handler(({ context, input }) => {
    const { services, giveCookie } = context;
    if (giveCookie === undefined) throw refused({ code: 'doors_closed' });
    const paired = answer(services.stations.pair(input));
    giveCookie(stationCookie(paired.token));
    return { name: paired.name };
  }),
  pulse: shop.station.pulse.handler(({ context: { services, caller } }) => ({
    ...services.stations.pulse(),
    station: caller.place.station?.name ?? null,
  })),
  doors: shop.station.doors.handler(({ context: { services } }) => services.stations.state()),
  openDoors: shop.station.openDoors.handler(async ({ context, input }) =>
    answer(await context.services.stations.open(useCase(context), input)),
  ),
  closeDoors: shop.station.closeDoors.handler(({ context }) => context.services.stations.close(useCase(context))),
  newPairingCode: shop.station.newPairingCode.handler(({ context: { services, caller } }) =>
    answer(services.stations.newCode(must(caller.operator, 'the gate lets nobody else through'))),
  ),
  dropPairingCode: shop.station.dropPairingCode.handler(({ context: { services } }) => services.stations.dropCode()),
  revoke: shop.station.revoke.handler(({ context, input }) =>
    answer(context.services.stations.revoke(useCase(context), input.id)),
  ),
});
