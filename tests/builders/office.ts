import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A cell as openpyxl sees it: n number, s text, d date, f formula; what is empty is left out. */
export type OfficeCell = { readonly value: string | number; readonly type: string; readonly format: string };

export type OfficeSheet = {
  readonly name: string;
  readonly dimensions: string;
  readonly frozenAt: string | null;
  readonly printTitleRows: string | null;
  readonly orientation: string;
  readonly paperSize: number;
  readonly fitToPage: boolean;
  readonly fitToWidth: number;
  readonly fitToHeight: number;
  readonly footer: string | null;
  readonly filter: string | null;
  readonly merged: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  /** By address: A1, B4. */
  readonly cells: Readonly<Record<string, OfficeCell>>;
};

const READER = `
import json, sys, datetime, openpyxl
def plain(value):
    if isinstance(value, datetime.datetime):
        return value.strftime('%Y-%m-%d %H:%M') if value.hour or value.minute else value.strftime('%Y-%m-%d')
    return value
book = openpyxl.load_workbook(sys.argv[1], data_only=sys.argv[2] == 'values')
json.dump([{
    'name': s.title, 'dimensions': s.dimensions, 'frozenAt': s.freeze_panes, 'printTitleRows': s.print_title_rows,
    'orientation': s.page_setup.orientation, 'paperSize': int(s.page_setup.paperSize or 0),
    'fitToPage': bool(s.sheet_properties.pageSetUpPr and s.sheet_properties.pageSetUpPr.fitToPage),
    'fitToWidth': s.page_setup.fitToWidth, 'fitToHeight': s.page_setup.fitToHeight,
    'footer': s.oddFooter.center.text, 'filter': s.auto_filter.ref, 'merged': [str(m) for m in s.merged_cells.ranges],
    'widths': {k: v.width for k, v in s.column_dimensions.items()},
    'cells': {c.coordinate: {'value': plain(c.value), 'type': c.data_type, 'format': c.number_format}
              for row in s.iter_rows() for c in row if c.value is not None},
} for s in book], sys.stdout)
`;

/** Opens a workbook with openpyxl; 'values' shows what is stored beside formulas instead of the formulas. */
export function openWithOpenpyxl(path: string, show: 'formulas' | 'values' = 'formulas'): OfficeSheet[] {
  const json = execFileSync('/usr/bin/python3', ['-c', READER, path, show], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  return JSON.parse(json) as OfficeSheet[];
}

/** Always recompute on opening, and do not trust what the file has stored. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** LibreOffice with a profile of its own, so that two tests never meet. */
export class LibreOffice {
  private readonly folder = mkdtempSync(join(tmpdir(), 'aixin-office-'));

  constructor() {
    mkdirSync(join(this.folder, 'profile', 'user'), { recursive: true });
    writeFileSync(join(this.folder, 'profile', 'user', 'registrymodifications.xcu'), SETTINGS);
  }

  /** Loads the file, recomputes it and saves it as another kind; the path of the result. */
  convert(path: string, to: 'xlsx' | 'pdf'): string {
    const out = join(this.folder, to);
    const profile = `-env:UserInstallation=file://${join(this.folder, 'profile')}`;
    execFileSync('soffice', [profile, '--headless', '--norestore', '--convert-to', to, '--outdir', out, path], {
      stdio: 'pipe',
      timeout: 100_000,
    });
    return join(out, `${basename(path).replace(/\.[^.]*$/, '')}.${to}`);
  }

  /** The text of the file as it would be printed, page by page. */
  printedPages(path: string): string[] {
    const pdf = this.convert(path, 'pdf');
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    return text.split('\f').filter((page) => page.trim() !== '');
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The bytes of one file inside a workbook. */
export function partOf(path: string, part: string): string {
  return execFileSync('unzip', ['-p', path, part], { encoding: 'utf8', maxBuffer: 1 << 28 });
}
