import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { run } from '../../src/experiments/run.ts';
import { challenge } from '../../src/risk/challenge/challenge.ts';
import type { Challenge } from '../../src/risk/challenge/challenge.ts';
import { rate } from '../../src/risk/schemes/rate.ts';
import { driverWords, marginWords } from '../../src/reporting/risk/challenge-words.ts';
import { eventText } from './event-text.ts';

const folder = await temporaryFolder();
let found: Challenge;
const [out, events] = [join(folder, 'run'), join(folder, 'events.yaml')];

beforeAll(async () => {
  const scenario = await shortScenario(folder);
  const made = await run({ scenario, dataDir: THREE_AREAS, draws: 16, threads: 1, out });
  const last = made.figures({
    measure: 'children_looked_after',
    area_level: 'country',
    period: 'month',
    statistic: 'p75',
  });
  const limit = Math.max(...last.map(({ value }) => value));
  const predicate = `children_looked_after >= ${limit} for 2 quarters`;
  await writeFile(
    events,
    eventText({
      predicate,
      severity: '[{ scale: waiting, of: children_waiting, over: mean, per: children_looked_after, per_over: mean }]',
    }),
  );
  const options = {
    run: out,
    risk: 'waiting',
    events,
    dataDir: THREE_AREAS,
    draws: 4,
    finest: 4,
    pairs: 1,
    threads: 1,
  };
  found = await challenge({ ...options, drivers: ['demand', 'price'] });
}, 120_000);

describe('the challenge of a score', () => {
  it('gives the numbers that would move it, at the limits of the scheme', () => {
    const { margins, score } = found;
    const up = margins.find((m) => m.direction === 'up' && m.of === 'likelihood')!;
    expect(rate(score.scheme, up.needed, 1).likelihood.level).toBe(up.level);
    expect(up.level).toBe(score.likelihood.band.level + 1);
    expect(up.needed).toBeGreaterThan(up.now);
    const down = margins.find((m) => m.direction === 'down' && m.of === 'likelihood');
    if (down !== undefined) expect(rate(score.scheme, down.needed - 1e-9, 1).likelihood.level).toBe(down.level);
    for (const margin of margins) expect(marginWords(margin)).toMatch(/would have to be .*; it is /);
  });

  it('finds that demand can move a risk about children looked after, and prices cannot', () => {
    const up = found.drivers.filter((d) => d.direction === 'up' && d.drivers.length === 1);
    const by = (id: string): (typeof up)[number] => up.find((d) => d.drivers[0]!.id === id)!;
    expect(by('demand').smallest.most).toBeGreaterThan(by('demand').smallest.without);
    expect(by('demand').smallest.rising).toBe(true);
    expect(by('price').smallest.most).toBe(by('price').smallest.without);
    // With so few draws the level may be reached without any driver; a driver that does nothing says one or the other.
    expect(by('price').smallest.found).not.toBe('within');
    expect(driverWords(by('price'))).toMatch(/cannot|there already/);
    const fewer = found.drivers.find((d) => d.direction === 'down' && d.drivers[0]!.id === 'demand');
    if (fewer !== undefined) expect(fewer.smallest.most).toBeGreaterThanOrEqual(fewer.smallest.without);
    // Drivers are paired where each still has something to do: not where the level is reached without them.
    for (const direction of ['up', 'down'] as const) {
      const own = found.drivers.filter((d) => d.direction === direction);
      const able = own.filter((d) => d.drivers.length === 1 && d.smallest.found !== 'without').length;
      expect(own.filter((d) => d.drivers.length === 2)).toHaveLength(Math.min(1, (able * (able - 1)) / 2));
    }
  });

  it('shows the same evidence under every shipped scheme, and for the horizons that the run has', () => {
    const { views, score } = found;
    const own = views.filter(({ horizon }) => horizon === score.event.horizon);
    expect(new Set(own.map((v) => v.score.scheme.scheme)).size).toBe(5);
    expect(new Set(own.map((v) => v.score.hits))).toEqual(new Set([score.hits]));
    const earlier = views.find(({ horizon }) => horizon === '2025-03-31')!;
    expect(earlier.score.hits).toBeLessThanOrEqual(score.hits);
    expect(earlier.score.draws).toBe(16);
  });

  it('refuses a risk that is not there', async () => {
    await expect(challenge({ run: out, risk: 'wating', events })).rejects.toThrow('Did you mean waiting?');
  });
});
