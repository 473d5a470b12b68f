// @ts-check
/*
 * The tslab kernel, put together from tslab's own parts, that can begin anew without a new process. A shutdown request with
 * `restart` forgets the variables, the declarations of the cells and their count, and keeps what takes seconds to load:
 * the compiler, the declarations of packages, the packages themselves. Called as `lasting-kernel.mjs CONNECTION_FILE`.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// Typed as any: tslab calls private what is replaced here, and package.json pins its version.
/** @type {any} */
const { createConverter } = require('tslab/dist/converter');
/** @type {any} */
const { createExecutor } = require('tslab/dist/executor');
/** @type {any} */
const { JupyterHandlerImpl, ZmqServer } = require('tslab/dist/jupyter');

const node = createConverter({ isJS: false, isBrowser: false });
/** @type {any} */
const converters = { node, close: () => node.close() };
const executor = createExecutor(process.cwd(), converters, { log: console.log, error: console.error });
process.on('SIGINT', () => executor.interrupt());
process.on('uncaughtException', (error) => console.error('UncaughtException:', error));
process.on('unhandledRejection', (reason) => console.error('UnhandledPromiseRejection:', reason));

const newHandler = () => new JupyterHandlerImpl(executor, false);
const server = new ZmqServer(newHandler(), process.argv[2]);
const answerShutdown = server.handleShutdown.bind(server);
const close = server.close.bind(server);
let goesOn = false;
server.handleShutdown = (/** @type {unknown} */ socket, /** @type {any} */ message) => {
  goesOn = message.content.restart === true;
  if (goesOn) {
    executor.reset();
    server.handler = newHandler();
  }
  answerShutdown(socket, message);
};
// tslab closes after every shutdown request.
server.close = () => {
  if (!goesOn) close();
};
await server.init();
