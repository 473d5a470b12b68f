import { nearestName } from '../../../domain/errors.ts';
import type { Checked, InputProblem } from '../../../domain/errors.ts';
import type { ImportContext } from '../import-format.ts';
import { MOST_PROBLEMS } from '../limits.ts';
import { importProblem, refusal } from '../problems.ts';
import { AreaNames } from './area-names.ts';
import type { Fact, FactTable, Member } from './fact.ts';
import { readFigure } from './figure.ts';
import { ALL_AGES, foldedLabel, isCount, isRate, isTotal, plainLabel, readAge, readSex } from './labels.ts';
import { LeftOutList } from './left-out-list.ts';
import type { Observation } from './observation.ts';
import { readPeriod } from './period.ts';
import type { Period } from './period.ts';
import { readPlacement } from './placements.ts';
import { rolesOf } from './roles.ts';
import type { Role } from './roles.ts';
import { SUBJECT_WORDS, SUBJECTS, subjectOfWords } from './subject.ts';
import type { Subject } from './subject.ts';

/** The figures of a table, understood, with what was left out. */
export interface Understood {
  readonly observations: readonly Observation[];
  readonly leftOut: LeftOutList;
  readonly notes: readonly string[];
}

/** Says of each figure of a table what it counts, where, when and of whom. Whatever is not understood is refused. */
export function understand(table: FactTable, context: ImportContext): Checked<Understood> {
  if (table.problems.length > 0) return refusal(...table.problems);
  if (table.facts.length === 0)
    return refusal(importProblem({ file: table.file }, table.dimensions.join(', '), 'The file holds no figures.', 'A header and at least one row.', 'The filters of the view may have left nothing; choose others and download the table again.'));
  const areas = new AreaNames(context.areas);
  const roles = rolesOf(table, areas);
  if (!roles.ok) return roles;
  const reader = new TableReader(table, roles.value, areas, context);
  return reader.read();
}

class TableReader {
  private readonly problems: InputProblem[] = [];
  private readonly leftOut = new LeftOutList();
  private readonly notes = new Set<string>();
  private readonly observations: Observation[] = [];
  private readonly styles = new Map<Period['style'], Fact>();
  private readonly areaProblems = new Set<string>();
  /** What was made of labels that were there before, by role. */
  private readonly labels = new Map<string, unknown>();
  private readonly table: FactTable;
  private readonly roles: readonly Role[];
  private readonly areas: AreaNames;
  private readonly context: ImportContext;

  constructor(table: FactTable, roles: readonly Role[], areas: AreaNames, context: ImportContext) {
    this.table = table;
    this.roles = roles;
    this.areas = areas;
    this.context = context;
  }

  read(): Checked<Understood> {
    if (this.table.leftOut !== undefined) this.leftOut.join(this.table.leftOut);
    const stated = this.statedSubject();
    if (!this.roles.includes('area')) this.problems.push(this.lacks('areas', 'A column with names or codes of areas.'));
    for (const fact of this.table.facts) {
      this.take(fact, stated);
      if (this.problems.length >= MOST_PROBLEMS) break;
    }
    if (this.styles.size > 1) {
      const [first, second] = [...this.styles.values()];
      this.problems.push(
        importProblem(second!.place, this.member(second!, 'period')?.label, 'The date is written in another way than the others of its column.', `All dates of a column written alike, here as ${this.member(first!, 'period')?.label}.`, 'Check that the file is whole and that no cell was changed; download it again.'),
      );
    }
    if (this.problems.length > 0) return refusal(...this.problems);
    return {
      ok: true,
      value: { observations: this.observations, leftOut: this.leftOut, notes: [...this.notes, ...this.table.notes] },
      repairs: this.table.repairs,
    };
  }

  private statedSubject(): Subject | undefined {
    const asked = this.context.options['subject'];
    if (asked !== undefined) {
      if ((SUBJECTS as readonly string[]).includes(asked)) return asked as Subject;
      this.problems.push(importProblem({ file: '--subject' }, asked, 'The subject is not known.', `One of: ${SUBJECTS.join(', ')}.`, `Did you mean ${nearestName(asked, SUBJECTS) ?? 'looked-after'}?`));
      return undefined;
    }
    const found = subjectOfWords(`${this.table.about} ${this.table.dimensions.join(' ')}`);
    if (found === 'part') {
      this.problems.push(
        importProblem({ file: this.table.file }, this.table.about, 'The table counts a part of the children, or something near them.', `Counts of: ${SUBJECTS.map((s) => SUBJECT_WORDS[s]).join('; ')}.`, 'Choose another table. If only the name of the file is misleading, say what is counted with --subject.'),
      );
      return undefined;
    }
    return found;
  }

  private take(fact: Fact, stated: Subject | undefined): void {
    const subject = this.subjectOf(fact, stated);
    if (subject === undefined) return;
    const figure = readFigure(fact.value);
    if (figure.kind === 'fault') {
      this.problems.push(importProblem(fact.place, fact.value, figure.problem, 'A number, or a number or nothing with marks such as [c], [x] or *.', 'Download the file again; undo what a spreadsheet has changed.'));
      return;
    }
    const area = this.areaOf(fact);
    const date = this.dateOf(fact, subject);
    const age = this.memberValue(fact, 'age', (label) => (subject !== 'population' && /^\d+$/.test(label.trim()) ? undefined : readAge(label)), ALL_AGES, subject === 'population' ? 'An age or a group of ages.' : 'An age or a group of ages in words, as 1 to 4 years; bare numbers may be codes.');
    const sex = this.memberValue(fact, 'sex', readSex, 'all' as const, 'Boys, girls or a total.');
    const placementLabel = plainLabel(this.member(fact, 'placement')?.label ?? '');
    const usual = subject === 'foster' ? ('foster-including-kinship' as const) : ('all' as const);
    const placement = this.memberValue(fact, 'placement', readPlacement, usual, 'A type of placement.');
    if (area === undefined || date === undefined || age === undefined || sex === undefined || placement === undefined) return;
    if (placement === 'mixed') {
      this.leftOut.add(`"${placementLabel}" is none of the placement types of the tables, or more than one of them`, fact);
      return;
    }
    const location = this.member(fact, 'location')?.label;
    this.observations.push({
      place: fact.place,
      subject,
      date,
      area,
      age,
      sex,
      placement: subject === 'foster' && placement === 'all' ? 'foster-including-kinship' : placement,
      placementLabel,
      ...(location === undefined ? {} : { location: plainLabel(location) }),
      figure,
    });
  }

  /** The member of a fact in the dimension of a role. */
  private member(fact: Fact, role: Role): Member | undefined {
    const d = this.roles.indexOf(role);
    return d < 0 ? undefined : fact.members[d];
  }

  private memberValue<T>(fact: Fact, role: Role, read: (label: string) => T | undefined, absent: T, allowed: string): T | undefined {
    const member = this.member(fact, role);
    if (member === undefined) return absent;
    const key = `${role}\u0000${allowed}\u0000${member.label}`;
    const found = (this.labels.get(key) as T | undefined) ?? read(member.label);
    if (this.labels.size < 10_000) this.labels.set(key, found);
    if (found === undefined)
      this.problems.push(importProblem({ ...fact.place, column: this.table.dimensions[this.roles.indexOf(role)] }, member.label, 'The name is not understood.', allowed, 'Check that the file is as it was downloaded; filter the table to what is wanted.'));
    return found;
  }

  private subjectOf(fact: Fact, stated: Subject | undefined): Subject | undefined {
    let named: Subject | undefined;
    for (const [d, role] of this.roles.entries()) {
      if (role !== 'measure') continue;
      const { label } = fact.members[d]!;
      if (isRate(label)) {
        this.leftOut.add(`"${plainLabel(label)}" is a rate, a share or an average, not a count`, fact);
        return undefined;
      }
      const found = subjectOfWords(label);
      if (found === 'part') {
        this.leftOut.add(`"${plainLabel(label)}" counts a part of the children, or something near them`, fact);
        return undefined;
      }
      if (found === undefined && !isCount(label) && !isTotal(label)) {
        this.problems.push(
          importProblem({ ...fact.place, column: this.table.dimensions[d] }, label, 'What is counted is not understood.', 'Number, a rate or share (which is left out), or the name of what is counted.', 'Check that the file is as it was downloaded; filter the table to what is wanted.'),
        );
        return undefined;
      }
      named ??= found;
    }
    const subject = named ?? stated;
    if (subject === undefined && this.problems.length === 0)
      this.problems.push(
        importProblem({ file: this.table.file }, this.table.about.slice(0, 150), 'The file does not say what is counted.', `Counts of: ${SUBJECTS.map((s) => `${SUBJECT_WORDS[s]} (--subject ${s})`).join('; ')}.`, 'If you know that it is one of these, say so with --subject.'),
      );
    return subject;
  }

  private areaOf(fact: Fact): string | undefined {
    const member = this.member(fact, 'area');
    if (member === undefined) return undefined;
    const found = this.areas.find(member.label, member.code);
    if (found.kind === 'area') {
      if (found.repair !== undefined) this.notes.add(`An old code of an area: ${found.repair}.`);
      return found.code;
    }
    if (found.kind === 'other') {
      this.leftOut.add(found.reason, fact);
      return undefined;
    }
    const name = `${member.label}${member.code === undefined ? '' : ` (${member.code})`}`;
    if (this.areaProblems.has(name)) return undefined;
    this.areaProblems.add(name);
    const column = this.table.dimensions[this.roles.indexOf('area')];
    if (found.kind === 'mismatch')
      this.problems.push(
        importProblem({ ...fact.place, column }, name, `The name and the code are not of the same area: the name is ${found.byName}, the code ${found.byCode}.`, `Names and codes as in ${this.context.areasFile}.`, 'The codes or the names may be shifted by a row, as happens when one column is sorted alone. Download the file again.'),
      );
    else {
      const near = nearestName(foldedLabel(member.label), this.areas.names());
      this.problems.push(
        importProblem({ ...fact.place, column }, name, 'The area is not known.', `An area of ${this.context.areasFile}, by name in either language or by code.`, `${near === undefined ? '' : `Did you mean ${near}? `}Name the data set that has the area with --data.`),
      );
    }
    return undefined;
  }

  private dateOf(fact: Fact, subject: Subject): string | undefined {
    const member = this.member(fact, 'period');
    const asked = this.context.options['date'];
    const outside = member === undefined ? (asked ?? this.table.period?.text) : undefined;
    const text = member?.label || member?.code || outside;
    if (text === undefined) {
      if (this.problems.length === 0) this.problems.push(this.lacks('the date', 'A column of years, a year in the name of the file, or --date.'));
      return undefined;
    }
    const period = readPeriod(text);
    const date = period === undefined ? undefined : dateFor(subject, period);
    if (period === undefined || date === undefined) {
      const place = member === undefined ? { file: this.table.file } : { ...fact.place, column: this.table.dimensions[this.roles.indexOf('period')] };
      this.problems.push(importProblem(place, text, `The date does not fit ${SUBJECT_WORDS[subject]}.`, subject === 'population' ? 'A year, as 2020 or Mid-year 2020.' : 'One year, as 2023-24, 202324, 2024 or 31/03/2024.', 'Check that the file is as it was downloaded; two years together cannot be used.'));
      return undefined;
    }
    if (member !== undefined && !this.styles.has(period.style)) this.styles.set(period.style, fact);
    if (member === undefined && asked === undefined) this.notes.add(`The date ${date} is from ${this.table.period!.where} of ${this.table.file}: the rows do not say it.`);
    if (period.style === 'year' && subject !== 'population') this.notes.add('Years are read as the year that ends on 31 March, as in all tables of this subject.');
    return date;
  }

  private lacks(what: string, allowed: string): InputProblem {
    return importProblem({ file: this.table.file }, this.table.dimensions.join(', '), `The file does not say ${what}.`, allowed, 'Add it to the view and download the table again.');
  }
}

/** The date of a figure; undefined where the period cannot be one of its subject. */
function dateFor(subject: Subject, period: Period): string | undefined {
  if (subject === 'population') {
    if (period.style === 'day') return period.day!.endsWith('-06-30') ? String(period.year) : undefined;
    return period.style === 'year' || period.style === 'mid-year' ? String(period.year) : undefined;
  }
  if (period.style === 'mid-year') return undefined;
  return period.day ?? `${period.year}-03-31`;
}
