import type ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';

/** Time of making that every workbook carries, so that the same contents give the same bytes. */
export const FIXED_TIME = new Date('2000-01-01T00:00:00Z');

/** A workbook as a file: the same bytes for the same contents, on any day and in any time zone. */
export async function workbookBytes(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  workbook.created = FIXED_TIME;
  workbook.modified = FIXED_TIME;
  const parts = unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer()));
  // Zip files hold local times: a local date is the same bytes in every zone.
  return zipSync(parts, { level: 6, mtime: new Date(2000, 0, 1) });
}
