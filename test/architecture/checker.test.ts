import { describe, expect, it } from 'vitest';
import { forbiddenImports } from './imports.ts';
import { sampleProgram } from './program.ts';
import { impurities } from './purity.ts';

const importProblems = (path: string, text: string): string[] => forbiddenImports(path, sampleProgram(text).file);
const purityProblems = (text: string): string[] => {
  const { file, checker } = sampleProgram(text);
  return impurities('x.ts', file, checker);
};

describe('the check of imports', () => {
  it.each([
    ['domain/a.ts', `import { x } from '../random/x.ts';`, 'domain must not import from random'],
    ['simulation/a.ts', `import type { X } from '../measures/x.ts';`, 'simulation must not import from measures'],
    ['simulation/deep/a.ts', `export * from '../../cli/x.ts';`, 'simulation must not import from cli'],
    ['data/a.ts', `const x: import('../simulation/x.ts').X = 1;`, 'data must not import from simulation'],
    ['measures/a.ts', `const x = await import('../data/x.ts');`, 'measures must not import from data'],
    ['measures/a.ts', `new Worker(new URL('../cli/w.ts', import.meta.url));`, 'measures must not import from cli'],
    ['random/a.ts', `import fs from 'node:fs';`, 'random is pure and must not import node:fs'],
    ['random/a.ts', `import { join } from 'path/posix';`, 'random is pure and must not import path/posix'],
    ['experiments/a.ts', `import * as vega from 'vega';`, 'experiments must not load vega'],
    ['data/a.ts', `import { DataFrame } from 'danfojs-node/dist/x.js';`, 'data must not load danfojs-node'],
    ['domain/a.ts', `import { x } from '../index.ts';`, 'a room does not import what stands beside the rooms'],
    ['cli/a.ts', `import { x } from '../../scripts/x.mjs';`, 'outside src'],
    ['cli/a.ts', `import { x } from 'market-stability';`, 'by its own name'],
    ['cellar/a.ts', ``, 'the room "cellar" has no rule'],
  ])('%s: %s', (path, text, why) => {
    expect(importProblems(path, text)).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    ['simulation/a.ts', `import { x } from '../domain/x.ts'; import { y } from './y.ts';`],
    ['data/a.ts', `import fs from 'node:fs'; import ExcelJS from 'exceljs';`],
    ['reporting/a.ts', `const vega = await import('vega');`],
    ['random/a.ts', `import { mean } from 'simple-statistics'; const text = "import x from 'node:fs'";`],
    ['index.ts', `export * from './cli/main.ts';`],
  ])('%s may: %s', (path, text) => {
    expect(importProblems(path, text)).toEqual([]);
  });
});

describe('the check of purity', () => {
  it.each([
    ['const now = () => Date.now();', 'uses Date'],
    ['const now = () => new Date();', 'uses Date'],
    ['const luck = () => Math.random();', 'uses Math.random'],
    ['const { random } = Math;', 'hands Math on'],
    ['const luck = () => globalThis.Math.random();', 'uses globalThis'],
    ['const home = () => process.env.HOME;', 'uses process'],
    ['const f = () => { const o = { process }; return o; };', 'uses process'],
    ['const t = () => performance.now();', 'uses performance'],
    ['const f = () => fetch("x");', 'uses fetch'],
    ['const f = () => console.log(1);', 'uses console'],
    ['const here = import.meta.url;', 'uses import.meta'],
    ['const f = (a: string, b: string) => a.localeCompare(b);', 'uses localeCompare'],
    ['const f = (n: number) => n.toLocaleString();', 'uses toLocaleString'],
    ['let count = 0;', 'keeps state in count'],
    ['class A { static count = 0; }', 'keeps state in the static field count'],
    ['const cache = new Map<string, number>(); const f = () => cache.set("a", 1);', 'changes cache'],
    ['const scratch = new Float64Array(2); function f() { scratch[0] = 1; }', 'changes scratch'],
    ['const scratch = new Uint32Array(2); function f() { scratch[1]!++; }', 'changes scratch'],
    ['const scratch = new Uint32Array(2); function f(g: (x: Uint32Array) => void) { g(scratch); }', 'hands on scratch'],
    ['const list: number[] = []; const f = () => { list.push(1); };', 'changes list'],
    ['const totals = { a: 1 }; const f = () => { totals.a += 1; };', 'changes totals'],
    ['const totals = { a: [1] }; const f = () => { totals.a[0] = 2; };', 'changes totals'],
    ['const totals = { a: 1 }; const f = () => Object.assign(totals, { a: 2 });', 'changes totals'],
    ['export const names = ["a"];', 'exports names'],
    ['export const table = new Map<string, number>();', 'exports table'],
  ])('refuses: %s', (text, why) => {
    expect(purityProblems(text)).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    'export const NAMES = ["a", "b"] as const;',
    'export const TABLE: ReadonlyMap<string, number> = new Map([["a", 1]]);',
    'const TABLE = new Float64Array([1, 2]); export const at = (i: number): number => TABLE[i]!;',
    'const NAMES = new Set(["a"]); export const has = (name: string): boolean => NAMES.has(name);',
    'export function run(processes: (() => void)[]): void { for (const process of processes) process(); }',
    'export const dayOf = (row: { Date: string; process: number }): string => row.Date;',
    'export function f(performance: number): number { return Math.log(performance); }',
    'export function f(): number { let total = 0; total += 1; const list: number[] = []; list.push(total); return total; }',
    'const TABLE = new Float64Array(3); for (let i = 0; i < 3; i++) TABLE[i] = i; export const at = (i: number) => TABLE[i];',
    'export interface A { console: string; fetch(): void }',
    'class A { static readonly limit = 3; count = 0; grow(): void { this.count += 1; } }',
  ])('lets pass: %s', (text) => {
    expect(purityProblems(text)).toEqual([]);
  });
});
