import type { ImportFormat } from '../import-format.ts';
import { refusal } from '../problems.ts';
import { fileProblem } from '../../file-bytes.ts';
import { dataSetFromSource } from './data-set-from-workbook.ts';
import { AUTHORITY_SHEET, HOMES } from './authority-form.ts';

/** The workbook that `template --area CODE` makes and one authority fills in. */
export const authorityWorkbook: ImportFormat = {
  name: 'workbook',
  reads: 'the workbook of one authority, made by "template --area CODE" and filled in with a spreadsheet program',
  writes: ['areas', 'children', 'services', 'projects', 'prices', 'own-return', 'own-notes'],
  options: [],
  recognise: ({ kind, parts }) =>
    kind === 'workbook' && parts.includes(AUTHORITY_SHEET) && parts.includes(HOMES.name)
      ? `it has the sheets ${AUTHORITY_SHEET} and ${HOMES.name} of the template`
      : undefined,
  read: async (sources, context) => {
    if (sources.length > 1)
      return refusal(
        fileProblem(sources[1]!.fileName, `${sources.length} files`, 'Several workbooks are named.', 'One workbook at a time.', 'Import one, then the next with --data and the folder of the first.'),
      );
    const made = await dataSetFromSource(sources[0]!, context.dataDir === undefined ? {} : { baseDir: context.dataDir });
    if (!made.ok) return made;
    const { tables, notes, ownRows } = made.value;
    return { ...made, value: { tables, notes, read: ownRows, kept: ownRows, unit: 'rows', leftOut: [] } };
  },
};
