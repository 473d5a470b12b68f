import { AGE_BANDS, PLACEMENT_TYPES } from '../../dist/domain/vocabulary.js';
import { membersOf, totalOf } from '../../dist/data/baseline/index.js';
import { PATTERN_HALF_WIDTH } from './baseline.mjs';
import { steadyText } from './document-steady.mjs';
import { markdownTable } from './markdown.mjs';

/** Each control beside the fitted figure, in the order of the controls. */
export function residualTable(controls, residuals) {
  const found = new Map(residuals.map((r) => [r.id, r]));
  return controls.map((control) => {
    const r = found.get(control.control_id);
    if (!r) throw new Error(`the control ${control.control_id} was used by neither fit`);
    return {
      control_id: r.id,
      target: r.value,
      low: r.low,
      high: r.high === Infinity ? undefined : r.high,
      fitted: r.fitted,
      residual: r.residual,
      inside: r.inside ? 'yes' : 'no',
      status: control.status,
    };
  });
}

function crossTableOf(table, authorities) {
  const rows = authorities.map(({ area_code, name_en }) => [
    name_en,
    ...PLACEMENT_TYPES.map((type) => totalOf(table, { area_code: [area_code], placement_type: [type] })),
    totalOf(table, { area_code: [area_code] }),
  ]);
  const total = ['Wales', ...PLACEMENT_TYPES.map((type) => totalOf(table, { placement_type: [type] })), totalOf(table)];
  return markdownTable(['authority', ...PLACEMENT_TYPES, 'all'], [...rows, total]);
}

function typeByAge(table) {
  const rows = PLACEMENT_TYPES.map((type) => [
    type,
    ...AGE_BANDS.map((age) => totalOf(table, { age_band: [age], placement_type: [type] })),
    totalOf(table, { placement_type: [type] }),
  ]);
  const total = ['all', ...AGE_BANDS.map((age) => totalOf(table, { age_band: [age] })), totalOf(table)];
  return markdownTable(['placement type', ...AGE_BANDS, 'all'], [...rows, total]);
}

function typeByLocation(table) {
  const [, types, locations] = table.dimensions.map((d) => d.members);
  const rows = types.map((type) => [
    type,
    ...locations.map((location) => totalOf(table, { placement_type: [type], location: [location] })),
  ]);
  return markdownTable(
    ['placement type', ...locations],
    [...rows, ['all', ...locations.map((l) => totalOf(table, { location: [l] }))]],
  );
}

const roundsOf = (n) =>
  n === 0 ? 'After the scaling no total was outside its interval.' : `It took ${n} round${n === 1 ? '' : 's'} of this.`;

/** The page on the baseline, made with the tables so that page and tables cannot differ. */
export function documentText({ controls, residuals, baseline, locations, steady, needs, unaccompanied, authorities }) {
  const columns = ['control_id', 'target', 'low', 'high', 'fitted', 'residual', 'inside', 'status'];
  const zero = baseline.cells.filter((cell) => cell.children === 0).length;
  const [areas, ages] = baseline.table.dimensions;
  const largest = baseline.table.cells.reduce((best, c, i, all) => (c > all[best] ? i : best), 0);
  const [area, age, type] = membersOf([areas, ages, baseline.table.dimensions[2]], largest);
  const name = authorities.find((a) => a.area_code === area).name_en;
  const cell = baseline.cells[largest];
  return `# The baseline at 31 March 2024

This page is written by \`scripts/build-children.mjs\` together with the tables, so that the two cannot differ.

No public table gives children looked after in Wales by authority, age and placement type at one date. The baseline is a
fitted table that agrees with what is public. Every cell is \`estimated\`. It holds ${totalOf(baseline.table)} children in
${baseline.cells.length} cells (${authorities.length} authorities, ${AGE_BANDS.length} age bands, ${PLACEMENT_TYPES.length} placement types).

## How it was made

1. **A start.** The ages of children looked after in each authority at 31 March 2018, the last year for which a table by
   authority and age was readable, are spread over placement types by an assumed pattern
   (\`data/wales/reference/baseline-pattern.csv\`): independent living at 16 and 17 only, adoption at 0 to 9 only, secure care
   at 10 and over only, children's homes mostly at 10 and over. A cell that cannot happen is 0 and stays 0.
2. **Controls.** Each published or estimated total is an interval in \`data/wales/baseline-controls.csv\`, with the reason for
   its width: rounding, revision, a figure of one year standing for another, or an estimate where nothing is public.
3. **Fitting.** The table is scaled to the best figure of each control in turn, 100 times over (iterative proportional
   fitting). Best figures of different years contradict each other a little, and this settles between them, the firm
   figures last. Then only a total outside its interval is moved, and only to the nearest bound (a little inside it, so that
   rounding cannot push it out). A total inside its interval is left alone. The bound and not the best figure is used because the
   evidence asks for no more, and a longer move would use up what the start knows. ${roundsOf(baseline.iterations)}
4. **Whole children.** Fractions are rounded so that the grand total, each authority, each age and each placement type keep
   their totals (controlled rounding along a network, after Cox 1987).
5. **Where they live.** A second fit of the same kind splits each authority and placement type by location
   (\`data/wales/reference/baseline-locations.csv\`), from assumed shares by type to the published totals. ${roundsOf(locations.iterations)}

A control that cannot be met together with the others stops the build and is named. \`children_low\` and \`children_high\` are a
judgement of how far a cell may be from the truth, not a confidence interval: the half-widths of the controls on its
authority, age and type and ${100 * PATTERN_HALF_WIDTH} % for the assumed pattern, added in quadrature, with a term for small numbers. For
example ${name}, ${age}, ${type}: ${cell.children} (${cell.children_low} to ${cell.children_high}). Ranges of cells do not add up to ranges of totals; those are in the controls.

## What it is not good for

- **Not a count.** ${zero} cells are 0 and many are under 5; none says anything about a real child. Do not publish a cell.
- **Not for comparing authorities by placement type**, except where a control names the authority. Elsewhere the mix is
  the national one for the authority's ages.
- **Eight authorities have no readable count after 2020**: Cardiff, Rhondda Cynon Taf, Merthyr Tydfil, Caerphilly, Blaenau
  Gwent, Monmouthshire and Newport are estimated to 15 % either way, Torfaen is a count of January 2025. Put in an
  authority's own return as soon as there is one.
- **Not for trends in residential care.** 250 (2015), 305 (2017) and 535 (2021) are one definition, 730 (2023) counts secure
  units and hostels too. Do not draw a line through them.
- **Residential, independent and secure apart are weak.** Only their sum was published, for 2023. Secure counts children
  placed for their welfare only: about 10. The 12 on justice grounds in September 2022 are left out; if the
  published 730 holds some of them, they are here under residential or independent.
- **Unaccompanied children** (4.7 %, about 338, mostly 16 and 17) are part of the table but not a cell of it. A run marks them by
  assumption; see below.
- **Ages of 2024 were not readable.** 0 to 4 and 10 to 15 are of 2023; 16 and 17 and 5 to 9 share the rest by a stated guess.

## By placement type and age

${typeByAge(baseline.table)}

## By authority and placement type

${crossTableOf(baseline.table, authorities)}

## By placement type and location

${typeByLocation(locations.table)}

${steadyText(steady, needs, unaccompanied)}
## Controls and residuals

Target is the best figure; where it is empty only the bounds are known. Residual is fitted less target. ${residuals.filter((r) => r.inside === 'yes').length} of ${controls.length} controls
are inside their interval.

${markdownTable(
  columns,
  residuals.map((row) => columns.map((column) => row[column])),
)}
`;
}
