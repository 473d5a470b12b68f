import { describe, expect, it } from 'vitest';
import { likelihoodOf, rate } from '../../src/risk/schemes/rate.ts';
import { checkScheme, readScheme, schemeNames } from '../../src/risk/schemes/read-scheme.ts';

const [ons, newport, nhs, nrr, lettered] = await Promise.all(
  ['ons-2026', 'newport-bands', 'nhs-npsa-2008', 'national-risk-register', 'lettered-4x5'].map((name) =>
    readScheme(name),
  ),
);

describe('scoring schemes', () => {
  // The same evidence under several schemes: the table of published schemes, worked by hand from their limits.
  it.each([
    [0.08, 5, '5 Low', '5 Moderate', '15 Extreme', 4],
    [0.2, 4, '8 Low', '8 Major', '16 Extreme', 4],
    [0.25, 5, '10 Low', '10 Major', '20 Extreme', 4],
    [0.35, 4, '12 Moderate', '12 Major', '16 Extreme', 5],
    [0.35, 5, '15 High', '15 Severe', '20 Extreme', 5],
    [0.7, 5, '20 High', '20 Severe', '25 Extreme', 5],
  ])('rate %s and impact %s as published', (probability, impact, inOns, inNewport, inNhs, inNrr) => {
    const words = [ons!, newport!, nhs!].map((scheme) => {
      const { score, band } = rate(scheme, probability, impact);
      return `${score} ${band!.label}`;
    });
    expect(words).toEqual([inOns, inNewport, inNhs]);
    const register = rate(nrr!, probability, impact);
    expect([register.likelihood.level, register.score, register.band]).toEqual([inNrr, undefined, undefined]);
  });

  it('have only two amber cells of 25 in the ONS template', () => {
    expect(ons!.cells!.flat().filter((id) => id === 'moderate').length).toBe(2);
    expect(new Set(ons!.scores!.flat()).size).toBe(14);
  });

  it('put a probability at a limit where the scheme says', () => {
    expect(likelihoodOf(ons!, 0.3).level).toBe(3);
    expect(likelihoodOf(nhs!, 0.5).level).toBe(4);
    expect(likelihoodOf(nhs!, 0.500001).level).toBe(5);
    expect(likelihoodOf(nrr!, 0.25).level).toBe(4);
    expect(() => likelihoodOf(ons!, 1.01)).toThrow('not a probability');
  });

  it('may have letters and not be square', () => {
    const { cell, band, score } = rate(lettered!, 0.9, 4);
    expect([cell, band!.label, score]).toEqual(['A1', 'Red', undefined]);
    expect(rate(lettered!, 0.01, 1).cell).toBe('E4');
    expect(() => rate(lettered!, 0.5, 5)).toThrow(RangeError);
  });

  it('say where they come from and how sure that is, and none is the own one of a Board', async () => {
    for (const name of await schemeNames()) {
      const scheme = await readScheme(name);
      expect(scheme.source.length).toBeGreaterThan(20);
      expect(scheme.status === 'verified' || scheme.doubts.length > 0).toBe(true);
      expect(`${scheme.title} ${scheme.publisher}`).not.toMatch(/\bBoard\b|Welsh Government/);
    }
  });

  const whole = {
    ...{ scheme: 'small', version: '1', title: 'Small', publisher: 'a test', source: 'made up here', dated: '2026' },
    ...{ status: 'illustrative', doubts: [], horizon: 'none' },
    likelihood: [
      { name: '1', label: 'Low', under: 0.5 },
      { name: '2', label: 'High' },
    ],
    impact: [
      { name: '1', label: 'Mild' },
      { name: '2', label: 'Bad' },
    ],
    scores: [
      [1, 2],
      [2, 4],
    ],
  };
  it.each([
    [
      'a row that is short',
      {
        scores: [
          [1, 2, 3],
          [2, 4, 6],
        ],
      },
      'does not have a cell for each',
    ],
    [
      'bands without cells',
      {
        bands: [
          { id: 'a', label: 'A' },
          { id: 'b', label: 'B' },
        ],
      },
      'belong together',
    ],
    [
      'limits that fall',
      {
        likelihood: [
          { name: '1', label: 'L', under: 0.5 },
          { name: '2', label: 'M', under: 0.4 },
          { name: '3', label: 'H' },
        ],
      },
      'not above',
    ],
    ['a field that is misspelt', { lables: 1 }, 'no field lables'],
  ])('with %s are refused', (_what, change, message) => {
    expect(checkScheme(whole, { file: 'x.yaml' }).likelihood.length).toBe(2);
    expect(() => checkScheme({ ...whole, ...change }, { file: 'x.yaml' })).toThrow(message);
  });
});
