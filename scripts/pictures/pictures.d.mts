import type * as metrics from '../../src/reporting/text-metrics.ts';
import type * as theme from '../../src/reporting/theme.ts';

/** What the pictures are drawn with: the theme, measured text, and the steps of a month. */
export interface PictureKit {
  readonly theme: typeof theme;
  readonly metrics: Pick<typeof metrics, 'textWidth' | 'wrapText'>;
  readonly MONTH: readonly { readonly name: string }[];
}
/** SVG by file name. */
export function drawnPictures(kit: PictureKit): Record<string, string>;
