import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { shippedScenarioDir } from '../../src/data/shipped-paths.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { EVIDENCE_STATUSES, statusSentence } from '../../src/domain/status.ts';
import { SECTORS, SERVICE_TYPES } from '../../src/domain/vocabulary.ts';
import type { ChartWords } from '../../src/reporting/chart-words.ts';
import { chartWordsOf, englishWords } from '../../src/reporting/chart-words.ts';
import { fanChart } from '../../src/reporting/fan-chart.ts';
import { fanPanels } from '../../src/reporting/fan-panels.ts';
import { checkWelsh } from '../../src/reporting/language/check-welsh.ts';
import { Messages } from '../../src/reporting/language/messages.ts';
import { plainMessage } from '../../src/reporting/language/plain-message.ts';
import type { Words } from '../../src/reporting/language/words.ts';
import { areaName, entriesOf, readWords } from '../../src/reporting/language/words.ts';
import { stackedPlaces } from '../../src/reporting/stacked-places.ts';
import { statutoryRules } from '../../src/reporting/statutory-dates.ts';
import { SECTOR_NAMES, SERVICE_TYPE_NAMES } from '../../src/reporting/theme.ts';
import { context, fan } from './made-up.ts';
import { expectSoundPicture, wordsOf } from './picture-checks.ts';

let words: Words;
let messages: Messages;
let welsh: ChartWords;
beforeAll(async () => {
  words = await readWords();
  messages = new Messages(entriesOf(words, 'charts'), 'cy');
  welsh = chartWordsOf(messages);
});

describe('the words of charts', () => {
  it('have Welsh each, no misspelt name, and a status that asks a translator where nobody approved it', () => {
    expect(welsh.language).toBe('cy');
    for (const [id, { cy, status }] of words.files.get('charts')!) {
      expect(cy, id).toBeDefined();
      const { text } = plainMessage(cy!);
      expect(
        checkWelsh(text, words).filter(({ kind }) => kind === 'spelling'),
        id,
      ).toEqual([]);
      expect(status, id).toMatch(/^[VPU]$/);
    }
  });

  it('have in English what the rest of the package says', async () => {
    const english = englishWords();
    for (const status of EVIDENCE_STATUSES) expect(english.status(status)).toBe(statusSentence(status));
    for (const sector of SECTORS) expect(english.sector(sector)).toBe(SECTOR_NAMES[sector]);
    for (const type of SERVICE_TYPES) expect(english.service(type)).toBe(SERVICE_TYPE_NAMES[type]);
    for (const file of await readdir(shippedScenarioDir())) {
      const title = /^title: (.*)$/m.exec(await readFile(`${shippedScenarioDir()}/${file}`, 'utf8'))![1]!;
      expect(welsh.scenario(title), title).not.toBe(title);
    }
    expect(welsh.scenario('Our own scenario')).toBe('Our own scenario');
  });

  it('are all English where one has no Welsh, and what is missing is asked', () => {
    const entries = entriesOf(words, 'charts');
    const { cy: _, status: __, ...rest } = entries.get('fan.median')!;
    const lacking = new Messages(new Map([...entries, ['fan.median', rest]]), 'cy');
    const found = chartWordsOf(lacking);
    expect(found.language).toBe('en');
    expect(found.text('fan.recorded')).toBe('Recorded');
    expect(lacking.translationNeeds().map(({ id, status }) => [id, status])).toEqual([['fan.median', 'missing']]);
  });

  it('count in the six plural forms', () => {
    const runs = (n: number): string => welsh.text('foot.runs', { n, draws: welsh.number(n) });
    expect([1, 2, 3, 6, 1000].map(runs)).toEqual([
      '1 rhediad',
      '2 rediad',
      '3 rhediad',
      '6 rhediad',
      '1,000 o rediadau',
    ]);
  });
});

describe('a chart in Welsh', () => {
  const english = /\b(runs?|median|of|sector|source|status|scenario under|not|places|total|april|march|recorded)\b/i;

  it('is a sound fan with its dates of the law, and no word of English', async () => {
    const { timetable } = orThrow(await loadShippedDataSet());
    const chart = fanChart({
      ...context,
      words: welsh,
      title: 'Lleoedd mewn cartrefi plant, Ynys Môn',
      quantity: 'Lleoedd mewn cartrefi plant',
      unit: 'lleoedd',
      source: 'StatsCymru',
      scenario: { title: welsh.scenario('As legislated'), draws: 1000, seed: 7 },
      series: {
        ...fan('x', 'residential', 1068, 640, 150),
        history: [{ date: '2024-03-31', value: 1040 }],
      },
      rules: statutoryRules(timetable, 'residential', welsh),
    });
    const text = wordsOf(await expectSoundPicture(chart));
    for (const part of [
      'Ynys Môn',
      "80% o'r rhediadau: 450 i 870",
      'Canolrif: 640',
      'Cofnodwyd',
      'Ebrill 2030',
      'Ffynhonnell: StatsCymru.',
      'Statws: enghreifftiol',
      'nid rhagolwg. 1,000 o rediadau, hedyn 7',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(english);
    expect(chart.altText).toBe(
      "Siart gwyntyll. Lleoedd mewn cartrefi plant: canolrif yn gostwng o 1,066 i 640 erbyn mis Mawrth 2036, 80% o'r rhediadau rhwng 450 a 870.",
    );
  });

  it('is sound with panels and with stacked sectors', async () => {
    const panels = fanPanels({
      ...context,
      words: welsh,
      title: welsh.text('shortfall.title', { area: 'Cymru' }),
      quantity: welsh.text('shortfall.quantity'),
      unit: welsh.text('shortfall.unit'),
      series: ['Fel y deddfwyd', 'Pontio a reolir'].map((name) => fan(name, 'x', 300, 100, 40)),
    });
    expect(wordsOf(await expectSoundPicture(panels))).toContain("Mae'r un raddfa ar bob panel.");
    expect(panels.altText).toMatch(/canolrif yn gostwng mewn 2 o 2 erbyn Mawrth 2036\.$/);
    const stacked = stackedPlaces({
      ...context,
      words: welsh,
      title: welsh.text('places.residential-title', { area: 'Cymru' }),
      quantity: welsh.text('places.residential-quantity'),
      unit: welsh.text('places.unit'),
      rows: ['2025-03-31', '2030-03-31'].flatMap((date) =>
        SECTORS.map((sector, i) => ({ date, sector, mean: 100 * (i + 1) })),
      ),
    });
    const text = wordsOf(await expectSoundPicture(stacked));
    for (const part of ['Awdurdod lleol: 100', 'Nid-er-elw: 200', 'Er elw: 300', 'Arall: 400', 'Cyfanswm: 1,000'])
      expect(text).toContain(part);
    expect(stacked.altText).toMatch(/1,000 \(Mawrth 2030\)\.$/);
  });

  it('has the Welsh name of each area, and the one that a translator has confirmed', async () => {
    const { areas } = orThrow(await loadShippedDataSet());
    const named = areas.filter(({ level }) => level !== 'outside');
    for (const area of named) {
      const place = words.places.find(({ kind, name_en }) => kind === area.level && name_en === area.name_en);
      expect(place?.name_cy, area.name_en).toBe(area.name_cy);
    }
    const region = named.find(({ name_en }) => name_en === 'West Wales')!;
    const places = words.places.map((p) =>
      p.kind === 'region' && p.name_en === 'West Wales' ? { ...p, name_cy: 'Y Gorllewin', status: 'C' as const } : p,
    );
    expect([
      areaName({ places }, region, 'cy'),
      areaName({ places }, region, 'en'),
      areaName(words, region, 'cy'),
    ]).toEqual(['Y Gorllewin', 'West Wales', 'Gorllewin Cymru']);
  });
});
