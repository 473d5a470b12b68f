import type { InputProblem } from '../../domain/errors.ts';
import { readXml } from '../../risk/workbook/xml.ts';
import type { ReturnedRow } from './returned-row.ts';
import { XLIFF_NAMESPACE } from './xliff.ts';

/** States by which a translation tool says that a text is final. `translated` waits for a reviewer. */
const FINAL_STATES = ['final', 'signed-off'];

interface Unit {
  readonly id: string;
  readonly approved: boolean;
  source: string;
  target: string;
  state: string;
  noteText: string;
}

/**
 * Reads XLIFF 1.2 that came back from a translation tool. Text in tags of places is taken as it stands; a tag without text is
 * filled from the tag of the same number in the source. Alternatives and notes of other texts are passed over.
 *
 * @param takeAll every target counts as final, whatever its state
 */
export function readXliff(
  text: string,
  file: string,
  by: { readonly confirmedBy: string; readonly date: string; readonly takeAll: boolean },
): readonly ReturnedRow[] | InputProblem {
  const problem = (what: string, mend: string): InputProblem => ({
    kind: 'input',
    file,
    problem: what,
    allowed: 'XLIFF 1.2 as translate export wrote it, with the targets filled.',
    mend,
  });
  const units: Unit[] = [];
  let unit: Unit | undefined;
  let version: string | undefined;
  /** Element whose text is being read, and how deep inside alternatives one is. */
  let into: 'source' | 'target' | 'note' | undefined;
  let alternatives = 0;
  let codes = new Map<string, string>();
  let code: { readonly id: string; text: string } | undefined;
  const fault = readXml(text, {
    open: ({ name, namespace, attributes }) => {
      if (name === 'xliff') version = namespace === XLIFF_NAMESPACE ? '1.2' : (attributes['version'] ?? 'unknown');
      if (name === 'alt-trans') alternatives += 1;
      if (alternatives > 0) return;
      if (name === 'trans-unit') {
        unit = {
          id: attributes['resname'] ?? attributes['id'] ?? '',
          approved: attributes['approved'] === 'yes',
          source: '',
          target: '',
          state: '',
          noteText: '',
        };
        codes = new Map();
        units.push(unit);
      } else if (unit !== undefined && (name === 'source' || name === 'target')) {
        into = name;
        if (name === 'target') unit.state = attributes['state'] ?? '';
      } else if (unit !== undefined && name === 'note') {
        // Notes of the export say who they are from; the translator's own do not, or say another name.
        into = ['context', 'used', 'status'].includes(attributes['from'] ?? '') ? undefined : 'note';
      } else if (into !== undefined && ['ph', 'x', 'it', 'bpt', 'ept'].includes(name))
        code = { id: attributes['id'] ?? '', text: '' };
    },
    text: (piece) => {
      if (alternatives > 0 || unit === undefined || into === undefined) return;
      if (code !== undefined) code.text += piece;
      else if (into === 'note') unit.noteText += piece;
      else unit[into] += piece;
    },
    close: ({ name }) => {
      if (name === 'alt-trans') alternatives -= 1;
      if (alternatives > 0 || unit === undefined) return;
      if (code !== undefined && ['ph', 'x', 'it', 'bpt', 'ept'].includes(name)) {
        if (into === 'source') codes.set(code.id, code.text);
        if (into === 'source' || into === 'target')
          unit[into] += code.text === '' ? (codes.get(code.id) ?? '') : code.text;
        code = undefined;
      } else if (name === into) into = undefined;
      else if (name === 'trans-unit') unit = undefined;
    },
  });
  if (fault !== undefined)
    return problem(
      `The file is not XML that can be read: ${fault.split('\n')[0]!}.`,
      'Export it from the translation tool again.',
    );
  if (version !== '1.2')
    return problem(
      version === undefined ? 'The file is not XLIFF.' : `The file is XLIFF ${version}.`,
      'Export version 1.2 from the translation tool.',
    );
  return units.map((one, i) => {
    const confirmed = one.target.trim() !== '' && (by.takeAll || one.approved || FINAL_STATES.includes(one.state));
    return {
      row: i + 1,
      id: one.id,
      english: one.source,
      proposed: '',
      welsh: one.target,
      confirmed,
      confirmedBy: by.confirmedBy,
      date: by.date,
      note: one.noteText.trim().replace(/\s+/g, ' '),
    };
  });
}
