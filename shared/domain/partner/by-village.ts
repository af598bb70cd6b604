import { type Centipoints, centipoints, type Fen, fen, type VillageId } from '../../kernel/brands.ts';
import type { SettledSupply } from './partner.ts';

export type VillageShare = {
  readonly villageId: VillageId;
  readonly villageName: string;
  /** 户次: redemptions less those taken back as a whole. */
  readonly visits: number;
  readonly pointsCentipoints: Centipoints;
  readonly costFen: Fen;
  readonly amountFen: Fen;
};

/** What each village's households took of a settlement: returns are deducted. */
export function sharesByVillage(supplies: readonly SettledSupply[]): VillageShare[] {
  const villages = new Map<VillageId, SettledSupply[]>();
  for (const supply of supplies) villages.set(supply.villageId, [...(villages.get(supply.villageId) ?? []), supply]);
  return [...villages].map(([villageId, own]) => ({
    villageId,
    villageName: own[0]?.villageName ?? '',
    visits: documents(own, ({ quantity }) => quantity > 0) - documents(own, ({ wholeReturn }) => wholeReturn),
    pointsCentipoints: centipoints(sum(own, ({ pointsCentipoints }) => pointsCentipoints)),
    costFen: fen(sum(own, ({ settleFen, quantity }) => settleFen * quantity)),
    amountFen: fen(sum(own, ({ amountFen }) => amountFen)),
  }));
}

function documents(supplies: readonly SettledSupply[], which: (supply: SettledSupply) => boolean): number {
  return new Set(supplies.filter(which).map(({ redemptionId }) => redemptionId)).size;
}

function sum(supplies: readonly SettledSupply[], of: (supply: SettledSupply) => number): number {
  return supplies.reduce((total, supply) => total + of(supply), 0);
}
