import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { defaultDataFolder } from '../data-folder.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { openShop, type ShopClient } from './shop-client.ts';

/** The folder a command works on; `--demo` keeps to a folder of its own. */
export function dataDirOf(given: Arguments): string {
  return given.dataDir ?? defaultDataFolder(given.options['demo'] === true ? 'demo' : 'shop');
}

/** Runs `work` on the shop of the command's folder and closes it, whatever happens. */
export async function withShop<T>(given: Arguments, work: (shop: ShopClient) => Promise<T>): Promise<T> {
  const today: LocalDate | null = given.today;
  const opened = await openShop(dataDirOf(given), today);
  try {
    if (opened.attached && today !== null) {
      throw new UsageError('程序正在使用这个数据文件夹，此时不能用 --today，请先关闭程序');
    }
    return await work(opened.shop);
  } finally {
    await opened.close();
  }
}
