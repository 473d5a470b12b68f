export * from './cell-range.ts';
export * from './children-baseline.ts';
export * from './controls.ts';
export * from './cross-table.ts';
export * from './fit-baseline.ts';
export * from './round-flow.ts';
export * from './round-table.ts';
export * from './seed.ts';
