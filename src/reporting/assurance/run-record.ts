import type { AssuranceSource } from './assurance-source.ts';

/** One line of the record of a run. */
export interface RecordLine {
  readonly item: string;
  readonly value: string;
}

/** What made a run, as its manifest says. */
export function runRecord({ run, data }: AssuranceSource): RecordLine[] {
  const m = run.manifest;
  const line = (item: string, value: unknown): RecordLine => ({ item, value: String(value) });
  return [
    line('run', m.run_id),
    line('scenario', `${m.scenario}: ${m.scenario_title}`),
    line('scenario digest', m.scenario_digest),
    line('data set', data.name),
    line('data digest', m.data_digest),
    line('plan digest', m.plan_digest),
    line('seed', m.seed),
    line('draws', m.draws),
    line('first month', m.first_month),
    line('months', m.months),
    line('figures', m.figures),
    line('version', m.version),
    line('engine', m.engine),
    line('commit', m.commit ?? 'not known'),
    line('Node', m.node),
    line('machine', m.machine),
    line('threads', m.threads),
    line('started', m.started),
    line('seconds', m.seconds),
    line('status of children', m.status.children),
    line('status of places', m.status.places),
    line('status of money', m.status.money),
    line('prices of', m.money.price_base),
    line('without a price', m.money.not_priced.join(', ') || 'nothing'),
    line('repairs and defaults', m.repairs.length),
    ...m.warnings.map((warning) => line('warning', warning)),
    ...Object.entries(m.files).map(([name, digest]) => line(`SHA-256 of ${name}`, digest)),
  ];
}
