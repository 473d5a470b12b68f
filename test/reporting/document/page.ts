import axe from 'axe-core';
import { JSDOM, VirtualConsole } from 'jsdom';

/** A page as a browser reads it, without layout. Its style has rules for print that the reader here does not know. */
export function readPage(html: string): JSDOM {
  return new JSDOM(html, { runScripts: 'outside-only', virtualConsole: new VirtualConsole() });
}

/** What axe-core finds wrong with a page, one line each. Contrast and sizes need a layout and cannot be judged here. */
export async function axeViolations(html: string): Promise<string[]> {
  const { window } = readPage(html);
  window.eval(axe.source);
  const page = window as unknown as { axe: { run(root: unknown, options: axe.RunOptions): Promise<axe.AxeResults> } };
  const { violations } = await page.axe.run(window.document.documentElement, {
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
  });
  window.close();
  return violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(' ')}`);
}
