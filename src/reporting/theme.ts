import type { Sector, ServiceType } from '../domain/vocabulary.ts';

/**
 * Colours of the Government Analysis Function, in the order in which neighbours differ by at least 3:1.
 * Order is part of the palette. Source: Analysis Function, Data visualisation: colours in charts.
 */
export const PALETTE = {
  darkBlue: '#12436D',
  turquoise: '#28A197',
  darkPink: '#801650',
  orange: '#F46A25',
  darkGrey: '#3D3D3D',
  lightPurple: '#A285D1',
} as const;

/** Blue for figures that belong to no one sector: the middle blue of the sequential palette, contrast 4.95 on white. */
export const NEUTRAL_COLOUR = '#2073BC';

/** Colours of scenarios in one picture, in the order of the palette. */
export const SCENARIO_COLOURS = [PALETTE.darkBlue, PALETTE.turquoise, PALETTE.darkPink, PALETTE.orange] as const;

/** Dashes of the same scenarios: they tell lines apart that are as dark as each other in grey. */
export const SCENARIO_DASHES: readonly (readonly number[])[] = [[], [8, 3], [2, 3], [10, 3, 2, 3]];

/** Grey for lines that only guide the eye. */
export const GUIDE_GREY = '#BFBFBF';

/** Colour of text: dark grey on white has a contrast of 10.86. */
export const TEXT_COLOUR = PALETTE.darkGrey;

/** Light to dark blues for ordered classes, with the colour of text that can be read on each. Five classes at most. */
export const SEQUENTIAL_BLUES: readonly { readonly fill: string; readonly text: string }[] = [
  { fill: '#E6F0FA', text: '#3D3D3D' },
  { fill: '#B3D2F0', text: '#3D3D3D' },
  { fill: '#6BACE6', text: '#000000' },
  { fill: '#2073BC', text: '#FFFFFF' },
  { fill: '#12436D', text: '#FFFFFF' },
];

/** One colour a sector, the same in every chart. */
export const SECTOR_COLOURS: Readonly<Record<Sector, string>> = {
  'local-authority': PALETTE.darkBlue,
  'not-for-profit': PALETTE.turquoise,
  'for-profit': PALETTE.darkPink,
  other: PALETTE.orange,
};

/** Names of the sectors as printed. */
export const SECTOR_NAMES: Readonly<Record<Sector, string>> = {
  'local-authority': 'Local authority',
  'not-for-profit': 'Not for profit',
  'for-profit': 'For profit',
  other: 'Other',
};

/** Names of the kinds of service as printed. */
export const SERVICE_TYPE_NAMES: Readonly<Record<ServiceType, string>> = {
  foster: 'Foster care',
  residential: 'Residential care',
  secure: 'Secure accommodation',
  independent: 'Supported accommodation, 16 to 17',
};

/** The colour bound to a category; anything that is not a sector is drawn in the neutral blue. */
export function colourOf(category: string | undefined): string {
  return category !== undefined && Object.hasOwn(SECTOR_COLOURS, category)
    ? SECTOR_COLOURS[category as Sector]
    : NEUTRAL_COLOUR;
}

/** The printed name of a sector or kind of service; any other name is printed as it is. */
export function nameOf(category: string): string {
  if (Object.hasOwn(SECTOR_NAMES, category)) return SECTOR_NAMES[category as Sector];
  if (Object.hasOwn(SERVICE_TYPE_NAMES, category)) return SERVICE_TYPE_NAMES[category as ServiceType];
  return category === 'all' ? 'All' : category;
}

/** Font that is shipped and measured; the others stand in where a reader's browser lacks it. */
export const FONT_FAMILY = "'Source Sans 3', 'Source Sans Pro', Arial, sans-serif";

/** Sizes of text in pixels. */
export const TEXT_SIZE = { title: 19, subtitle: 14, label: 13, small: 12.5 } as const;

/** Width of a whole picture and the white edge around it, in pixels: what a notebook shows without scaling. */
export const PICTURE_WIDTH = 800;
export const PICTURE_EDGE = 16;

/** Width that a chart may fill, in pixels. */
export const CONTENT_WIDTH: number = PICTURE_WIDTH - 2 * PICTURE_EDGE;

/** Settings shared by all charts: no frame, faint horizontal grid, upright labels. */
export function vegaLiteConfig(): Record<string, unknown> {
  return {
    font: FONT_FAMILY,
    aria: false,
    background: 'white',
    view: { stroke: null },
    axis: {
      labelFontSize: TEXT_SIZE.label,
      labelColor: TEXT_COLOUR,
      labelAngle: 0,
      labelOverlap: false,
      labelFlush: false,
      tickColor: GUIDE_GREY,
      domainColor: TEXT_COLOUR,
      gridColor: '#E3E3E3',
      title: null,
    },
    text: { color: TEXT_COLOUR, fontSize: TEXT_SIZE.label },
    title: {
      anchor: 'start',
      color: '#000000',
      fontSize: TEXT_SIZE.title,
      fontWeight: 'bold',
      subtitleColor: TEXT_COLOUR,
      subtitleFontSize: TEXT_SIZE.subtitle,
    },
  };
}
