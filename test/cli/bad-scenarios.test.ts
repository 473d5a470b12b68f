import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';
import { diffCommand } from '../../src/cli/diff.ts';
import type { CommandOutput } from '../../src/cli/output.ts';
import { runCommand } from '../../src/cli/run.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();
const HEAD = 'name: bad\ntitle: Bad\n';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function said(
  command: (args: string[], output: CommandOutput) => Promise<number>,
  args: string[],
): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await command(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/**
 * Bad files, each with the place, the value and the way out that its message must name. `row` is the line of the file.
 */
const CASES: readonly [what: string, text: string, row: number | undefined, says: readonly string[]][] = [
  // Names of the vocabulary.
  ['an unknown part', `${HEAD}lever: []\n`, 3, ['column lever:', 'Parts: name, title', 'Did you mean levers?']],
  [
    'an unknown lever',
    `${HEAD}levers:\n  - preventoin: {from: 2027-04-01, entries_factor: 0.9}\n`,
    4,
    ['column levers[0].preventoin', 'One key out of: places, carers', 'Did you mean prevention?'],
  ],
  [
    'an unknown event',
    `${HEAD}events:\n  - owner_leave: {date: 2027-04-01, owner: largest}\n`,
    4,
    ['events[0].owner_leave', 'Did you mean owner_leaves?'],
  ],
  [
    'an unknown field',
    `${HEAD}levers:\n  - workforce:\n      form: 2027-04-01\n      staffed_share: 0.9\n`,
    5,
    ['levers[0].workforce.form', 'Fields: from, staffed_share.', 'Did you mean from?'],
  ],
  [
    'an unknown measure',
    `${HEAD}levers:\n  - when: {measure: occupied, above: 1, then: [{workforce: {staffed_share: 0.9}}]}\n`,
    4,
    ['levers[0].when.measure', 'Found "occupied"', 'One of: places_registered'],
  ],
  [
    'an unknown sector',
    `${HEAD}events:\n  - close: {date: 2027-04-01, sector: forprofit}\n`,
    4,
    [
      'events[0].close.sector',
      'One of: local-authority, not-for-profit, for-profit, other.',
      'Did you mean for-profit?',
    ],
  ],
  [
    'an unknown service type',
    `${HEAD}levers:\n  - places: {service_type: fostering, sector: local-authority, places: 3}\n`,
    4,
    ['levers[0].places.service_type', 'Did you mean foster?'],
  ],
  [
    'an unknown milestone',
    `${HEAD}timetable:\n  - {milestone: growth end, service_type: foster, provider_description: for-profit, date: null}\n`,
    4,
    ['timetable[0].milestone', 'Did you mean growth ends?'],
  ],
  [
    'an unknown provider',
    `${HEAD}timetable:\n  - {milestone: growth ends, service_type: foster, provider_description: private, date: null}\n`,
    4,
    ['timetable[0].provider_description', 'outside-private'],
  ],
  [
    'an unknown strength of evidence',
    `${HEAD}evidence:\n  - {claim: x, source: y, strength: strong}\n`,
    4,
    ['evidence[0].strength', 'A (official figure of the country)'],
  ],
  // Names of the data set.
  [
    'an unknown area',
    `${HEAD}levers:\n  - places: {area: T09, service_type: residential, sector: local-authority, places: 3}\n`,
    4,
    ['levers[0].places.area', 'Found "T09"', 'areas.csv with level authority', 'Did you mean T0'],
  ],
  [
    'the name of an area',
    `${HEAD}events:\n  - close: {date: 2027-04-01, sector: for-profit, area: Aber}\n`,
    4,
    ['events[0].close.area', 'Found "Aber"', 'Write its code: T01.'],
  ],
  [
    'a region as an area',
    `${HEAD}events:\n  - close: {date: 2027-04-01, sector: for-profit, area: R1}\n`,
    4,
    ['R1 is a region: write region: R1.'],
  ],
  [
    'an unknown owner',
    `${HEAD}events:\n  - owner_leaves: {date: 2027-04-01, owner: owner-77}\n`,
    4,
    ['events[0].owner_leaves.owner', 'owner_id of services.csv', 'Did you mean owner-'],
  ],
  [
    'an unknown service',
    `${HEAD}events:\n  - close: {date: 2027-04-01, service: home-99}\n`,
    4,
    ['events[0].close.service', 'service_id of services.csv', 'Did you mean home-'],
  ],
  [
    'an unknown assumption',
    `${HEAD}assumptions:\n  staffed_shares: 0.9\n`,
    4,
    ['column assumptions.staffed_shares', 'An id of assumptions.csv; there are', 'Did you mean staffed_share?'],
  ],
  [
    'an unknown assumption in a correlation',
    `${HEAD}correlations:\n  - {a: notice, b: stafed_share, rank: 0.1}\n`,
    4,
    ['correlations[0].b', 'Did you mean staffed_share?'],
  ],
  // Levers and assumptions mixed up.
  [
    'a lever under assumptions',
    `${HEAD}assumptions:\n  prevention: 0.9\n`,
    4,
    [
      'prevention is a lever, not an assumption.',
      'A lever is chosen',
      'an assumption is uncertain',
      'Write it under levers, as "- prevention:".',
    ],
  ],
  [
    'an assumption under levers',
    `${HEAD}levers:\n  - staffed_share: 0.9\n`,
    4,
    ['column levers[0].staffed_share', 'A lever is chosen', 'an assumption is uncertain', 'write it under assumptions'],
  ],
  [
    'an event under levers',
    `${HEAD}levers:\n  - demand_shock: {from: 2027-04-01, months: 3, factor: 1.2}\n`,
    4,
    ['demand_shock is an event: write it under events.'],
  ],
  [
    'an event under assumptions',
    `${HEAD}assumptions:\n  close: 1\n`,
    4,
    ['close is an event, not an assumption', 'Write it under events'],
  ],
  // Units, ranges and dates.
  [
    'a percentage as a share',
    `${HEAD}assumptions:\n  staffed_share: 93\n`,
    4,
    ['assumptions.staffed_share', 'a number from 0 to 1 (share)', 'Write a share as 0.25, not as 25'],
  ],
  [
    'a share of a lever over 1',
    `${HEAD}levers:\n  - workforce: {from: 2027-04-01, staffed_share: 95}\n`,
    4,
    ['Found "95"', 'A number from 0 to 1.', 'Write a share as 0.95, not as 95.'],
  ],
  [
    'a share with a sign',
    `${HEAD}levers:\n  - workforce: {from: 2027-04-01, staffed_share: 95%}\n`,
    4,
    ['Found "95%"', 'Write a share as 0.25, not as 25%.'],
  ],
  [
    'a number in quotation marks',
    `${HEAD}levers:\n  - workforce: {from: 2027-04-01, staffed_share: "0.95"}\n`,
    4,
    ['Write it without quotation marks: 0.95.'],
  ],
  ['a title that is a number', 'name: bad\ntitle: 2030\n', 2, ['column title', 'Write it in quotation marks: "2030".']],
  [
    'part of a place',
    `${HEAD}levers:\n  - places: {service_type: residential, sector: local-authority, places: 2.5}\n`,
    4,
    ['levers[0].places.places', 'Found "2.5"', 'whole number of places from 1 to 10,000'],
  ],
  ['not a number', `${HEAD}assumptions:\n  notice: .nan\n`, 4, ['assumptions.notice', 'a number from 0 up (months)']],
  [
    'infinity',
    `${HEAD}levers:\n  - prevention: {from: 2027-04-01, entries_factor: .inf}\n`,
    4,
    ['entries_factor', 'A number from 0 to 20'],
  ],
  [
    'low above high',
    `${HEAD}assumptions:\n  notice: {low: 9, central: 6, high: 3}\n`,
    4,
    ['assumptions.notice', 'low <= central <= high.'],
  ],
  [
    'shares that do not add up',
    `${HEAD}assumptions:\n  home_owner_intent_exit: 0.6\n`,
    4,
    ['home_owner_intent_exit', 'A sum of 1'],
  ],
  [
    'a date with the day first',
    `${HEAD}events:\n  - close: {date: 1/4/2027, sector: for-profit}\n`,
    4,
    ['Found "1/4/2027"', 'Write the year first: 2027-04-01, if 4 is the month.'],
  ],
  [
    'a day that does not exist',
    `${HEAD}events:\n  - close: {date: 2027-02-30, sector: for-profit}\n`,
    4,
    ['Found "2027-02-30"', 'A date with the year first'],
  ],
  [
    'a day before the run',
    `${HEAD}events:\n  - close: {date: 2024-01-01, sector: for-profit}\n`,
    4,
    ['events[0].close.date', 'A day after 2024-03-31'],
  ],
  [
    'a day after the run',
    `${HEAD}horizon: 2030-03-31\nevents:\n  - close: {date: 2030-04-01, sector: for-profit}\n`,
    5,
    ['events[0].close.date', 'after the last day of the run', 'A day up to 2030-03-31'],
  ],
  ['a horizon inside a month', `${HEAD}horizon: 2030-03-30\n`, 3, ['column horizon', 'Write 2030-03-31.']],
  ['a negative seed', `${HEAD}seed: -1\n`, 3, ['column seed', 'A whole number from 0']],
  ['a name with spaces', 'name: My plan\ntitle: Mine\n', 1, ['column name', 'Lower-case letters, digits and hyphens']],
  ['a file without a title', 'name: bad\n', 1, ['The part title is missing.', 'Add "title: ...".']],
  // Things that exclude each other.
  [
    'a date of the law set twice',
    `${HEAD}levers:\n  - approval_date: {service_type: foster, date: 2029-04-01}\ntimetable:\n  - {milestone: placements need approval, service_type: foster, provider_description: for-profit, date: 2028-04-01}\n`,
    4,
    ['levers[0].approval_date', 'timetable[0] both set', 'Delete one of them.'],
  ],
  [
    'an area and a region',
    `${HEAD}events:\n  - close: {date: 2027-04-01, sector: for-profit, area: T01, region: R1}\n`,
    4,
    ['events[0].close', 'At most one of: area, region.'],
  ],
  [
    'a correlation of an assumption with itself',
    `${HEAD}correlations:\n  - {a: notice, b: notice, rank: 0.5}\n`,
    4,
    ['correlations[0]', 'paired with itself'],
  ],
  // The shape of the file.
  [
    'the same key twice',
    `${HEAD}horizon: 2030-03-31\nhorizon: 2031-03-31\n`,
    4,
    ['The key stands here twice.', 'Found "horizon: 2031-03-31"'],
  ],
  ['a tab', `${HEAD}levers:\n\t- workforce: {}\n`, 4, ['Indent with spaces, not with tabs.']],
  ['an anchor', `${HEAD}assumptions: &all\n  notice: 3\n`, 3, ['Anchors (&) and aliases (*) are not read.']],
  [
    'an alias',
    `${HEAD}levers:\n  - workforce: &w {from: 2027-04-01, staffed_share: 0.9}\n  - workforce: *w\n`,
    4,
    ['Anchors (&) and aliases (*) are not read.', 'Write the value out'],
  ],
  ['brackets in brackets', `${HEAD}levers: ${'['.repeat(5000)}\n`, undefined, ['nested more than 20 deep']],
  [
    'mappings in mappings',
    `${HEAD}assumptions:\n${Array.from({ length: 60 }, (_, i) => `${' '.repeat(i + 1)}a${i}:\n`).join('')}${' '.repeat(62)}1\n`,
    undefined,
    ['nested more than 20 deep'],
  ],
  ['an unclosed quotation mark', `${HEAD}summary: "Text\n`, undefined, ['The text cannot be read as YAML']],
  ['a list of scenarios', `- ${HEAD.replaceAll('\n', '\n  ')}`, 1, ['A scenario is a set of named parts.']],
  ['nothing at all', '', undefined, ['The file is empty.', 'Found "0 bytes"', 'Write "name: ..."']],
  ['text', 'As legislated\n', undefined, ['A scenario is a set of named parts.']],
  ['a very long name of a lever', `${HEAD}levers:\n  - ${'x'.repeat(900)}: {}\n`, 4, ['There is no lever xxx', '...']],
  [
    'a very long id',
    `${HEAD}assumptions:\n  ${'notice'.repeat(150)}: 3\n`,
    4,
    ['There is no assumption notice', 'Use an id of the table.'],
  ],
  [
    'a very long summary',
    `${HEAD}summary: ${'word '.repeat(2000)}\n`,
    3,
    ['column summary', 'at most 4,000 characters'],
  ],
  ['a name of the machine’s own', `${HEAD}levers:\n  - constructor: {}\n`, 4, ['There is no lever constructor.']],
  ['a prototype', `${HEAD}__proto__: {levers: []}\n`, 3, ['A scenario has no part __proto__.']],
  [
    'a scenario that extends itself',
    `${HEAD}extends: a-scenario-that-extends-itself\n`,
    3,
    ['column extends', 'in a circle'],
  ],
  [
    'a scenario that extends nothing',
    `${HEAD}extends: cliff-at-2031\n`,
    3,
    ['column extends', 'There is no such scenario.', 'Did you mean cliff-at-2030?'],
  ],
];

describe('a bad scenario file', () => {
  it('is tried in more than fifty ways', () => {
    expect(CASES.length).toBeGreaterThan(50);
    expect(new Set(CASES.map(([what]) => what)).size).toBe(CASES.length);
  });

  it.each(CASES)('%s: ends with 2, one clear message, and nothing written', async (what, text, row, says) => {
    const name = what.replace(/[^a-z]+/gi, '-').toLowerCase();
    const file = join(folder, `${name}.yaml`);
    await writeFile(file, text);
    const before = await readdir(folder);
    const out = join(folder, 'out');
    const ran = await said(runCommand, [file, '--data', THREE_AREAS, '--draws', '2', '--threads', '1', '--out', out]);
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(await readdir(folder)).toEqual(before);

    const [message, more, ...rest] = ran.err.split('\n');
    expect(rest).toEqual([]);
    if (more !== undefined) expect(more).toMatch(/^\(\d+ more/);
    // File, line, what is wrong, what was found, what is allowed, how to mend it; short enough to read.
    expect(message).toContain(`${name}.yaml${row === undefined ? '' : `, row ${row}`}`);
    expect(message).toMatch(/: .+\. Found ".*"\. Allowed: .+\. Mend: .+[.?]$/);
    expect(message!.length - file.length).toBeLessThan(1600);
    for (const part of says) expect(message).toContain(part);

    // check and diff say the same.
    expect(await said(checkCommand, [file, '--data', THREE_AREAS])).toEqual(ran);
  });

  it('is refused by diff in the same words', async () => {
    const file = join(folder, 'for-diff.yaml');
    await writeFile(file, `${HEAD}levers:\n  - preventoin: {}\n`);
    const ran = await said(diffCommand, ['as-legislated', file, '--data', THREE_AREAS, '--out', join(folder, 'd.csv')]);
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(ran.err).toMatch(/for-diff\.yaml, row 4, column levers\[0\]\.preventoin: .*Did you mean prevention\?$/);
    expect(await readdir(folder)).not.toContain('d.csv');
  });
});
