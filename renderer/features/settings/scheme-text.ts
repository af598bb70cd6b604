import type { SchemeId } from '../../../shared/domain/settings/scheme.ts';

/** What a village gets with each preset, in the words of somebody who has not read the document. */
export const SCHEME_TEXT: Readonly<Record<SchemeId, string>> = {
  heixi: '按户计分，月月登记、季度评定。没有基础分，挣到的积分都可以兑换。',
  civility: '每户每年先有 100 分基础分，基础分不兑换，超出的才兑换；兑换不影响荣誉分，每分最多换 5 元的物品。',
  tuke: '本地户和常住的外来户一样参加，以加分为主。没有基础分，挣到的积分都可以兑换。',
  moralbank: '自家申报、小组评定、公示后算数。积分当年兑换、来年重新开始，历年总分一直保留。',
};
