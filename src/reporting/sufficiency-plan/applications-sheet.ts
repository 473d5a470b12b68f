import { formatNumber } from '../text.ts';
import type { PlanContents, PlanFigure } from './plan-contents.ts';
import { NOT_RECORDED, head } from './plan-sheets.ts';
import { TENTH, WHOLE } from './sheet-layout.ts';
import type { SheetCell, SheetColumn, SheetWriter } from './sheet-layout.ts';

export const PAIR_COLUMNS: readonly SheetColumn[] = [
  { header: 'Figure', width: 52 },
  { header: 'When', width: 14 },
  ...(['Statutory', 'Shadow'] as const).flatMap((number): SheetColumn[] => [
    { header: `${number} number: central value`, width: 13, format: WHOLE, apart: true },
    { header: `${number} number: 80% range`, width: 13, format: '@' },
    { header: `${number} number: 90% range`, width: 13, format: '@' },
    { header: `${number} number: average`, width: 13, format: TENTH },
    { header: `${number} number: sampling error`, width: 13, format: TENTH },
  ]),
  { header: 'Status', width: 14, apart: true, inset: true },
];

export function applications(sheet: SheetWriter, contents: PlanContents): void {
  head(
    sheet,
    contents,
    '(d) Applications for supplementary placements',
    'Section 75A(3)(d)(i) asks for the statutory number. The shadow number stands beside it and is another quantity: placements that would need approval if the rule were in force. Never add the two.',
  );
  const statutory = contents.figures.filter((f) => f.number === 'statutory');
  const block = (f: PlanFigure | undefined): SheetCell[] => {
    const v = f?.values;
    if (v === undefined) return [NOT_RECORDED, undefined, undefined, undefined, undefined];
    const range = (low: number, high: number): string => `${formatNumber(low)} to ${formatNumber(high)}`;
    return [
      v.central,
      range(v.low80!, v.high80!),
      range(v.low90!, v.high90!),
      v.average,
      v.samplingError ?? 'not known',
    ];
  };
  sheet.table(
    PAIR_COLUMNS,
    statutory.map((f) => {
      const shadow = contents.figures.find((s) => s.id === f.id.replace('statutory', 'shadow'));
      const status = f.values?.status ?? shadow?.values?.status ?? NOT_RECORDED;
      return [f.label, f.whenText, ...block(f), ...block(shadow), status];
    }),
    true,
  );
  sheet.heading('(d)(ii) Reasons for the statutory number');
  for (const text of contents.statutoryReason) sheet.sentence(text);
  sheet.sentence(
    'A reason in the table is the one that the simulation records for each application. It is not the reason that the authority will give.',
  );
  sheet.heading('To be written by the authority');
  sheet.toWrite(
    'Text of the authority',
    [
      "(d)(ii) The authority's own reasons for the number",
      '(d)(iii) For-profit providers in Wales likely to be named: the information that regulations prescribe',
      '(d)(iv) Private providers in England likely to be named: the information that regulations prescribe',
    ],
    PAIR_COLUMNS.length,
  );
}
