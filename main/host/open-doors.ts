import type { DoorsSetting } from '../../shared/domain/station/station.ts';
import type { HostServices } from '../transport/services.ts';
import { openStationDoor, type StationDoor } from '../transport/station-door.ts';
import { doorCertificate } from './door-certificate.ts';
import { ownNames } from './own-addresses.ts';
import { pagesFolder } from './pages-folder.ts';

/** Opens the stations' door with the certificate of the data folder. Rejects with the system's error. */
export async function openDoors(
  services: HostServices,
  dataDir: string,
  where: Pick<DoorsSetting, 'port' | 'address'>,
): Promise<StationDoor> {
  const { key, cert } = await doorCertificate(dataDir, new Date());
  return openStationDoor({ services, pages: pagesFolder(), key, cert, ...where, hostNames: ownNames });
}
