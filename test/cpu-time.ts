/** Milliseconds of processor time that this process has used: what a limit of time asks for on a machine that others use too. */
export function cpuMilliseconds(): number {
  return process.cpuUsage().user / 1000;
}
