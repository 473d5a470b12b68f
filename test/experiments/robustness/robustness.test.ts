import { beforeAll, describe, expect, it } from 'vitest';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { robustness } from '../../../src/experiments/robustness/robustness.ts';
import type { Robustness } from '../../../src/experiments/robustness/robustness.ts';
import { robustnessTable, robustnessWords } from '../../../src/reporting/robustness/robustness-table.ts';
import { temporaryFolder, THREE_AREAS } from '../../data/temporary-folder.ts';
import { shortScenario } from '../../cli/short-scenario.ts';

const LEVERS = `levers:
  - places: { region: R1, service_type: residential, sector: local-authority, places: 6, opens: 2024-06-01 }
`;
const SURGE = 'events:\n  - demand_shock: { from: 2024-06-01, months: 18, factor: 1.6 }\n';

let folder: string;
let wait: string;
let build: string;
let calm: string;
let surge: string;
let answer: Robustness;
const headlines = [
  {
    id: 'places-local-authority',
    title: 'Places of authorities',
    measure: 'places_registered',
    service_type: 'residential',
    sector: 'local-authority',
    over: 'at',
  },
  {
    id: 'needing',
    title: 'Children who need a home',
    measure: 'children_needing',
    service_type: 'residential',
    over: 'at',
  },
] as const;

beforeAll(async () => {
  folder = await temporaryFolder();
  wait = await shortScenario(folder, 'wait');
  build = await shortScenario(folder, 'build', LEVERS);
  calm = await shortScenario(folder, 'calm');
  surge = await shortScenario(folder, 'surge', SURGE);
  answer = await robustness({
    options: [wait, build],
    dataDir: THREE_AREAS,
    headlines,
    draws: 40,
    threads: 1,
    thresholds: { needing: 12 },
  });
});

describe('options against futures', () => {
  it('knows that who builds has the places, in every future', () => {
    const [places] = answer.headlines;
    expect(answer.futures).toBe(20);
    expect(places!.better).toBe('more');
    expect(places!.minimaxRegret).toBe('build');
    expect(places!.figures[1]!.largestRegret).toBe(0);
    expect(places!.figures[0]!.largestRegret).toBeGreaterThanOrEqual(6);
    // The same luck: homes of the lever apart, both options have the same homes, so that the regret is at most their places.
    expect(places!.figures[0]!.meanRegret).toBeGreaterThan(4);
    expect(places!.figures[0]!.meanRegret).toBeLessThanOrEqual(6);
    expect(places!.intervals[0]!.meanRegret!.low).toBeLessThanOrEqual(places!.figures[0]!.meanRegret);
    expect(places!.intervals[0]!.largestRegret).toBeUndefined();
  });

  it('lays named futures over each option, and gives their worst an interval', async () => {
    const named = await robustness({
      options: [wait, build],
      futures: [calm, surge],
      dataDir: THREE_AREAS,
      headlines,
      draws: 40,
      threads: 1,
    });
    expect(named.named).toEqual(['calm', 'surge']);
    const needing = named.headlines[1]!;
    expect(needing.figures[0]!.worst).toBeGreaterThan(needing.figures[0]!.expected);
    expect(needing.intervals[0]!.worst!.high).toBeGreaterThan(needing.intervals[0]!.worst!.low);
    expect(named.misses).toEqual([]);
    expect(named.analysisId).not.toBe(answer.analysisId);
    await expect(
      robustness({ options: [wait, build], futures: [build], dataDir: THREE_AREAS, headlines }),
    ).rejects.toThrow('levers are chosen and belong to the options');
  });

  it('makes a tidy table with unit, interval and status, and words', () => {
    const { columns, rows } = robustnessTable(answer);
    expect(rows.every((row) => Object.keys(row).every((c) => (columns as readonly string[]).includes(c)))).toBe(true);
    // Two options, seven statistics under the headline with a threshold and six under the other.
    expect(rows.length).toBe(2 * 7 + 2 * 6);
    expect(rows.find((r) => r['statistic'] === 'largest_regret')).toMatchObject({
      unit: 'places',
      status: 'illustrative',
    });
    const words = robustnessWords(answer);
    expect(words[0]).toContain('2 options against 20 parameter sets');
    expect(words.filter((w) => w.includes('miss it'))).toHaveLength(2);
  });

  it('refuses a threshold of a headline that is not there', async () => {
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, 'name: bad\ntitle: Bad\nextends: as-legislated\n');
    await expect(
      robustness({ options: [wait, bad], dataDir: THREE_AREAS, headlines, thresholds: { neding: 3 } }),
    ).rejects.toThrow('Did you mean needing?');
  });
});
