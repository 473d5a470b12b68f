/**
 * Measures that other tools of this kind report and this one does not, with the reason. `data/measures.csv` lists those
 * that it does.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  over_20_miles: 'The data know minutes between neighbouring areas, and no place or home by its distance.',
};
