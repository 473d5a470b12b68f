export { FIXED_TIME, workbookBytes } from '../../data/tables/workbook-bytes.ts';
