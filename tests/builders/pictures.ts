import { createHash } from 'node:crypto';

/** A small picture that nothing else is like: its bytes begin like a JPEG. */
export function picture(name: string, mark: string = name): File {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(`picture of ${mark}`)]);
  return new File([bytes], name, { type: 'image/jpeg' });
}

export async function hashOf(file: File): Promise<string> {
  return createHash('sha256')
    .update(Buffer.from(await file.arrayBuffer()))
    .digest('hex');
}
