/** Enough to read the small print of an invoice that fills the picture. */
const LONGEST_SIDE = 2400;
const QUALITY = 0.85;
/** What is as small as this already is sent as it is. */
const SMALL_BYTES = 800_000;

/**
 * A camera's picture in the size that paper needs, upright, and without what the camera wrote into it (the place it was
 * taken, for one). Whatever the browser cannot draw goes as it is: the host decides about it.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  if (!file.type.startsWith('image/')) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return file;
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size <= SMALL_BYTES && file.type !== 'image/jpeg') return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext('2d');
    if (pen === null) return file;
    // What is transparent would turn black.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (drawn === null) return file;
    return new File([drawn], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' });
  } finally {
    picture.close();
  }
}
