import { expect, it } from 'vitest';
import { sideBySide } from '../../../src/reporting/sufficiency-plan/side-by-side.ts';
import type { FigureLine } from '../../../src/reporting/sufficiency-plan/side-by-side.ts';

const line = (label: string, whenText: string, central: string, more: Partial<FigureLine> = {}): FigureLine => ({
  label,
  whenText,
  central,
  range: central === '' ? '' : `1 to ${central}`,
  unit: 'places',
  status: 'estimated',
  ...more,
});

it('sets dates beside each other and loses no figure', () => {
  const [stocks, flow, ...rest] = sideBySide([
    line('Homes', 'On 31 March 2027', '5'),
    line('Homes', 'On 31 March 2028', '6', { status: 'illustrative' }),
    line('Children', 'Year 2027-28', '9', { unit: 'children' }),
    line('Lost', 'On 31 March 2027', '', { status: 'not recorded by this run' }),
    line('Lost', 'On 31 March 2028', '', { status: 'not recorded by this run' }),
    line('Homes', 'On 31 March 2027', '7'),
    line('Homes', 'On 31 March 2028', '0', { range: '0 to 0' }),
  ]);
  expect(rest).toEqual([]);
  expect(stocks!.columns.map(({ heading }) => heading)).toEqual(['Figure', '31 March 2027', '31 March 2028', 'Status']);
  expect(stocks!.rows).toEqual([
    ['Homes (places)', '5 (1 to 5)', '6 (1 to 6)', 'estimated, illustrative'],
    ['Lost (places)', 'not recorded', 'not recorded', 'not recorded by this run'],
    ['Homes (places)', '7 (1 to 7)', '0', 'estimated'],
  ]);
  expect(flow!.captionMore).toBe(', over the year 2027-28');
  expect(flow!.rows).toEqual([['Children', '9', '1 to 9', 'estimated']]);
});
