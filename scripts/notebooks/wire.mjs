// @ts-check
import { createHmac, randomUUID } from 'node:crypto';

/* The wire protocol of Jupyter, version 5.3: https://jupyter-client.readthedocs.io/en/stable/messaging.html */

const DELIMITER = '<IDS|MSG>';

/**
 * @typedef {object} Message
 * @property {string} type for example `execute_reply` or `stream`
 * @property {string | undefined} parent id of the request that this answers
 * @property {any} content
 */

/**
 * @param {string} key
 * @param {readonly (string | Buffer)[]} parts
 */
function signature(key, parts) {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** Makes the signed frames of requests of one session. */
export class Writer {
  /** @param {string} key */
  constructor(key) {
    this.key = key;
    this.session = randomUUID();
  }

  /**
   * @param {string} type
   * @param {object} content
   * @param {string} id
   */
  frames(type, content, id = randomUUID()) {
    const header = {
      msg_id: id,
      session: this.session,
      username: 'runner',
      date: new Date().toISOString(),
      msg_type: type,
      version: '5.3',
    };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    return [DELIMITER, signature(this.key, parts), ...parts];
  }
}

/**
 * Reads the frames of one message and checks their signature.
 *
 * @param {string} key
 * @param {readonly Buffer[]} frames
 * @returns {Message}
 */
export function readMessage(key, frames) {
  const at = frames.findIndex((frame) => frame.toString() === DELIMITER);
  const parts = frames.slice(at + 2, at + 6);
  if (at < 0 || parts.length < 4) throw new Error('the kernel sent a message that is not complete');
  if (signature(key, parts) !== frames[at + 1]?.toString()) throw new Error('the kernel sent a wrong signature');
  const [header, parent, , content] = parts.map((part) => JSON.parse(part.toString()));
  return { type: header.msg_type, parent: parent.msg_id, content };
}
