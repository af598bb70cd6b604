import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';

type Words = {
  /** The kind of document. */
  readonly name: string;
  /** What the button does. */
  readonly verb: string;
  readonly done: string;
  readonly lead: string;
  /** What the field for the other side asks; null: there is none. */
  readonly counterparty: string | null;
};

export const KIND_WORDS: Readonly<Record<OutboundKind, Words>> = {
  write_off: {
    name: '报损',
    verb: '报损',
    done: '已报损',
    lead: '过期、损坏、丢失的物品从账上减去；一人监督，另一位审批',
    counterparty: null,
  },
  transfer_out: {
    name: '调拨',
    verb: '调出',
    done: '已调出',
    lead: '把物品调给别的店；过期的不能调',
    counterparty: '调入的店',
  },
  supplier_return: {
    name: '退货',
    verb: '退货',
    done: '已退货',
    lead: '把采购来的物品退给原来的供货单位',
    counterparty: '供货单位',
  },
};

/** What usually becomes of goods that are written off. */
export const DISPOSALS = ['深埋', '交环卫处理', '作饲料', '拆零回收', '无实物（丢失）'] as const;
