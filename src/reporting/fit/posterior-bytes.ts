import { parquetWriteBuffer } from 'hyparquet-writer';

/** Values of some assumptions in each parameter set. */
export interface PosteriorColumn {
  /** Id of the assumption. */
  readonly id: string;
  /** One value a parameter set, in the unit of the assumption. */
  readonly draws: Float64Array;
}

/**
 * `posterior.parquet`: one row a parameter set, one column an id, so that what belongs together stays in one row.
 */
export function posteriorBytes(columns: readonly PosteriorColumn[]): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ id, draws }) => ({ name: id, data: draws, type: 'DOUBLE' as const, nullable: false })),
    }),
  );
}
