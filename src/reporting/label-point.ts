import type { BoundaryArea, Position } from './boundaries.ts';
import { signedArea } from './boundaries.ts';

/** Distance from a point to the nearest edge of a ring, negative outside. Squashes longitude at the ring's latitude. */
function depth(ring: readonly Position[], x: number, y: number, squash: number): number {
  let inside = false;
  let nearest = Infinity;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    const dx = (bx - ax) * squash;
    const dy = by - ay;
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * squash * dx + (y - ay) * dy) / length));
    nearest = Math.min(nearest, Math.hypot((x - ax) * squash - t * dx, y - ay - t * dy));
  }
  return inside ? nearest : -nearest;
}

/**
 * Where a number stands best inside an area: the point of a fine grid that lies farthest from the edge of the area's
 * largest part. Longitude and latitude in degrees.
 */
export function labelPoint(area: BoundaryArea): Position {
  const ring = area.parts.map((part) => part[0]!).sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)))[0];
  if (ring === undefined || ring.length < 3) throw new Error(`the area ${area.code} has no boundary`);
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const squash = Math.cos((((south + north) / 2) * Math.PI) / 180);
  let best: Position = ring[0]!;
  let bestDepth = -Infinity;
  for (let i = 1; i < 40; i++) {
    for (let j = 1; j < 40; j++) {
      const x = west + ((east - west) * i) / 40;
      const y = south + ((north - south) * j) / 40;
      const d = depth(ring, x, y, squash);
      if (d > bestDepth) [best, bestDepth] = [[x, y], d];
    }
  }
  return best;
}
