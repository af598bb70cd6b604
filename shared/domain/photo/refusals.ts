export type PhotoRefusal =
  | { readonly code: 'photo_kind_unknown'; readonly fileName: string }
  /** Never handed in, or so long ago without a document that it was swept away. */
  | { readonly code: 'photo_not_handed_in'; readonly fileName: string }
  | { readonly code: 'photo_not_found' }
  /** The file in the data folder is gone, or is not what was put there. */
  | { readonly code: 'photo_missing'; readonly fileName: string; readonly documentNo: string | null }
  | { readonly code: 'photo_altered'; readonly fileName: string; readonly documentNo: string | null }
  | { readonly code: 'photo_already_attached'; readonly fileName: string; readonly documentNo: string }
  | { readonly code: 'photos_not_attachable'; readonly documentNo: string };
