import { readFileSync } from 'node:fs';

/** Both sentences that must stand wherever the boundaries of Wales are shown. */
export const WALES_BOUNDARIES_ATTRIBUTION: readonly string[] = [
  'Source: Office for National Statistics licensed under the Open Government Licence v3.0.',
  'Contains OS data © Crown copyright and database right 2024.',
];

/** Longitude and latitude in degrees. */
export type Position = readonly [number, number];

/** A closed line. */
export type Ring = readonly Position[];

/** One area of a map. */
export interface BoundaryArea {
  readonly code: string;
  readonly name: string;
  /** Its parts. Each has its outer ring first, turning clockwise as projections expect, and its holes after it. */
  readonly parts: readonly (readonly Ring[])[];
}

/** Boundaries as drawn, with the words that their licence asks for. */
export interface Boundaries {
  readonly areas: readonly BoundaryArea[];
  readonly attribution: readonly string[];
}

/** Where codes and names stand in a TopoJSON file. The defaults are those of the shipped file. */
export interface BoundarySettings {
  readonly object?: string;
  readonly codeProperty?: string;
  readonly nameProperty?: string;
  readonly attribution?: readonly string[];
}

interface Topology {
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly transform?: { readonly scale: Position; readonly translate: Position };
  readonly objects: Readonly<Record<string, { readonly geometries: readonly Geometry[] } | undefined>>;
}

interface Geometry {
  readonly type: string;
  readonly arcs: readonly (readonly number[])[] | readonly (readonly (readonly number[])[])[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

function decodeArcs(topology: Topology): Position[][] {
  const { transform } = topology;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map((p): Position => {
      if (transform === undefined) return [p[0], p[1]];
      x += p[0];
      y += p[1];
      return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
    });
  });
}

/** Area of a ring in square degrees, negative where it turns clockwise. */
export function signedArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum / 2;
}

/** Outer rings clockwise, holes the other way: on a globe the direction says which side is inside. */
const wound = (part: readonly Ring[]): Ring[] =>
  part.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? [...ring].reverse() : ring));

/** Boundaries from a TopoJSON value. Throws where the object, a code or a name is missing. */
export function boundariesOf(value: unknown, settings: BoundarySettings = {}): Boundaries {
  const { object = 'la', codeProperty = 'la_code', nameProperty = 'name_en' } = settings;
  const topology = value as Topology;
  const geometries = topology?.objects?.[object]?.geometries;
  if (!Array.isArray(topology?.arcs) || geometries === undefined) {
    throw new Error(`the boundaries have no TopoJSON object "${object}"`);
  }
  const arcs = decodeArcs(topology);
  const ring = (indices: readonly number[]): Position[] =>
    indices.flatMap((i, k) => {
      const points = i < 0 ? [...arcs[~i]!].reverse() : arcs[i]!;
      return k === 0 ? points : points.slice(1);
    });
  const areas = geometries.map((geometry, i): BoundaryArea => {
    const code = geometry.properties?.[codeProperty];
    const name = geometry.properties?.[nameProperty];
    if (typeof code !== 'string' || typeof name !== 'string') {
      throw new Error(`area ${i + 1} of the boundaries has no "${codeProperty}" or no "${nameProperty}"`);
    }
    type Part = readonly (readonly number[])[];
    const parts = (geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs) as readonly Part[];
    return { code, name, parts: parts.map((part) => wound(part.map(ring))) };
  });
  const attribution = settings.attribution ?? WALES_BOUNDARIES_ATTRIBUTION;
  return { areas, attribution };
}

/** Boundaries from a TopoJSON file, such as `data/wales/boundaries.topojson`. */
export function readBoundaries(path: string, settings: BoundarySettings = {}): Boundaries {
  return boundariesOf(JSON.parse(readFileSync(path, 'utf8')), settings);
}
