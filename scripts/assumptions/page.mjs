// @ts-check

/** @typedef {Readonly<Record<string, string>>} Row */

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();

/** @param {Row} effect */
const shown = ({ effect, effect_unit }) => {
  const share = effect_unit === 'share';
  const money = effect_unit?.startsWith('gbp');
  const value = Number(effect) * (share ? 100 : money ? 1e-6 : 1);
  const [whole, part] = value.toFixed(value >= 10 || value === 0 ? 0 : value >= 1 ? 1 : 2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${part === undefined ? grouped : `${grouped}.${part}`} ${share ? 'points' : money ? '£m' : effect_unit}`;
};

/**
 * The page of assumptions: what each is, how strong its source is, and what it does.
 *
 * @param {readonly Row[]} assumptions rows of assumptions.csv
 * @param {readonly Row[]} effects rows of assumption-effects.csv
 * @param {(id: string) => string} themeOf
 * @param {readonly string[]} themes themes in their order
 */
export function assumptionsPage(assumptions, effects, themeOf, themes) {
  const effectOf = new Map(effects.map((row) => [row.id, row]));
  const about = effects[0];
  const measured = assumptions.filter((row) => effectOf.get(row.id)?.effect_class);
  const count = (/** @type {string} */ name) => measured.filter((r) => effectOf.get(r.id)?.effect_class === name);
  const weak = count('High').filter((row) => row.strength === 'X').length;
  const parts = themes.flatMap((theme) => {
    const own = assumptions.filter((row) => themeOf(row.id) === theme);
    if (own.length === 0) return [];
    const lines = own.map((row) => {
      const effect = effectOf.get(row.id);
      const cells = effect?.effect_class
        ? [shown(effect), effect.direction, effect.headline, effect.effect_class]
        : [
            row.distribution === 'fixed' ? 'one value' : effect === undefined ? 'not measured yet' : 'no draw reads it',
            '',
            '',
            '',
          ];
      return `| ${[`\`${row.id}\``, row.meaning, row.strength, ...cells].map(cell).join(' | ')} |`;
    });
    const head =
      '| id | meaning | strength | effect | direction | headline | class |\n| --- | --- | --- | --- | --- | --- | --- |';
    return [`## ${theme.charAt(0).toUpperCase()}${theme.slice(1)}\n\n${head}\n${lines.join('\n')}`];
  });
  return `# Assumptions and what they do

This page is written by \`npm run assumptions\` from \`data/wales/assumptions.csv\` and from what
\`market-stability sensitivity\` measured. Sources, ranges and owners are in the table itself.

An effect is the mean size of the change of a headline when the assumption goes from its 5th to its 95th quantile
(Morris screening). It is shown for the headline on which it is largest beside the
others. High: at least a third of the largest effect on that headline. Medium: at least a tenth. Low: less, or not more
than chance. Shares that add to 1 move together and have one effect. Strength: A Welsh official, B Welsh second-hand, C England or
United Kingdom, X no source.

Status of the effects: illustrative, because the register of services is. They hold under the law as it stands, in the model.
${about === undefined ? '' : `Made with ${about.trajectories} trajectories, ${Number(about.draws).toLocaleString('en-GB')} draws, seed ${about.seed}, plan \`${about.plan_digest}\`, design \`${about.design_digest}\`.\n`}
Of ${assumptions.length} assumptions ${measured.length} were moved: ${count('High').length} are High, ${count('Medium').length} Medium, ${count('Low').length} Low. **Of the High ones ${weak} have no source (X)**: there a source
is worth most.

${parts.join('\n\n')}
`;
}
