/** Text of a file with one event; a field that is undefined is left out. */
export function eventText(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const fields: Record<string, string | undefined> = {
    id: 'waiting',
    title: 'Children wait',
    cause: 'Because homes close.',
    event: 'There is a risk that children wait.',
    consequence: 'As a result they are harmed.',
    predicate: 'children_waiting residential >= 1',
    horizon: '2026-03-31',
    severity:
      '[{ scale: waiting, of: children_waiting residential, over: mean, per: children_looked_after, per_over: mean }]',
    loss: '{ of: children_waiting residential, over: nights }',
    category: 'Sufficiency',
    workstream: 'sufficiency',
    owner: 'Programme director',
    raised_in: 'Board',
    ...changes,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return `version: "1"\nevents:\n  - ${lines.join('\n    ')}\n`;
}
