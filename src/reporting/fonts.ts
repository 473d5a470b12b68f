import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** One face of the shipped font, as fontkit reads it. */
export interface FontFace {
  readonly unitsPerEm: number;
  /** Advance of a text in font units, kerning included. */
  layout(text: string): { readonly advanceWidth: number };
}

interface Fontkit {
  openSync(file: string): FontFace;
}

/**
 * Files of the shipped font, Source Sans 3 (Open Font License). They are TrueType files on purpose:
 * the rasteriser draws nothing, and says nothing, when it is given woff files.
 */
export function fontFiles(): { readonly regular: string; readonly bold: string } {
  const face = (name: string): string => require.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`);
  return { regular: face('400Regular/SourceSans3_400Regular'), bold: face('700Bold/SourceSans3_700Bold') };
}

let faces: { readonly regular: FontFace; readonly bold: FontFace } | undefined;

/** The two faces that charts use. Read at first use, because reading them takes a tenth of a second. */
export function fontFace(bold: boolean): FontFace {
  if (faces === undefined) {
    const fontkit = require('fontkit') as Fontkit;
    const files = fontFiles();
    faces = { regular: fontkit.openSync(files.regular), bold: fontkit.openSync(files.bold) };
  }
  return bold ? faces.bold : faces.regular;
}
