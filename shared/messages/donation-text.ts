import type { DonationRefusal } from '../domain/donation/refusals.ts';

type RefusalOf<C extends DonationRefusal['code']> = Extract<DonationRefusal, { readonly code: C }>;

/** One sentence for each way a gift is refused. */
export const DONATION_SENTENCES: {
  readonly [C in DonationRefusal['code']]: (refusal: RefusalOf<C>) => string;
} = {
  donor_not_found: () => '没有这位捐赠人，请先登记',
  donor_not_active: (r) => `捐赠人“${r.name}”已停用，请先在捐赠人名册里启用`,
  donor_taken: (r) =>
    r.phone === ''
      ? `名册里已有“${r.name}”；同名的人请填上电话，好分清`
      : `名册里已有“${r.name}”（电话${r.phone}），不用再登记`,
  receiver_missing: (r) => `请填写接收人${r.which === 1 ? '一' : '二'}：捐赠物资要两个人一起接收`,
  receivers_same: (r) => `接收人一和接收人二都是“${r.name}”，要两个不同的人接收`,
  earmark_names_person: (r) =>
    `“${r.earmark}”是${r.householdNo}这一户：指明送给某一户的不进超市，请捐赠人直接送给本人；定向只写人群，如80岁以上老人`,
  lot_earmarked_already: (r) =>
    `批次${r.lotCode}的“${r.itemName}”已定向“${r.earmark}”，不能改成别的人群；捐赠人同意后可登记为不限`,
  not_a_donation: (r) => `${r.documentNo}不是捐赠入库，不能登记捐赠人`,
  donation_taken_back: (r) => `${r.documentNo}已被${r.reversalNo}红冲，不能再登记`,
  donation_changed: (r) => `${r.documentNo}刚由别人登记过（${r.recordNo}），请重新打开，核对后再改`,
  donation_unchanged: (r) => `${r.documentNo}的登记内容没有变化，没有再记`,
  nothing_earmarked: (r) => `${r.documentNo}没有定向的物品，不用登记同意`,
  no_consent: (r) => `${r.documentNo}没有登记过捐赠人的同意`,
};
