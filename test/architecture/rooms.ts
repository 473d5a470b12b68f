/** What each room (a folder of src) may import besides itself. Arrows run one way. */
export const ALLOWED_ROOMS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  random: ['domain'],
  assumptions: ['domain', 'random'],
  simulation: ['domain', 'random', 'assumptions'],
  measures: ['domain', 'random', 'assumptions', 'simulation'],
  data: ['domain', 'assumptions'],
  calibration: ['domain', 'random', 'assumptions', 'simulation', 'measures', 'data'],
  experiments: ['domain', 'random', 'assumptions', 'simulation', 'measures', 'data'],
  risk: ['domain', 'random', 'assumptions', 'simulation', 'measures', 'data', 'experiments'],
  reporting: [
    'domain',
    'random',
    'assumptions',
    'simulation',
    'measures',
    'data',
    'calibration',
    'experiments',
    'risk',
  ],
  cli: [
    ...['domain', 'random', 'assumptions', 'simulation', 'measures', 'data', 'calibration', 'experiments', 'risk'],
    'reporting',
  ],
};

/** Rooms without files, clock, environment or global state: they run unchanged in a browser. */
export const PURE_ROOMS: readonly string[] = ['domain', 'random', 'assumptions', 'simulation', 'measures'];

/** Packages that are slow to load or large, and the only rooms that may load them. */
export const HEAVY_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'danfojs-node': ['reporting'],
  vega: ['reporting'],
  'vega-lite': ['reporting'],
  docx: ['reporting'],
  tslab: ['reporting'],
  fontkit: ['reporting'],
  '@resvg/resvg-js': ['reporting'],
  '@expo-google-fonts/source-sans-3': ['reporting'],
  exceljs: ['data', 'risk', 'reporting'],
  zeromq: [],
};

/** The room of a source, given its path from src with `/`; undefined for a file beside the rooms, such as index.ts. */
export function roomOf(path: string): string | undefined {
  const slash = path.indexOf('/');
  return slash < 0 ? undefined : path.slice(0, slash);
}
