import type { Paper } from '../documents/paper/paper.ts';
import type { HostServices } from './services.ts';

/** Lays a paper out and answers it as a file of that name (without ending). */
export async function pdfFile(services: HostServices, name: string, paper: Paper): Promise<File> {
  const { bytes } = await services.renderPaper(paper);
  return new File([Uint8Array.from(bytes)], `${name}.pdf`, { type: 'application/pdf' });
}
