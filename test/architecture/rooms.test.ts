import { describe, expect, it } from 'vitest';
import { forbiddenImports } from './imports.ts';
import { sourceProgram } from './program.ts';
import { impurities } from './purity.ts';
import { ALLOWED_ROOMS, PURE_ROOMS, roomOf } from './rooms.ts';

const { files, checker } = sourceProgram();

describe('the rooms of src', () => {
  it('are read at all', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(files.map(({ path }) => path)).toContain('domain/vocabulary.ts');
  });

  it('have arrows that run one way', () => {
    expect(files.flatMap(({ path, file }) => forbiddenImports(path, file))).toEqual([]);
  });

  it('have rules without a circle', () => {
    const rooms = Object.keys(ALLOWED_ROOMS);
    const reachable = (room: string): Set<string> =>
      new Set((ALLOWED_ROOMS[room] ?? []).flatMap((next) => [next, ...reachable(next)]));
    expect(rooms.filter((room) => reachable(room).has(room))).toEqual([]);
  });

  it.each(PURE_ROOMS)('keep %s pure', (room) => {
    const inRoom = files.filter(({ path }) => roomOf(path) === room);
    expect(inRoom.flatMap(({ path, file }) => impurities(path, file, checker))).toEqual([]);
  });
});
