import type { PhotoPurpose } from '../domain/photo/photo.ts';
import type { PhotoRefusal } from '../domain/photo/refusals.ts';

export const PHOTO_PURPOSE_TEXT: Readonly<Record<PhotoPurpose, string>> = {
  invoice: '发票',
  paper: '单据',
  goods: '物品',
  damage: '损坏情况',
  other: '其他',
};

const BRING_BACK = '请管理员插上存备份的U盘，在“备份”里点“立即备份”，程序会找回';

type Of<C extends PhotoRefusal['code']> = Extract<PhotoRefusal, { readonly code: C }>;

/** Sentences of the pictures' refusals. */
export const PHOTO_SENTENCES: { readonly [C in PhotoRefusal['code']]: (refusal: Of<C>) => string } = {
  photo_kind_unknown: (r) => `“${r.fileName}”不是照片，请选 JPG、PNG、WebP 图片或 PDF 文件`,
  photo_not_handed_in: (r) => `照片“${r.fileName}”没有传上来，或放了一天没有用已清掉，请重新添加`,
  photo_not_found: () => '没有这张照片',
  photo_missing: (r) => `${carrier(r)}照片“${r.fileName}”的文件不见了。${BRING_BACK}`,
  photo_altered: (r) => `${carrier(r)}照片“${r.fileName}”的文件被改动过，不是原来那张。${BRING_BACK}`,
  photo_already_attached: (r) => `照片“${r.fileName}”已附在${r.documentNo}上，不用再附`,
  photos_not_attachable: (r) => `${r.documentNo}只是补附照片的单据，照片请附在原单上`,
};

function carrier({ documentNo }: { readonly documentNo: string | null }): string {
  return documentNo === null ? '' : `${documentNo}的`;
}
