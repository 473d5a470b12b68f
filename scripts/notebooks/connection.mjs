// @ts-check
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Connection
 * @property {string} key secret that signs every message
 * @property {number} shell port for requests and replies
 * @property {number} output port for what cells print and show
 * @property {string} file the connection file that the kernel reads
 * @property {() => void} remove deletes the file
 */

/** Ports handed out by this process, so that two kernels that start at once never get the same one. */
const handedOut = new Set();

/** @returns {Promise<number>} */
async function freePort() {
  for (;;) {
    const server = net.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {net.AddressInfo} */ (server.address());
    server.close();
    await once(server, 'close');
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    return port;
  }
}

/**
 * Writes a connection file, readable by this user only, with five free ports of this computer.
 *
 * @returns {Promise<Connection>}
 */
export async function openConnection() {
  const [shell, output, input, control, heartbeat] = await Promise.all([1, 2, 3, 4, 5].map(freePort));
  const key = randomUUID();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'notebook-'));
  const file = path.join(folder, 'connection.json');
  const content = {
    ip: '127.0.0.1',
    transport: 'tcp',
    key,
    signature_scheme: 'hmac-sha256',
    shell_port: shell,
    iopub_port: output,
    stdin_port: input,
    control_port: control,
    hb_port: heartbeat,
    kernel_name: 'tslab',
  };
  fs.writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  return { key, shell, output, file, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
