import type { Centipoints, Fen, LocalDate } from '../../../shared/kernel/brands.ts';

/** What the office prints: data only, so that it crosses to the thread that lays it out. Dates are given, never read from a clock. */
export type Paper = LabelsPaper | PriceListPaper | CertificatePaper | ThanksPaper | FormPaper;

export type LabelData = {
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly priceCentipoints: Centipoints;
  /** As on the goods; null: the label carries the item's own code. */
  readonly barcode: string | null;
  readonly code: string;
};

export const LABEL_SHEETS = ['a4', 'roll'] as const;
/** A4 with 3 x 8 labels of 70 x 36 mm, or a roll of labels of 40 x 30 mm. */
export type LabelSheet = (typeof LABEL_SHEETS)[number];

export type LabelsPaper = {
  readonly kind: 'labels';
  readonly sheet: LabelSheet;
  /** Labels of the first A4 sheet that were used before: 0 to 23. */
  readonly skip: number;
  /** Thin lines to cut along, for plain paper. */
  readonly frames: boolean;
  readonly labels: readonly LabelData[];
};

export type PriceListPaper = {
  readonly kind: 'price_list';
  readonly size: 'A4' | 'A3';
  readonly shopName: string;
  /** The day whose prices these are. */
  readonly day: LocalDate;
  /** What stands below, such as how a point is worth; '' for nothing. */
  readonly note: string;
  readonly groups: readonly {
    readonly category: string;
    readonly items: readonly {
      readonly name: string;
      readonly spec: string;
      readonly unit: string;
      readonly priceCentipoints: Centipoints;
    }[];
  }[];
};

export const CERTIFICATE_FORMS = ['receipt', 'honour'] as const;
/** 接收凭证: what was received, as a form. 捐赠证书: thanks in a frame. */
export type CertificateForm = (typeof CERTIFICATE_FORMS)[number];

export type CertificateLine = {
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly quantity: number;
  /** Value of one unit and of the whole line; null: unvalued (未计价), never printed as zero. */
  readonly unitFen: Fen | null;
  readonly valueFen: Fen | null;
  readonly basis: string;
};

export type CertificatePaper = {
  readonly kind: 'certificate';
  readonly form: CertificateForm;
  readonly size: 'A4' | 'A5';
  /** Whether values stand on it. */
  readonly amounts: boolean;
  readonly certificateNo: string;
  readonly shopName: string;
  readonly donorName: string;
  readonly date: LocalDate;
  /** What the donor wished; '' for nothing. */
  readonly intention: string;
  readonly receivers: readonly string[];
  readonly lines: readonly CertificateLine[];
};

export type ThanksPaper = {
  readonly kind: 'thanks';
  readonly size: 'A4' | 'A3';
  readonly shopName: string;
  readonly from: LocalDate | null;
  readonly to: LocalDate;
  readonly rows: readonly {
    readonly date: LocalDate;
    /** As the donor wishes to be named. */
    readonly donor: string;
    readonly gift: string;
  }[];
};

export type FormColumn = {
  readonly title: string;
  /** Share of the width that is left; or millimetres. */
  readonly width: { readonly share: number } | { readonly mm: number };
  readonly align?: 'left' | 'right' | 'center';
};

/** Any form of the office: title, what it is about, a table whose head repeats, signatures that never stand alone on a page. */
export type FormPaper = {
  readonly kind: 'form';
  readonly size: 'A4' | 'A5';
  readonly landscape: boolean;
  readonly shopName: string;
  readonly title: string;
  /** 期间 / 编号 / 制表日期, from left to right above the table. */
  readonly about: readonly string[];
  /** A sentence above the table; absent: none. */
  readonly intro?: string;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly (readonly string[])[];
  /** 合计 and the like, in bold; null: none. */
  readonly totals: readonly string[] | null;
  /** Lines below the table. */
  readonly notes: readonly string[];
  /** 盘点人 / 监盘人 / 批准人: each gets a line to sign on, with a name where it is known. */
  readonly signatures: readonly { readonly role: string; readonly name: string }[];
  /** Who issues it, and when: lines beside a place for the seal. Absent: no seal belongs on it. */
  readonly issuer?: readonly string[];
};

/** A finished PDF. */
export type PaperBytes = {
  readonly bytes: Uint8Array;
  /** Characters that no shipped font has: each is printed as 〓, and a line on the paper says so. */
  readonly missing: readonly string[];
};
