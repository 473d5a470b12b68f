import { nearestName } from '../../../domain/errors.ts';
import type { Checked, InputProblem } from '../../../domain/errors.ts';
import { importProblem, refusal } from '../problems.ts';
import type { AreaNames } from './area-names.ts';
import type { FactTable, Member } from './fact.ts';
import { foldedLabel, isCount, isRate, isTotal, readAge, readSex } from './labels.ts';
import { readPeriod } from './period.ts';
import { isLocation, readPlacement } from './placements.ts';
import { subjectOfWords } from './subject.ts';

/** What a dimension of a table is about. `total` has one member, which says that nothing is left out. */
export type Role = 'area' | 'period' | 'age' | 'sex' | 'placement' | 'location' | 'measure' | 'total';

const HINTS: Readonly<Record<Exclude<Role, 'total'>, RegExp>> = {
  area: /(area|authority|authorities|council|location$|awdurdod|ardal|lleoliad$|localauthority|\bla\b)/,
  period: /(year|date|period|collection|blwyddyn|dyddiad|cyfnod)/,
  age: /\b(age|ages|age ?group|oedran|oed|grwp oedran|agegroup|age band)\b/,
  sex: /(sex|gender|rhyw|rhywedd)/,
  placement: /(placement|lleoliad)/,
  location: /(location|lleoliad)/,
  measure: /(description|measure|data|disgrifiad|mesur|indicator)/,
};

/** The role of each dimension of a table, by what its members are. A dimension that is not understood is refused. */
export function rolesOf(table: FactTable, areas: AreaNames): Checked<readonly Role[]> {
  const problems: InputProblem[] = [];
  const roles = table.dimensions.map((header, d): Role => {
    const members = distinctMembers(table, d);
    const role = roleOf(header, members, areas);
    if (role !== undefined) return role;
    const seen = members.map(({ label, code }) => label || code || '(blank)');
    const codesAlone = members.every(({ label }) => label === '');
    problems.push(
      importProblem(
        { file: table.file, column: header || `dimension ${d + 1}` },
        seen.slice(0, 6).join(', '),
        codesAlone ? 'The column holds codes alone, whose meaning is not known.' : 'What the column is about is not known.',
        'Columns of areas, dates, ages, sexes, placement types, locations of placements, and what is counted; any other only with a single total.',
        codesAlone ? 'Download the table with names (the default view, or the extended one).' : `Filter the table to the total of "${header}", or leave the column out of the view.${near(seen[0]!, areas)}`,
      ),
    );
    return 'total';
  });
  for (const role of ['area', 'period', 'age', 'sex', 'placement', 'location'] as const) {
    const same = roles.flatMap((one, d) => (one === role ? [table.dimensions[d]!] : []));
    if (same.length > 1)
      problems.push(
        importProblem({ file: table.file }, same.join(', '), `Several columns are about the same thing (${role}).`, `One column about the ${role}.`, 'Filter one of them to its total, or leave it out of the view.'),
      );
  }
  return problems.length > 0 ? refusal(...problems) : { ok: true, value: roles, repairs: [] };
}

function near(label: string, areas: AreaNames): string {
  const name = nearestName(foldedLabel(label), areas.names());
  return name === undefined ? '' : ` If it is an area: did you mean ${name}?`;
}

/** Different members of a dimension, at most as many as there are. */
function distinctMembers(table: FactTable, d: number): Member[] {
  const seen = new Map<string, Member>();
  for (const { members } of table.facts) {
    const member = members[d]!;
    const key = `${member.label}\u0000${member.code ?? ''}`;
    if (!seen.has(key)) seen.set(key, member);
  }
  return [...seen.values()];
}

/** The role that most of some members show; undefined where too few are understood. */
export function roleOf(header: string, members: readonly Member[], areas: AreaNames): Role | undefined {
  const hint = foldedLabel(header.replace(/[_.]+/g, ' '));
  const knows: Readonly<Record<Exclude<Role, 'total'>, (member: Member) => boolean>> = {
    area: ({ label, code }) => areas.find(label, code).kind !== 'unknown',
    period: ({ label, code }) => readPeriod(label || (code ?? '')) !== undefined,
    // A column of bare numbers is of ages only where its name says so; else they are codes.
    age: ({ label }) => readAge(label) !== undefined && (HINTS.age.test(hint) || !/^\d+$/.test(label.trim())),
    sex: ({ label }) => readSex(label) !== undefined,
    measure: ({ label }) => isCount(label) || isRate(label) || subjectOfWords(label) !== undefined,
    location: ({ label }) => isLocation(label) || (isTotal(label) && members.length > 1),
    placement: ({ label }) => readPlacement(label) !== undefined,
  };
  let best: { readonly role: Exclude<Role, 'total'>; readonly score: number } | undefined;
  for (const role of Object.keys(knows) as (keyof typeof knows)[]) {
    const share = members.filter(knows[role]).length / members.length;
    const score = share + (HINTS[role].test(hint) ? 0.01 : 0);
    if (share >= 0.6 && (best === undefined || score > best.score)) best = { role, score };
  }
  if (members.length === 1 && isTotal(members[0]!.label) && best?.role !== 'area') return 'total';
  return best?.role;
}
