/** Controls that no page and no Word file may hold, and marks that turn the direction of the words after them. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as it may be printed: what may not be is shown by the sign for an unknown letter, so that it is seen. */
export function printable(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(LONE_SURROGATE, '\ufffd');
}
