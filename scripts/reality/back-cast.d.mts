import type { ChildrenRow, DataSet } from '../../src/domain/tables.ts';

export const PUBLISHED: Readonly<Record<'all' | 'foster' | 'residential', Readonly<Record<number, number>>>>;
export function childrenOf2015(data: DataSet): ChildrenRow[];
export function backCast(data: DataSet, startsPerYear: number): DataSet;
