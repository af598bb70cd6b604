import { DiskModel } from './disk-model.ts';
import type { Call } from './strace.ts';

/** A moment at which the power fails: what was acknowledged by then, and the disk. Both go on changing afterwards. */
export type Cut = { readonly acknowledged: readonly string[]; readonly disk: DiskModel; readonly call: number };

const changes = ({ name }: Call): boolean => name !== 'openat' && name !== 'close';

/** Goes through a record of everything under `root` and stops after `count` calls that are spread all over it. */
export function* cuts(root: string, calls: readonly Call[], count: number): Generator<Cut> {
  const disk = new DiskModel(root);
  const acknowledged: string[] = [];
  const changing = calls.filter(changes).length;
  let seen = 0;
  for (const [call, each] of calls.entries()) {
    const said = disk.take(each);
    if (said?.startsWith('ack ') === true) acknowledged.push(said.slice(4));
    if (!changes(each)) continue;
    seen += 1;
    if (Math.floor((seen * count) / changing) > Math.floor(((seen - 1) * count) / changing)) {
      yield { acknowledged, disk, call };
    }
  }
}
