// @ts-check
import { secondsSince } from '../set-up/project.mjs';

const LOG_MILLISECONDS = 10_000;

/**
 * Shows how far the notebooks are: one line that changes on a terminal, a line now and then elsewhere.
 *
 * @param {NodeJS.WriteStream} stream
 */
export function progressOn(stream) {
  /** @type {Map<string, { cell: number, cells: number, start: number }>} */
  const active = new Map();
  let lastLog = performance.now();
  const clear = () => stream.isTTY && stream.write('\r\u001b[K');
  const draw = () => {
    if (!stream.isTTY || active.size === 0) return;
    const text = [...active].map(([name, a]) => `${name}: cell ${a.cell} of ${a.cells}, ${secondsSince(a.start)}`);
    clear();
    stream.write(text.join(' | ').slice(0, Math.max(20, (stream.columns ?? 80) - 1)));
  };
  const timer = stream.isTTY ? setInterval(draw, 1000) : undefined;
  timer?.unref();
  return {
    /** @param {string} name @param {number} cell @param {number} cells */
    cell(name, cell, cells) {
      active.set(name, { start: performance.now(), ...active.get(name), cell, cells });
      draw();
      if (stream.isTTY || performance.now() - lastLog < LOG_MILLISECONDS) return;
      lastLog = performance.now();
      stream.write(`  ${name}: at cell ${cell} of ${cells}\n`);
    },
    /** @param {string} name @param {string} line */
    done(name, line) {
      active.delete(name);
      clear();
      stream.write(`${line}\n`);
      draw();
    },
    end() {
      clearInterval(timer);
      clear();
    },
  };
}
