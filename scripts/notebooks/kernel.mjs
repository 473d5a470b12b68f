// @ts-check
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Dealer, Subscriber } from 'zeromq';
import { openConnection } from './connection.mjs';
import { Writer, readMessage } from './wire.mjs';

/** @typedef {import('./wire.mjs').Message} Message */

const require = createRequire(import.meta.url);
const START_SECONDS = 120;
const STOP_MILLISECONDS = 1500;

/** Kernels that run; whoever ends this process early ends them too. @type {Set<Kernel>} */
const running = new Set();
process.on('exit', () => {
  for (const kernel of running) kernel.kill();
});

/** The command that starts the tslab kernel. @param {string} connectionFile */
export const tslabCommand = (connectionFile) => [
  process.execPath,
  require.resolve('tslab/bin/tslab'),
  'kernel',
  '--config-path',
  connectionFile,
];

/** The command that starts a kernel that can begin anew. @param {string} connectionFile */
const lastingCommand = (connectionFile) => [
  process.execPath,
  fileURLToPath(new URL('./lasting-kernel.mjs', import.meta.url)),
  connectionFile,
];

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Raised when no answer came in time. */
export class TimeOut extends Error {}

/**
 * @typedef {object} KernelOptions
 * @property {string} folder the working directory of the cells
 * @property {NodeJS.ProcessEnv} environment
 * @property {boolean} [lasting] whether it can begin anew
 */

/** One kernel process and the sockets to it. Start it with `Kernel.start`. */
export class Kernel {
  /**
   * Starts a kernel and waits until it answers.
   *
   * @param {KernelOptions} options
   */
  static async start(options) {
    const kernel = new Kernel(await openConnection(), options);
    try {
      await kernel.waitUntilReady();
      return kernel;
    } catch (error) {
      await kernel.stop();
      throw error;
    }
  }

  /**
   * @param {import('./connection.mjs').Connection} connection
   * @param {KernelOptions} options
   */
  constructor(connection, { folder, environment, lasting = false }) {
    this.connection = connection;
    this.folder = folder;
    this.writer = new Writer(connection.key);
    /** What listens to the answers to a request, by its id. @type {Map<string, (message: Message) => void>} */
    this.listeners = new Map();
    this.lastWords = '';
    const [command = '', ...args] = (lasting ? lastingCommand : tslabCommand)(connection.file);
    this.process = spawn(command, args, { cwd: folder, env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    this.process.stderr?.on('data', (chunk) => {
      this.lastWords = (this.lastWords + String(chunk)).slice(-4000);
    });
    /** Rejects when the kernel is gone or talks nonsense. @type {Promise<never>} */
    this.broken = new Promise((_, reject) => {
      this.process.once('error', reject);
      this.process.once('exit', (code, signal) => {
        const words = this.lastWords.trim();
        reject(new Error(`the kernel ended (${signal ?? `exit code ${code}`})${words === '' ? '' : `\n${words}`}`));
      });
      this.breakDown = reject;
    });
    this.broken.catch(() => {});
    running.add(this);
    this.shell = new Dealer({ linger: 0 });
    this.output = new Subscriber({ linger: 0 });
    this.shell.connect(`tcp://127.0.0.1:${connection.shell}`);
    this.output.connect(`tcp://127.0.0.1:${connection.output}`);
    this.output.subscribe();
    void this.listen(this.shell);
    void this.listen(this.output);
  }

  /** @param {Dealer | Subscriber} socket */
  async listen(socket) {
    try {
      for await (const frames of socket) {
        const message = readMessage(this.connection.key, frames);
        if (message.parent !== undefined) this.listeners.get(message.parent)?.(message);
      }
    } catch (error) {
      if (!socket.closed) this.breakDown?.(error);
    }
  }

  /**
   * Sends a request and waits for its reply and for the kernel to be idle again, so that no output is missed.
   * The listener stays after that, for output that comes late.
   *
   * @param {string} type
   * @param {object} content
   * @param {{ seconds: number, onOutput?: (message: Message) => void }} options
   * @returns {Promise<any>} the content of the reply
   */
  async request(type, content, { seconds, onOutput }) {
    const id = randomUUID();
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const tooLate = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new TimeOut(`no end after ${seconds} s`)), seconds * 1000);
    });
    const answered = new Promise((resolve) => {
      /** @type {Message | undefined} */
      let reply;
      let idle = false;
      this.listeners.set(id, (message) => {
        if (message.type.endsWith('_reply')) reply = message;
        else if (message.type !== 'status') onOutput?.(message);
        else if (message.content.execution_state === 'idle') idle = true;
        if (reply !== undefined && idle) resolve(reply.content);
      });
    });
    try {
      await this.shell.send(this.writer.frames(type, content, id));
      return await Promise.race([answered, tooLate, this.broken]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks until an answer comes: what a kernel publishes before a subscriber is known to it is lost. */
  async waitUntilReady() {
    const end = performance.now() + START_SECONDS * 1000;
    for (;;) {
      try {
        this.information = await this.request('kernel_info_request', {}, { seconds: 0.5 });
        return;
      } catch (error) {
        if (!(error instanceof TimeOut)) throw error;
        if (performance.now() > end) throw new Error(`the kernel did not start in ${START_SECONDS} s`);
      }
    }
  }

  /**
   * Runs the source of one cell.
   *
   * @param {string} source
   * @param {{ seconds: number, onOutput: (message: Message) => void }} options
   * @returns {Promise<{ status: string, execution_count?: number }>}
   */
  execute(source, options) {
    const content = { code: source, silent: false, store_history: true, allow_stdin: false, stop_on_error: true };
    return this.request('execute_request', { ...content, user_expressions: {} }, options);
  }

  /** Has a lasting kernel forget its cells and their variables, and keep what it has loaded. */
  async beginAnew() {
    await this.request('shutdown_request', { restart: true }, { seconds: START_SECONDS });
    this.listeners.clear();
  }

  /** Asks the kernel to end, and ends it when it does not. Removes what belongs to it. */
  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      await this.shell.send(this.writer.frames('shutdown_request', { restart: false })).catch(() => {});
      await Promise.race([ended, pause(STOP_MILLISECONDS)]);
    }
    this.kill();
    this.shell.close();
    this.output.close();
  }

  /** Ends the kernel at once. */
  kill() {
    if (this.process.exitCode === null) this.process.kill('SIGKILL');
    this.connection.remove();
    running.delete(this);
  }
}
