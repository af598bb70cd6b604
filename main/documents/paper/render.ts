import { createRequire } from 'node:module';
import type { Content } from 'pdfmake';
import { unreachable } from '../../../shared/kernel/assert.ts';
import { coverageOf } from './coverage.ts';
import { fontFiles } from './fonts.ts';
import type { Definition } from './layout.ts';
import { layCertificate } from './lay-certificate.ts';
import { layForm } from './lay-form.ts';
import { layLabels } from './lay-labels.ts';
import { layPriceList } from './lay-price-list.ts';
import { layThanks } from './lay-thanks.ts';
import type { Paper, PaperBytes } from './paper.ts';
import { TextRuns, UNKNOWN_MARK } from './text-runs.ts';

type Pdfmake = {
  setFonts(fonts: object): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  createPdf(definition: Definition): { getBuffer(): Promise<Uint8Array> };
};

function layOut(paper: Paper): Definition {
  switch (paper.kind) {
    case 'labels':
      return layLabels(paper);
    case 'price_list':
      return layPriceList(paper);
    case 'certificate':
      return layCertificate(paper);
    case 'thanks':
      return layThanks(paper);
    case 'form':
      return layForm(paper);
    default:
      return unreachable(paper);
  }
}

/** Lays a paper out as a PDF with the shipped fonts inside. Takes its time and memory: call it in a thread of its own. */
export async function render(paper: Paper): Promise<PaperBytes> {
  const files = fontFiles();
  const runs = new TextRuns(coverageOf(files.normal), coverageOf(files.rare));
  const laid = layOut(paper);
  const content = inRuns(laid.content, runs);
  const definition: Definition = { ...laid, content, footer: footerOf(laid, runs, paper) };
  // Loaded when a paper is wanted: nothing else in the host needs it.
  const pdfmake = createRequire(import.meta.url)('pdfmake') as Pdfmake;
  pdfmake.setFonts({
    Sans: { normal: files.normal, bold: files.bold },
    Rare: { normal: files.rare, bold: files.rare },
  });
  // Nothing on a paper comes from the network, and no file but the fonts.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(files).includes(path));
  return { bytes: await pdfmake.createPdf(definition).getBuffer(), missing: runs.missing };
}

/** The paper's own footer; on the last page, too, what it could not print. A label has no room: there the mark itself is what is seen. */
function footerOf({ footer }: Definition, runs: TextRuns, paper: Paper): NonNullable<Definition['footer']> {
  return (page, pages, size) => {
    const own = typeof footer === 'function' ? [inRuns(footer(page, pages, size) ?? '', runs)] : [];
    const tells = page === pages && runs.missing.length > 0 && paper.kind !== 'labels';
    return { stack: [...own, ...(tells ? [missingNote(runs)] : [])] };
  };
}

function missingNote(runs: TextRuns): Content {
  const codes = runs.missing.map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
  const text = `“${UNKNOWN_MARK}”处的字打印字库里没有（${codes.join('、')}），请手写补上。`;
  // What is higher than the margin is not drawn at all.
  return { text, fontSize: 8, lineHeight: 1, alignment: 'center' };
}

type Node = { readonly [key: string]: unknown };

/** Every text of a definition, split by the font that has its characters. */
function inRuns(node: unknown, runs: TextRuns): Content {
  if (typeof node === 'string') return { text: textOf(node, runs) } as Content;
  if (Array.isArray(node)) return node.map((part) => inRuns(part, runs));
  if (typeof node !== 'object' || node === null) return '';
  const given = node as Node;
  const table = given['table'] as { readonly body: readonly (readonly unknown[])[] } | undefined;
  return {
    ...given,
    ...('text' in given ? { text: textOf(given['text'], runs) } : {}),
    ...('stack' in given ? { stack: inRuns(given['stack'], runs) } : {}),
    ...('columns' in given ? { columns: inRuns(given['columns'], runs) } : {}),
    ...(table === undefined
      ? {}
      : { table: { ...table, body: table.body.map((row) => row.map((cell) => inRuns(cell, runs))) } }),
  } as Content;
}

function textOf(text: unknown, runs: TextRuns): unknown {
  if (Array.isArray(text)) return text.map((part) => textOf(typeof part === 'string' ? { text: part } : part, runs));
  if (typeof text === 'object' && text !== null) return { ...text, text: textOf((text as Node)['text'], runs) };
  const split = runs.split(typeof text === 'number' ? String(text) : typeof text === 'string' ? text : '');
  if (split.every(({ font }) => font === 'Sans')) return split.map((run) => run.text).join('');
  return split.map((run) => (run.font === 'Sans' ? { text: run.text } : run));
}
