import type { EntryId, Instant, LocalDate } from '../../kernel/brands.ts';

/** What a picture of paper or goods may be; a scanner gives PDF. */
export const PHOTO_MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type PhotoMediaType = (typeof PHOTO_MEDIA_TYPES)[number];

/** What a picture shows. */
export const PHOTO_PURPOSES = ['invoice', 'paper', 'goods', 'damage', 'other'] as const;
export type PhotoPurpose = (typeof PHOTO_PURPOSES)[number];

/** One picture; windows make those of a camera smaller before they send them. */
export const LARGEST_PHOTO_BYTES = 12_000_000;
export const MOST_PHOTOS = 12;

/** A picture that is safely on the disk. */
export type StoredPhoto = {
  /** Its name for good: pictures are kept by what is in them. */
  readonly sha256: string;
  readonly mediaType: PhotoMediaType;
  readonly bytes: number;
  readonly fileName: string;
};

/** What a document is asked to carry. */
export type AttachmentInput = {
  readonly sha256: string;
  readonly purpose: PhotoPurpose;
  readonly fileName: string;
};

/** A picture as a document carries it. */
export type Attachment = StoredPhoto & {
  readonly purpose: PhotoPurpose;
  /** The document that brought it: its own, or a later one about it. */
  readonly entryId: EntryId;
  readonly documentNo: string;
  readonly businessDate: LocalDate;
  readonly recordedAt: Instant;
  readonly operatorName: string;
  /** Added later, so that it may be withdrawn by itself. */
  readonly addedLater: boolean;
  /** Number of the reversal that withdrew it; null while it stands. */
  readonly withdrawnBy: string | null;
};

/** What bytes are by their beginning, whatever the file is called; null for anything that is not kept here. */
export function photoMediaType(bytes: Uint8Array): PhotoMediaType | null {
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (begins(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (begins(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && begins(bytes, 8, [0x57, 0x45, 0x42, 0x50])) return 'image/webp';
  return begins(bytes, 0, [0x25, 0x50, 0x44, 0x46, 0x2d]) ? 'application/pdf' : null;
}

function begins(bytes: Uint8Array, at: number, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}
